import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { agreeActions } from '../../../src/features/follow-ups/service.ts';
import { saveGoal } from '../../../src/features/goals/service/index.ts';
import { proposeCard } from '../../../src/features/knowledge/service/index.ts';
import { learnPerson, slackUser } from '../../../src/features/members/service/directory.ts';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { cleanUp, deleteData } from '../../../src/features/privacy/service/index.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { startRequest } from '../../../src/features/requests/service/index.ts';
import { onMessage, startSession } from '../../../src/features/sessions/service/index.ts';
import { heldSession } from '../../support/sessions.ts';
import { storedOf, toldOf, troubled } from '../../support/traces.ts';
import { createWorld, type World } from '../../support/world.ts';
import { openOne, session } from '../sessions/setup.ts';

const [ADA, BRAM, ELIF, DANA] = ['U0ADA', 'U0BRAM', 'U0ELIF', 'U0DANA'];
const ada = { id: ADA, name: 'Ada Okafor' };
const MEANWHILE = 'written while it was deleted';

async function ask(tx: Tx, menteeId: string, topic: string, goal = MEANWHILE, mentorId?: string): Promise<void> {
  const { id: skillId } = await findOrCreateSkill(tx, topic);
  const form = { tried: '', minutes: 20, format: 'thread', urgency: 'today', isAnonymous: false } as const;
  await startRequest(tx, { ...form, menteeId, skillId, goal, mentorId });
}

/** What may be written in the very second in which Ada deletes her data, while her session with Bram runs. */
const writes: Record<string, (tx: Tx, sessionId: string) => Promise<unknown>> = {
  'thanks to her': (tx) =>
    giveThanks(tx, { giverId: BRAM, receiverId: ADA, words: `${MEANWHILE}, thank you`, isPublic: true }),
  'thanks of hers': (tx) =>
    giveThanks(tx, { giverId: ADA, receiverId: BRAM, words: `${MEANWHILE}, thank you`, isPublic: true }),
  'a question that she is asked first': (tx) => ask(tx, ELIF, 'Welding', 'I would like to weld a gate', ADA),
  'a question of hers': (tx) => ask(tx, ADA, 'Pottery'),
  'a goal of hers': (tx) => saveGoal(tx, ADA, undefined, { words: MEANWHILE, skill: '', byOn: undefined }),
  'a knowledge card of hers': async (tx) => {
    const words = { question: MEANWHILE, answer: `${MEANWHILE}, too` };
    const held = await heldSession(tx, ADA, BRAM, 'Pottery');
    expect(await proposeCard(tx, held.id, ADA, words)).toBeUndefined();
  },
  'a step of hers': (tx, id) =>
    agreeActions(tx, { id, mentorId: BRAM, menteeId: ADA }, [
      { ownerId: ADA, when: MEANWHILE, will: MEANWHILE, dueOn: '2026-03-05' },
    ]),
  'a step of the other': (tx, id) =>
    agreeActions(tx, { id, mentorId: BRAM, menteeId: ADA }, [
      { ownerId: BRAM, when: 'Ada is not needed', will: 'I will read on', dueOn: '2026-03-05' },
    ]),
  'a word of hers in the session': async (tx, id) => {
    const { place } = await session(tx, id);
    await onMessage(tx, { channel: place!.channel, memberId: ADA, threadTs: place!.rootTs, isDirect: true });
  },
  'a word of the other in the session': async (tx, id) => {
    const { place } = await session(tx, id);
    await onMessage(tx, { channel: place!.channel, memberId: BRAM, threadTs: place!.rootTs, isDirect: true });
  },
};

/** Begins `other` when `write` has written and not committed, lets it come as far as it can, and ends both. */
async function whileUncommitted(
  world: World,
  write: (tx: Tx) => Promise<unknown>,
  other: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  const [written, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isFirst = true;
  const writing = world.work(async (tx) => {
    await write(tx);
    // PostgreSQL may end one of two that wait for each other; then it runs once more.
    if (!isFirst) return;
    isFirst = false;
    written.resolve();
    await mayCommit.promise;
  });
  await written.promise;
  const meanwhile = world.work(other);
  await stuckOrDone(world, meanwhile);
  mayCommit.resolve();
  await Promise.allSettled([writing, meanwhile]);
  await meanwhile;
}

/** Resolves once it is over, or waits for what another one holds. */
async function stuckOrDone(world: World, work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const end = () => {
    isDone = true;
  };
  work.then(end, end);
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(world.app().deps.db.read);
    if (isDone || rows.length > 0) return;
  }
}

describe('What is written while somebody’s data is being deleted, on PostgreSQL', () => {
  let world: World;
  let sessionId: string;

  beforeEach(async () => {
    world = await createWorld({ dialect: 'postgres' });
    await world.work(async (tx) => {
      for (const [id, topic] of [
        [ADA, 'Welding'],
        [DANA, 'Welding'],
        [BRAM, 'Pottery'],
        [ELIF, 'Juggling'],
      ] as const) {
        await requireMember(tx, id);
        await replaceSkills(tx, id, 'offers', [{ skillId: (await findOrCreateSkill(tx, topic)).id, level: 3 }]);
      }
      sessionId = await openOne(tx, { menteeId: ADA, mentorId: BRAM });
    });
    await world.settle();
    await world.work((tx) => startSession(tx, sessionId, ADA));
    await world.settle();
  });
  afterEach(() => world.close());

  it.each(Object.keys(writes))('leaves nothing behind: %s', async (name) => {
    await whileUncommitted(
      world,
      (tx) => writes[name]!(tx, sessionId),
      (tx) => deleteData(tx, ADA),
    );
    await world.settle(60);
    // Their reminders, their thanks and whatever else was planned would have come by then.
    await world.travel({ hours: 72 });
    expect(await storedOf(world, ada, [MEANWHILE])).toEqual([]);
    expect(toldOf(world, ada, [MEANWHILE])).toEqual([]);
    expect(await troubled(world)).toEqual([]);
    // Nobody is asked to approve a card of which the words are gone.
    const cards = await world.app().deps.db.read.selectFrom('knowledge_card').select('state').execute();
    expect(cards).toEqual(name.includes('card') ? [{ state: 'withdrawn' }] : []);
    // Whoever asked is not left waiting for an answer of hers.
    const asked = await world
      .app()
      .deps.db.read.selectFrom('offer')
      .innerJoin('request', 'request.id', 'offer.request_id')
      .select('mentor_id')
      .where('mentee_id', '=', ELIF)
      .execute();
    expect(asked).toEqual(name.includes('asked first') ? [{ mentor_id: DANA }] : []);
  });
});

describe('Somebody who comes back in the second in which they would be reduced to a former member, on PostgreSQL', () => {
  it('keeps what is known of them', async () => {
    const world = await createWorld({ dialect: 'postgres' });
    try {
      await world.work(async (tx) => {
        await requireMember(tx, ADA);
        await saveGoal(tx, ADA, undefined, { words: 'Understand Kubernetes', skill: '', byOn: undefined });
      });
      world.slack.people.deactivate(ADA);
      await world.settle();
      const longAfter = world.clock.now().add({ hours: 24 * 31 });
      const back = { id: ADA, name: 'ada', deleted: false, profile: { display_name: 'Ada Okafor' } };
      await whileUncommitted(
        world,
        (tx) => learnPerson(tx, slackUser.parse(back)),
        (tx) => cleanUp({ ...tx, now: longAfter }),
      );
      const { db } = world.app().deps;
      const goals = await db.read.selectFrom('goal').select('words').where('member_id', '=', ADA).execute();
      const [ada] = await db.read.selectFrom('member').select('erased_at').where('id', '=', ADA).execute();
      expect({ goals, ada }).toEqual({ goals: [{ words: 'Understand Kubernetes' }], ada: { erased_at: null } });
    } finally {
      await world.close();
    }
  });
});
