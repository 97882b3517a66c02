import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { closeConcern, report } from '../../../src/features/concerns/service/index.ts';
import { requireMember } from '../../../src/features/members/service.ts';
import { momentForm } from '../../../src/features/moments/rules/form.ts';
import { endMoment, onMessage, saveMoment } from '../../../src/features/moments/service.ts';
import {
  answerStory,
  makeDraftNow,
  newsletterNow,
  offerStory,
  postDraft,
  takeBackStory,
} from '../../../src/features/newsletter/service/index.ts';
import { holdHours, skipDate } from '../../../src/features/office-hours/service/index.ts';
import { aForm } from '../../features/office-hours/setup.ts';
import { heldSession } from '../sessions.ts';
import { MONDAY, type World } from '../world.ts';
import type { Scenario } from './scenario.ts';

const [ADA, BRAM, OWNER] = ['U0ADA', 'U0BRAM', 'U0DANA'];
const CHANNEL = 'C0MENTORING';

const announced: Scenario = async (world) => {
  await world.work((tx) => requireMember(tx, BRAM));
  let id: string;
  return {
    send: async () => {
      ({ id } = await world.work((tx) => holdHours(tx, BRAM, aForm({ channel: CHANNEL }))));
    },
    change: () => world.work((tx) => skipDate(tx, id, '2026-03-03', BRAM)),
  };
};

/** A moment of ten minutes, an hour after the world begins. */
async function momentAhead(world: World) {
  const when = { days: ['1'], time: '12:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' };
  await world.work((tx) => requireMember(tx, OWNER));
  return world.work((tx) => saveMoment(tx, OWNER, CHANNEL, momentForm.parse(when)));
}

const ended: Scenario = async (world) => {
  const moment = await momentAhead(world);
  return {
    send: () => world.travelTo(MONDAY.add({ hours: 1 })),
    change: () => world.work((tx) => endMoment(tx, moment.id, OWNER)),
  };
};

const oneMore: Scenario = async (world) => {
  await momentAhead(world);
  await world.travelTo(MONDAY.add({ minutes: 69 }));
  const turn = await world.work((tx) => tx.db.selectFrom('moment_turn').selectAll().executeTakeFirstOrThrow());
  const heard = { channel: String(turn.channel), threadTs: String(turn.ts), memberId: ADA };
  return {
    send: () => world.travelTo(MONDAY.add({ minutes: 70 })),
    change: () => world.work((tx) => onMessage(tx, heard)),
  };
};

const reported: Scenario = async (world) => {
  await world.work(async (tx) => {
    for (const id of [ADA, OWNER]) await requireMember(tx, id);
    await saveSettings(tx, OWNER, { concernOwners: [OWNER], zone: 'UTC' });
  });
  const id = crypto.randomUUID();
  const form = { kind: 'hurtful', words: 'They were rude to me.', tell: ['name'], block: [] } as const;
  return {
    send: () => world.work((tx) => report(tx, ADA, { id, form: { ...form, tell: ['name'], block: [] } })),
    change: () => world.work((tx) => closeConcern(tx, id, OWNER)),
  };
};

/** A story that both let be told, in a draft that is posted, and one of them takes it back. */
const takenBack: Scenario = async (world) => {
  const { id, month, mark } = await world.work(async (tx) => {
    for (const one of [ADA, BRAM, OWNER]) await requireMember(tx, one);
    await saveSettings(tx, OWNER, { digestChannel: CHANNEL, zone: 'UTC' });
    const { id: sessionId } = await heldSession(tx, ADA, BRAM, 'Rust');
    const words = 'Now I read the whole error';
    await offerStory(tx, { sessionId, authorId: ADA, source: 'outcome', partnerId: BRAM, words, consent: 'named' });
    const story = await tx.db.selectFrom('story').selectAll().executeTakeFirstOrThrow();
    await answerStory(tx, `${story.id}/1`, BRAM, 'named');
    await makeDraftNow(tx, OWNER);
    const { month } = await tx.db.selectFrom('newsletter').selectAll().executeTakeFirstOrThrow();
    return { id: story.id, month, mark: (await newsletterNow(tx, month))!.mark };
  });
  return {
    send: () => world.work((tx) => postDraft(tx, month, OWNER, mark)),
    change: () => world.work((tx) => takeBackStory(tx, id, BRAM)),
  };
};

export const posts: Record<string, Scenario[]> = {
  'office-hours.announcement-edit': [announced],
  'moments.post-edit': [ended],
  'moments.summary-edit': [oneMore],
  'concerns.copy-edit': [reported],
  'concerns.receipt-edit': [reported],
  'newsletter.post-edit': [takenBack],
};
