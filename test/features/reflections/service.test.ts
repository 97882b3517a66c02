import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { thanksFrom } from '../../../src/features/recognition/service/index.ts';
import {
  type Answer,
  muteReflections,
  planReflections,
  reflectionForm,
  saveReflection,
  unansweredOf,
} from '../../../src/features/reflections/service/index.ts';
import { answerOutcome, askedAgain, outcomeNow } from '../../../src/features/reflections/service/outcome.ts';
import { questions } from '../../../src/features/reflections/service/questions.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';

/** Friday afternoon in Berlin. */
const NOW = Temporal.Instant.from('2026-03-06T15:00:00Z');
const [ADA, BEN] = ['UADA', 'UBEN'];
const days = (n: number) => NOW.add({ hours: 24 * n });

const answer = (more: Partial<Answer> = {}): Answer => ({
  usefulness: 4,
  answer: 'Read the plan first.',
  differently: '',
  story: 'no',
  thanks: '',
  showThanks: false,
  ...more,
});

onBothDatabases('Reflections', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>, when = NOW) => workOn(db, when, unit);
  const talk = () =>
    at(async (tx) => {
      const session = await heldSession(tx, ADA, BEN, 'SQL');
      await planReflections(tx, session);
      return session;
    });
  const mine = async (id = ADA) => (await at((tx) => unansweredOf(tx, id)))[0]!;
  const prompts = (kind: string) =>
    db.read
      .selectFrom('prompt')
      .select(['member_id', 'due_at', 'state'])
      .where('kind', '=', kind)
      .orderBy('due_at')
      .execute();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      await learnPerson(tx, { id: ADA, real_name: 'Ada Byron', tz: 'Europe/Berlin' });
      await learnPerson(tx, { id: BEN, real_name: 'Ben Ito', tz: 'Asia/Kathmandu' });
    });
  });
  afterEach(() => db.close());

  it('are asked for on the next working morning of each, and the outcome a fortnight later', async () => {
    await talk();
    const asked = await prompts('reflections.ask');
    const late = (due: string, time: string) =>
      Temporal.Instant.from(`2026-03-09T${time}:00Z`).until(due).total('minutes');
    const minutes = [late(asked[0]!.due_at, '03:45'), late(asked[1]!.due_at, '08:30')];
    expect(minutes.every((m) => m >= 0 && m < 10)).toBe(true);
    expect(await prompts('reflections.outcome')).toEqual([
      { member_id: ADA, due_at: '2026-03-20T08:30:00.000Z', state: 'due' },
    ]);
    const kept = db.read.selectFrom('prompt').select('expires_at').where('kind', '=', 'reflections.outcome');
    expect(await kept.execute()).toEqual([{ expires_at: '2026-04-17T08:30:00.000Z' }]);
  });

  it('are followed by one more question, only while the answer is not yet', async () => {
    const { id } = await talk();
    const say = (answer: 'yes' | 'not yet', day: number) => at((tx) => answerOutcome(tx, id, ADA, answer), days(day));
    await say('not yet', 14);
    await say('yes', 15);
    expect(await at((tx) => askedAgain(tx, id), days(28))).toBeUndefined();
    await say('not yet', 16);
    expect((await at((tx) => askedAgain(tx, id), days(28)))?.outcome?.askedAgainAt).toEqual(days(28));
    expect(await prompts('reflections.outcome')).toHaveLength(2);
  });

  it('ask another question each time until all were asked', async () => {
    const asked = new Set<string>();
    for (let i = 0; i < questions().mentee.length; i += 1) {
      await talk();
      const { id, question } = await mine();
      asked.add(question);
      await at((tx) => saveReflection(tx, id, ADA, answer()));
    }
    expect(asked).toEqual(new Set(questions().mentee));
  });

  it('are kept, shown to their author alone, and changed for a week', async () => {
    await talk();
    const { id } = await mine();
    const given = answer({ differently: 'Bring the query.', thanks: 'Thank you for your patience.' });
    await at((tx) => saveReflection(tx, id, ADA, given));
    const { reflection, thanks } = await at((tx) => reflectionForm(tx, id, ADA), days(6));
    expect(reflection).toMatchObject({
      usefulness: 4,
      answer: 'Read the plan first.',
      differently: 'Bring the query.',
    });
    expect(thanks).toEqual({ words: 'Thank you for your patience.', isPublic: false, isSettled: true });
    // A change is none of the answer's age.
    await at((tx) => saveReflection(tx, id, ADA, given), days(6));
    await expect(at((tx) => reflectionForm(tx, id, BEN))).rejects.toThrow('private to its author');
    await expect(at((tx) => saveReflection(tx, id, BEN, answer()))).rejects.toThrow('private to its author');
    await expect(at((tx) => saveReflection(tx, id, ADA, answer()), days(7))).rejects.toThrow('for a week');
    await expect(at((tx) => reflectionForm(tx, 'nothing', ADA))).rejects.toThrow('no longer there');
  });

  it('take a thank-you back that nobody has read yet', async () => {
    const { id: sessionId } = await talk();
    const { id } = await mine();
    await at((tx) => saveReflection(tx, id, ADA, answer({ thanks: 'Thank you for your patience.', showThanks: true })));
    expect(await at((tx) => thanksFrom(tx, sessionId, ADA))).toMatchObject({ isPublic: true });
    await at((tx) => saveReflection(tx, id, ADA, answer()));
    expect(await at((tx) => thanksFrom(tx, sessionId, ADA))).toBeUndefined();
    expect(await prompts('recognition.thanks')).toEqual([]);
  });

  it('want to know from the mentee, and from nobody else, how useful it was', async () => {
    await talk();
    const { id } = await mine();
    const none = answer({ usefulness: undefined });
    await expect(at((tx) => saveReflection(tx, id, ADA, none))).rejects.toThrow('from 1 to 5');
    const { id: his } = await mine(BEN);
    await at((tx) => saveReflection(tx, his, BEN, answer({ usefulness: 5 })));
    expect((await at((tx) => reflectionForm(tx, his, BEN))).reflection.usefulness).toBeUndefined();
  });

  it('are muted by the one who gets them', async () => {
    await talk();
    const { id } = await mine();
    await expect(at((tx) => muteReflections(tx, id, BEN, true))).rejects.toThrow('someone else’s');
    await at((tx) => muteReflections(tx, id, ADA, true));
    expect(await at((tx) => unansweredOf(tx, ADA))).toEqual([]);
    await at((tx) => muteReflections(tx, id, ADA, false));
    expect(await at((tx) => unansweredOf(tx, ADA))).toHaveLength(1);
  });

  it('have an outcome each', async () => {
    const [{ id: first }, { id: second }] = [await talk(), await talk()];
    await at((tx) => answerOutcome(tx, first, ADA, 'yes', { detail: 'The first.', story: 'no' }));
    await at((tx) => answerOutcome(tx, second, ADA, 'partly', { detail: 'The second.', story: 'no' }));
    for (const [id, answer, detail] of [
      [first, 'yes', 'The first.'],
      [second, 'partly', 'The second.'],
    ] as const)
      expect((await at((tx) => outcomeNow(tx, id)))?.outcome).toMatchObject({ answer, detail });
  });

  it('keep what it saved with a use, until another form says otherwise, and nothing while it is not used', async () => {
    const { id } = await talk();
    const saved = async () => (await at((tx) => outcomeNow(tx, id)))?.outcome?.timeSaved;
    const say = (answer: 'yes' | 'not yet', words?: Parameters<typeof answerOutcome>[4]) =>
      at((tx) => answerOutcome(tx, id, ADA, answer, words));
    await say('yes', { detail: '', timeSaved: 'one to four hours', story: 'no' });
    expect(await saved()).toBe('one to four hours');
    await say('yes');
    expect(await saved()).toBe('one to four hours');
    await say('yes', { detail: '', story: 'no' });
    expect(await saved()).toBeUndefined();
    await say('not yet', { detail: '', timeSaved: 'more than a day', story: 'no' });
    expect(await saved()).toBeUndefined();
  });

  it('end in one outcome, which the mentee alone gives and may correct for a week', async () => {
    const { id } = await talk();
    await expect(at((tx) => answerOutcome(tx, id, BEN, 'yes'))).rejects.toThrow('Only the one who asked for help');
    await at((tx) => answerOutcome(tx, id, ADA, 'not yet', { detail: 'No time so far.', story: 'named' }));
    expect(await prompts('reflections.used')).toEqual([]);
    await at((tx) => answerOutcome(tx, id, ADA, 'yes'));
    await at((tx) => answerOutcome(tx, id, ADA, 'yes', { detail: 'It took ten minutes.', story: 'no' }));
    expect(await prompts('reflections.used')).toMatchObject([{ member_id: BEN }]);
    expect((await at((tx) => outcomeNow(tx, id)))?.outcome).toMatchObject({
      answer: 'yes',
      detail: 'It took ten minutes.',
    });
    await expect(at((tx) => answerOutcome(tx, id, ADA, 'partly'), days(8))).rejects.toThrow('more than a week ago');
    await expect(at((tx) => answerOutcome(tx, 'nothing', ADA, 'yes'))).rejects.toThrow('no longer there');
  });
});
