import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Tx } from '../src/database/transaction.ts';
import { saveSettings } from '../src/features/admin/service/index.ts';
import { homeOf } from '../src/features/home/service/index.ts';
import { rankMentors } from '../src/features/matching/service/index.ts';
import { learnPerson } from '../src/features/members/service/directory.ts';
import { findOrCreateSkill } from '../src/features/members/service.ts';
import { replaceSkills } from '../src/features/members/store/skills.ts';
import { answerStory, makeDraft, newsletterNow } from '../src/features/newsletter/service/index.ts';
import { dataOf } from '../src/features/privacy/service/index.ts';
import { awardBadges } from '../src/features/recognition/service/badges.ts';
import { boardFor } from '../src/features/recognition/service/board.ts';
import { writeUp } from '../src/features/recognition/service/digest.ts';
import { boardCard, digestPost } from '../src/features/recognition/views/index.ts';
import { saveReflection, unansweredOf } from '../src/features/reflections/service/index.ts';
import { answerOutcome } from '../src/features/reflections/service/outcome.ts';
import { anchorOf, type Bell } from '../src/features/sessions/rules/timetable.ts';
import {
  cancelSession,
  cardPosted,
  countSessionsInWeek,
  handBack,
  onMessage,
  onTimer,
  sayNotTalked,
  sayTalked,
  startSession,
} from '../src/features/sessions/service/index.ts';
import { openOne, session } from './features/sessions/setup.ts';
import { freshDatabase, onBothDatabases, workOn } from './support/database.ts';

/** A Monday. */
const START = Temporal.Instant.from('2026-03-02T10:00:00Z');
const at = (day: number, minutes = 0) => START.add({ minutes: day * 24 * 60 + minutes });
const END = at(28);
const [OWNER, BEN, GIA] = ['UOWNER', 'UBEN', 'UGIA'];
const mentees = Array.from({ length: 7 }, (_, i) => `UMENTEE${i}`);
const NAMES: Record<string, string> = { [OWNER]: 'Olga Owner', [BEN]: 'Ben Uncredited', [GIA]: 'Gia Credited' };

/** What becomes of a talk that earns nothing in the end. */
const fates = [
  ...['nobody came', 'one pressed Start', 'one wrote', 'cancelled', 'handed back', 'said and denied', 'denied'],
  ...['useless', 'useful no more', 'used no more'],
] as const;
const notHeld = fates.slice(0, 7);

type Talk = { fate: string; menteeId: string; mentorId: string; day: number };
type Run = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => Promise<T>;

async function live(run: Run, talk: Talk, n: number): Promise<void> {
  const { fate, menteeId, mentorId, day } = talk;
  const isHuddle = ['one pressed Start', 'said and denied', 'denied'].includes(fate);
  const id = await run(at(day), (tx) =>
    openOne(tx, { menteeId, mentorId, format: isHuddle ? 'huddle' : 'thread', at: 'now' }),
  );
  const channel = `G${n}`;
  await run(at(day), (tx) => cardPosted(tx, id, { channel, ts: '1.1' }));
  const says = (memberId: string) =>
    run(at(day, 1), (tx) => onMessage(tx, { channel, memberId, threadTs: '1.1', isDirect: true }));
  const rings = (bell: Bell, minutes: number) =>
    run(at(day, minutes), async (tx) => onTimer(tx, id, bell, anchorOf(await session(tx, id))));
  if (fate === 'cancelled') return run(at(day, 2), (tx) => cancelSession(tx, id, menteeId));
  if (fate === 'handed back') return run(at(day, 2), (tx) => handBack(tx, id, mentorId));
  if (fate === 'nobody came') return rings('rebook', 20);
  if (isHuddle) {
    await run(at(day, 1), (tx) => startSession(tx, id, mentorId));
    await rings('close', 36);
    if (fate === 'said and denied') await run(at(day, 40), (tx) => sayTalked(tx, id, mentorId));
    await sweep(run, day);
    if (fate !== 'one pressed Start') await run(at(day + 1), (tx) => sayNotTalked(tx, id, menteeId));
    return;
  }
  await says(menteeId);
  if (fate === 'one wrote') return rings('rebook', 20);
  await says(mentorId);
  await rings('close', 36);
  await sweep(run, day);
  await judge(run, talk, id);
}

/** What the mentee says of a talk that took place, and takes back. */
async function judge(run: Run, { fate, menteeId, mentorId, day }: Talk, id: string): Promise<void> {
  const rate = async (usefulness: number, when: Temporal.Instant) => {
    const words = { answer: `Words of ${menteeId}`, differently: '', thanks: '', showThanks: false } as const;
    const { id: mine } = await run(when, (tx) =>
      tx.db
        .selectFrom('reflection')
        .select('id')
        .where('session_id', '=', id)
        .where('author_id', '=', menteeId)
        .executeTakeFirstOrThrow(),
    );
    await run(when, (tx) => saveReflection(tx, mine, menteeId, { ...words, usefulness, story: 'named' }));
  };
  const says = (answer: 'yes' | 'not yet', when: Temporal.Instant) =>
    run(when, (tx) =>
      answerOutcome(tx, id, menteeId, answer, { detail: `It works, says ${menteeId}`, story: 'named' }),
    );
  const agrees = () =>
    run(at(day + 1, 5), async (tx) => {
      const stories = await tx.db.selectFrom('story').selectAll().where('session_id', '=', id).execute();
      for (const one of stories) await answerStory(tx, `${one.id}/${one.version}`, mentorId, 'named');
    });
  if (fate === 'useless') await rate(2, at(day + 1));
  if (fate === 'useful no more' || fate === 'useful') await rate(5, at(day + 1));
  if (fate === 'used no more' || fate === 'used') await says('yes', at(day + 1));
  await agrees();
  await sweep(run, day + 1);
  if (fate === 'useful no more') await rate(1, at(day + 2));
  if (fate === 'used no more') await says('not yet', at(day + 2));
}

async function sweep(run: Run, day: number): Promise<void> {
  for (const id of [BEN, GIA, ...mentees]) await run(at(day, 17 * 60), (tx) => awardBadges(tx, id));
}

/** Everything that anybody could read in which somebody is given credit. */
async function everythingTold(run: Run): Promise<Record<string, string>> {
  const digest = await run(END, (tx) => writeUp(tx, '2026-03-30'));
  const boards = [];
  for (const id of [BEN, GIA, ...mentees]) boards.push(await run(END, async (tx) => boardCard(await boardFor(tx, id))));
  await run(END, (tx) => makeDraft(tx, '2026-03'));
  const skillId = (await run(END, (tx) => findOrCreateSkill(tx, 'Kubernetes'))).id;
  const ranked = await run(END, (tx) =>
    rankMentors(tx, { skillId, menteeId: OWNER, format: 'thread', urgency: 'today' }, 5),
  );
  return {
    digest: 'skip' in digest ? '' : JSON.stringify(digestPost(digest.digest)),
    board: JSON.stringify(boards),
    badges: JSON.stringify(await run(END, (tx) => tx.db.selectFrom('badge').selectAll().execute())),
    newsletter: JSON.stringify((await run(END, (tx) => newsletterNow(tx, '2026-03'))) ?? ''),
    ranking: JSON.stringify(ranked.filter((one) => one.reasons.some((reason) => reason.includes('useful')))),
  };
}

onBothDatabases('A month of talks', (dialect) => {
  it('gives no credit for what did not take place, was useless or was taken back, and gives it for the rest', async () => {
    const anyTalk = fc.record({
      fate: fc.constantFrom(...fates),
      who: fc.nat({ max: 6 }),
      day: fc.integer({ min: 0, max: 16 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyTalk, { minLength: 6, maxLength: 12 }), async (drawn) => {
        const db = await freshDatabase(dialect);
        const run: Run = (when, unit) => workOn(db, when, unit);
        try {
          await settle(run);
          const bad = [...fates.map((fate, i) => ({ fate, who: i % 7, day: i })), ...drawn].map(
            ({ fate, who, day }) => {
              return { fate, menteeId: mentees[who]!, mentorId: BEN, day };
            },
          );
          const good = mentees.slice(0, 6).map((menteeId, i) => {
            return { fate: i % 2 ? 'useful' : 'used', menteeId, mentorId: GIA, day: 20 };
          });
          for (const [n, talk] of [...bad, ...good].entries()) await live(run, talk, n);
          const told = await everythingTold(run);
          for (const [where, text] of Object.entries(told)) {
            expect([where, text]).toEqual([where, expect.not.stringContaining('Ben Uncredited')]);
            expect([where, text]).toEqual([where, expect.not.stringContaining(`"${BEN}"`)]);
          }
          for (const where of ['digest', 'board', 'newsletter']) expect(told[where]).toContain('Gia Credited');
          expect(told.badges).toContain(GIA);
          expect((await run(END, (tx) => homeOf(tx, BEN)))?.recognition.badges).toEqual([]);
          expect(JSON.parse(await run(END, (tx) => dataOf(tx, BEN)))).toMatchObject({ badges: [] });
        } finally {
          await db.close();
        }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  }, 120_000);

  it('counts no talk that did not take place for anybody: no badge, no reflection of its mentor, no place in a week', async () => {
    const db = await freshDatabase(dialect);
    const run: Run = (when, unit) => workOn(db, when, unit);
    await settle(run);
    for (const [n, fate] of notHeld.entries())
      await live(run, { fate, menteeId: mentees[n]!, mentorId: BEN, day: n }, n);
    expect(await run(END, (tx) => tx.db.selectFrom('badge').selectAll().execute())).toEqual([]);
    expect(await run(END, (tx) => unansweredOf(tx, BEN))).toEqual([]);
    const weeks = [3, 10].map((day) => run(at(day), (tx) => countSessionsInWeek(tx, [BEN], at(day))));
    for (const counts of await Promise.all(weeks)) expect(counts.get(BEN)).toBe(0);
    await db.close();
  });
});

/** Everybody is here, the two mentors know Kubernetes, and there is a digest, a board and a newsletter. */
async function settle(run: Run): Promise<void> {
  await run(START.subtract({ hours: 24 * 90 }), async (tx) => {
    for (const id of [OWNER, BEN, GIA, ...mentees])
      await learnPerson(tx, { id, real_name: NAMES[id] ?? `Name of ${id}`, tz: 'UTC', is_admin: id === OWNER });
    const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
    for (const id of [BEN, GIA]) await replaceSkills(tx, id, 'offers', [{ skillId, level: 2 }]);
    await tx.db.updateTable('member').set({ home_opened_at: START.toString() }).execute();
    await saveSettings(tx, OWNER, { digestChannel: 'C1', zone: 'UTC', hasBoard: true });
  });
}
