import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import {
  beginReview,
  choose,
  chooseOwn,
  doPart,
  draftFor,
  dueNow,
  openReview,
  planReview,
  postReview,
  reviewPosted,
  reviewRefused,
  takeBack,
} from '../../../src/features/reviews/service/index.ts';
import { adjustmentText, comparedText } from '../../../src/features/reviews/views/words.ts';
import { getSettings, saveWorkspace } from '../../../src/features/settings/service.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { tellQuarter } from '../../support/told-quarter.ts';

const START = Temporal.Instant.from('2026-02-02T09:00:00Z');
/** The first Monday after the quarter. */
const NOW = Temporal.Instant.from('2026-04-06T07:00:00Z');
const NEXT = Temporal.Instant.from('2026-07-06T07:00:00Z');
const [Q1, Q2] = [
  { from: '2026-01-01', to: '2026-04-01' },
  { from: '2026-04-01', to: '2026-07-01' },
];
const [OWNER, SECOND, LEADER, ADA] = ['U0OWNER', 'U0SECOND', 'U0LEADER', 'U0ADA'];
const SHORT = 'invite-helpers:Negotiation:short:Negotiation';
const SYDNEY = 'zone-time:Australia/Sydney:access:wait:location:Australia/Sydney';
const SALES = 'leader-hours:Sales:access:matched:department:Sales';
const ALL = 'answer-time::figure:unanswered';
const POST = { heading: 'What we heard', text: 'We heard you.', channel: 'C1' };

onBothDatabases('A quarterly review', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const now = <T>(unit: (tx: Tx) => Promise<T>) => at(NOW, unit);
  const open = (by = OWNER, when = NOW) => at(when, (tx) => openReview(tx, by));
  const chosen = async () => (await open()).chosen;
  const take = async (key: string, by = OWNER) => {
    const { review } = await open(by);
    await now((tx) => choose(tx, by, review.id, key));
    return { review, one: (await chosen()).find((found) => found.key === key)! };
  };
  const prompts = (kind: string) => db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).execute();
  const settings = () => now(getSettings);
  const finish = async (id: string) => {
    await now((tx) => postReview(tx, OWNER, id, POST));
    await now((tx) => reviewPosted(tx, id));
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(START, async (tx) => {
      await saveWorkspace(tx, 'Harbour', 'UBOT');
      for (const id of [OWNER, SECOND, LEADER, ADA])
        await learnPerson(tx, {
          id,
          name: id,
          real_name: `Name of ${id}`,
          tz: 'Europe/Berlin',
          is_owner: id === OWNER,
        });
      await updateMember(tx, LEADER, { department: 'sales' });
      await saveSettings(tx, OWNER, { ownerIds: [OWNER, SECOND], leaderIds: [LEADER, ADA], zone: 'Europe/Berlin' });
      await tellQuarter(tx, Q1);
      await tellQuarter(tx, Q2, 12);
    });
  });
  afterEach(() => db.close());

  it('begins on the first Monday after a quarter, and tells each owner', async () => {
    await at(START, planReview);
    await at(START, planReview);
    const jobs = await db.read.selectFrom('job').selectAll().where('kind', '=', 'reviews.quarter-over').execute();
    expect(jobs.map((job) => job.run_at)).toEqual(['2026-04-06T07:00:00.000Z']);
    await now((tx) => beginReview(tx, Q1.from));
    await now((tx) => beginReview(tx, Q1.from));
    expect(await prompts('reviews.due')).toHaveLength(4);
  });

  it('is not held for a quarter in which the app was not there', async () => {
    await now((tx) => beginReview(tx, '2025-10-01'));
    expect(await prompts('reviews.due')).toEqual([]);
  });

  it('proposes what fits the worries, with what the app can do about them', async () => {
    const { proposals, suggestions } = await open();
    expect(proposals.map((one) => one.key)).toEqual(expect.arrayContaining([SHORT, SYDNEY, SALES, ALL]));
    expect(proposals.map((one) => adjustmentText({ ...one, words: '' }))).toEqual(
      expect.arrayContaining([
        'Invite people who know Negotiation to help',
        'Longer answer time in Sydney',
        'Office hours by a leader in Sales',
        'Longer answer time for everyone who is asked',
      ]),
    );
    expect(suggestions).toEqual({ waiting: 0, answered: 0 });
  });

  it('gives people in one time zone longer for an answer, once, and takes that back', async () => {
    const { one } = await take(SYDNEY);
    await now((tx) => doPart(tx, OWNER, one.id));
    await now((tx) => doPart(tx, SECOND, one.id));
    expect(await settings()).toMatchObject({ offerMinutes: 30, offerMinutesIn: { 'Australia/Sydney': 45 } });
    await now((tx) => takeBack(tx, OWNER, one.id));
    expect((await settings()).offerMinutesIn).toEqual({});
    await expect(now((tx) => doPart(tx, OWNER, one.id))).rejects.toThrow('taken back already');
  });

  it('does not undo what another owner set meanwhile', async () => {
    const { one } = await take(ALL);
    await now((tx) => doPart(tx, OWNER, one.id));
    expect((await settings()).offerMinutes).toBe(45);
    await now((tx) => saveSettings(tx, SECOND, { offerMinutes: 120 }));
    await now((tx) => takeBack(tx, OWNER, one.id));
    expect((await settings()).offerMinutes).toBe(120);
  });

  it('asks the leaders of a department for office hours, and nobody else', async () => {
    const { one } = await take(SALES);
    await now((tx) => doPart(tx, OWNER, one.id));
    await now((tx) => doPart(tx, OWNER, one.id));
    expect((await prompts('reviews.ask')).map((prompt) => prompt.member_id)).toEqual([LEADER]);
    await now((tx) => takeBack(tx, OWNER, one.id));
    expect((await prompts('reviews.ask')).map((prompt) => prompt.state)).toEqual(['dropped']);
  });

  it('says what to do where the app knows nobody to ask', async () => {
    const { one } = await take(SHORT);
    await expect(now((tx) => doPart(tx, OWNER, one.id))).rejects.toThrow('The line to everyone may find someone.');
    await now((tx) => saveSettings(tx, OWNER, { leaderIds: [] }));
    const { one: other } = await take(SALES);
    await expect(now((tx) => doPart(tx, OWNER, other.id))).rejects.toThrow('None of the leaders');
  });

  it('takes three, of whichever owner, and each once', async () => {
    for (const key of [SHORT, SHORT, SYDNEY]) await take(key);
    await take(SYDNEY, SECOND);
    const { review } = await open();
    const own = { words: 'Tea at four', figure: 'useful' as const };
    await now((tx) => chooseOwn(tx, SECOND, review.id, own));
    await now((tx) => chooseOwn(tx, SECOND, review.id, own));
    expect(await chosen()).toHaveLength(3);
    await expect(now((tx) => choose(tx, OWNER, review.id, SALES))).rejects.toThrow('You’ve chosen 3');
    await expect(now((tx) => choose(tx, OWNER, review.id, 'own:none'))).rejects.toThrow('isn’t proposed anymore');
  });

  it('lets an owner who was removed go no further, and the other go on', async () => {
    const { review, one } = await take(SHORT, SECOND);
    await now((tx) => saveSettings(tx, OWNER, { ownerIds: [OWNER] }));
    const deeds: ((tx: Tx) => Promise<unknown>)[] = [
      (tx: Tx) => choose(tx, SECOND, review.id, SYDNEY),
      (tx: Tx) => doPart(tx, SECOND, one.id),
      (tx: Tx) => takeBack(tx, SECOND, one.id),
      (tx: Tx) => draftFor(tx, SECOND, review.id),
      (tx: Tx) => postReview(tx, SECOND, review.id, POST),
      (tx: Tx) => openReview(tx, SECOND),
    ];
    for (const deed of deeds) await expect(now(deed)).rejects.toThrow('for the owners and admins');
    expect(await now((tx) => dueNow(tx, review.id, SECOND, false))).toBeUndefined();
    await finish(review.id);
    expect((await open()).review.state).toBe('posted');
  });

  it('is posted once, and stays as it is', async () => {
    const { review } = await open();
    await expect(now((tx) => draftFor(tx, OWNER, review.id))).rejects.toThrow('Nothing is chosen yet.');
    await take(SHORT);
    await now((tx) => postReview(tx, OWNER, review.id, POST));
    await expect(now((tx) => postReview(tx, SECOND, review.id, POST))).rejects.toThrow('Everyone has been told');
    await now((tx) => reviewPosted(tx, review.id));
    await expect(now((tx) => choose(tx, OWNER, review.id, SYDNEY))).rejects.toThrow('Everyone has been told');
    expect((await open()).review).toMatchObject({ heading: '', body: '', channel: 'C1', posted_by: OWNER });
  });

  it('is open again when its channel refuses the text', async () => {
    const { review } = await take(SHORT);
    await now((tx) => postReview(tx, OWNER, review.id, POST));
    await now((tx) => reviewRefused(tx, review.id, 'is_archived'));
    expect((await open()).review.state).toBe('open');
    expect((await prompts('reviews.refused')).map((prompt) => prompt.member_id)).toEqual([OWNER]);
    await finish(review.id);
  });

  it('shows before and after in the next one', async () => {
    const { review } = await take(SHORT);
    await take(SYDNEY);
    await now((tx) => chooseOwn(tx, OWNER, review.id, { words: 'Tea at four', figure: 'none' }));
    await finish(review.id);
    await at(NEXT, (tx) => beginReview(tx, Q2.from));
    const { earlier, locale } = await open(OWNER, NEXT);
    const lines = earlier!.compared.map(({ adjustment, before, now: is }) =>
      comparedText({ measure: adjustment.measure, before, now: is }, locale),
    );
    expect(lines.toSorted()).toEqual(
      [
        'Asks about Negotiation that found no one: 80% (likely 68%–88%) before, 20% (likely 12%–32%) now. More than chance.',
        'It isn’t followed by a figure.',
        'Sydney, how long half of the asks waited: 10 h (likely 9 h 40 min–10 h 20 min) before, 10 h (likely 9 h 40 min–10 h 20 min) now. That may be chance.',
      ].toSorted(),
    );
  });

  it('that nobody opened is left when the next begins', async () => {
    await now((tx) => beginReview(tx, Q1.from));
    const before = await now((tx) => tx.db.selectFrom('review').select('id').executeTakeFirstOrThrow());
    await at(NEXT, (tx) => beginReview(tx, Q2.from));
    await expect(at(NEXT, (tx) => choose(tx, OWNER, before.id, SHORT))).rejects.toThrow('a newer one is there');
    expect(await at(NEXT, (tx) => dueNow(tx, before.id, OWNER, false))).toMatchObject({ state: 'left' });
    expect((await open(OWNER, NEXT)).earlier).toBeUndefined();
  });

  it('reminds only while nobody has opened it', async () => {
    await now((tx) => beginReview(tx, Q1.from));
    const { id } = await now((tx) => tx.db.selectFrom('review').select('id').executeTakeFirstOrThrow());
    const week = NOW.add({ hours: 24 * 7 });
    expect(await at(week, (tx) => dueNow(tx, id, OWNER, true))).toBeDefined();
    await open(SECOND);
    expect(await at(week, (tx) => dueNow(tx, id, OWNER, true))).toBeUndefined();
  });

  it('keeps what an owner chose when their data is deleted, without their words', async () => {
    const { review } = await open();
    await now((tx) => chooseOwn(tx, SECOND, review.id, { words: 'Tea at four', figure: 'none' }));
    await now((tx) => deleteData(tx, SECOND));
    expect((await chosen()).map((one) => [one.chosen_by, adjustmentText(one)])).toEqual([
      [null, 'Something whose words were deleted'],
    ]);
  });
});
