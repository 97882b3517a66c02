import type { Tx } from '../../../src/database/transaction.ts';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import {
  acceptProposal,
  cancelRequest,
  proposeTime,
  refuseProposal,
  startRequest,
} from '../../../src/features/requests/service/index.ts';
import { startSession, wrapUp } from '../../../src/features/sessions/service/index.ts';
import { drawCard, startRolePlay, stopRolePlay, swapRoles } from '../../../src/features/technique/service/index.ts';
import { MENTEE, MENTOR, openOne } from '../../features/sessions/setup.ts';
import type { World } from '../world.ts';
import type { Scenario } from './scenario.ts';

/** Bram, who offers Kubernetes, is asked about it. */
async function asked(world: World) {
  const request = await world.work(async (tx) => {
    await requireMember(tx, MENTOR);
    const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
    await replaceSkills(tx, MENTOR, 'offers', [{ skillId, level: 3 }]);
    const how = { minutes: 20, format: 'thread', urgency: 'today', isAnonymous: false } as const;
    return startRequest(tx, { menteeId: MENTEE, skillId, goal: 'Find out why my pod restarts', tried: '', ...how });
  });
  return request!.id;
}

const takenBack: Scenario = async (world) => {
  let id: string;
  return {
    send: async () => {
      id = await asked(world);
    },
    change: () => world.work((tx) => cancelRequest(tx, id, MENTEE)),
  };
};

/** A time that Bram suggests, and what Ada does about it. */
const suggested =
  (answer: (tx: Tx, offerId: string) => Promise<unknown>): Scenario =>
  async (world) => {
    await asked(world);
    await world.settle();
    const offer = await world.work((tx) => tx.db.selectFrom('offer').selectAll().executeTakeFirstOrThrow());
    return {
      send: () => world.work((tx) => proposeTime(tx, offer.id, MENTOR, tx.now.add({ hours: 3 }))),
      change: () => world.work((tx) => answer(tx, offer.id)),
    };
  };
const agreed = suggested((tx, offerId) => acceptProposal(tx, offerId, MENTEE));
/** The prompt is called off with it. */
const refused = suggested((tx, offerId) => refuseProposal(tx, offerId, MENTEE));

const begun: Scenario = async (world) => {
  let id: string;
  return {
    send: async () => {
      id = await world.work((tx) => openOne(tx));
    },
    change: () => world.work((tx) => startSession(tx, id, MENTEE)),
  };
};

/** A session that runs. */
async function running(world: World) {
  const id = await world.work((tx) => openOne(tx));
  await world.settle();
  await world.work((tx) => startSession(tx, id, MENTEE));
  await world.settle();
  return id;
}

const wrapped = (world: World, id: string, by: string, recap: string) =>
  world.work((tx) => wrapUp(tx, id, by, { recap, steps: [] }));

const addedTo: Scenario = async (world) => {
  const id = await running(world);
  return {
    send: () => wrapped(world, id, MENTEE, 'The probe was too strict'),
    change: () => wrapped(world, id, MENTOR, 'Look at the events first'),
  };
};

const picked: Scenario = async (world) => {
  const id = await running(world);
  return {
    send: () => world.work((tx) => drawCard(tx, id, 'open', MENTEE)),
    change: () => wrapped(world, id, MENTEE, 'We found it'),
  };
};

const played: Scenario = async (world) => {
  const id = await running(world);
  const scene = { scene: 'Admit a mistake', own: '', practises: 'mentee' } as const;
  await world.work((tx) => startRolePlay(tx, id, MENTEE, scene));
  await world.settle();
  const [technique] = await world.work((tx) => tx.db.selectFrom('technique').select('id').execute());
  return {
    send: () => world.work((tx) => stopRolePlay(tx, technique!.id, MENTEE)),
    change: () => world.work((tx) => swapRoles(tx, technique!.id, MENTOR)),
  };
};

/** The same, and the session ends in that moment. */
const playedToTheEnd: Scenario = async (world) => {
  const { send } = await played(world);
  const { id } = await world.work((tx) => tx.db.selectFrom('session').select('id').executeTakeFirstOrThrow());
  return { send, change: () => wrapped(world, id, MENTEE, 'We practised') };
};

export const talks: Record<string, Scenario[]> = {
  'requests.progress-changed': [takenBack],
  'requests.offer-changed': [takenBack],
  'prompts.refresh': [agreed, refused],
  'sessions.card-edit': [begun],
  'sessions.recap-edit': [addedTo],
  'technique.shown-again': [picked, played, playedToTheEnd],
};
