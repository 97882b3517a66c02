import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { thanksFrom } from '../../../src/features/recognition/service.ts';
import { questions } from '../../../src/features/reflections/questions.ts';
import { answerOutcome, askedAgain, outcomeNow } from '../../../src/features/reflections/service/outcome.ts';
import {
  type Answer,
  muteReflections,
  planReflections,
  reflectionForm,
  saveReflection,
  unansweredOf,
} from '../../../src/features/reflections/service.ts';
import type { Work } from '../../../src/work.ts';
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
  const at = <T>(unit: (work: Work) => Promise<T>, when = NOW) => workOn(db, when, unit);
  const talk = () =>
    at(async (work) => {
      const session = await heldSession(work, ADA, BEN, 'SQL');
      await planReflections(work, session);
      return session;
    });
  const mine = async (id = ADA) => (await at((work) => unansweredOf(work, id)))[0]!;
  const prompts = (kind: string) =>
    db.read
      .selectFrom('prompt')
      .select(['member_id', 'due_at', 'state'])
      .where('kind', '=', kind)
      .orderBy('due_at')
      .execute();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (work) => {
      await learnPerson(work, { id: ADA, real_name: 'Ada Byron', tz: 'Europe/Berlin' });
      await learnPerson(work, { id: BEN, real_name: 'Ben Ito', tz: 'Asia/Kathmandu' });
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
    const say = (answer: 'yes' | 'not yet', day: number) =>
      at((work) => answerOutcome(work, id, ADA, answer), days(day));
    await say('not yet', 14);
    await say('yes', 15);
    expect(await at((work) => askedAgain(work, id), days(28))).toBeUndefined();
    await say('not yet', 16);
    expect((await at((work) => askedAgain(work, id), days(28)))?.outcome?.askedAgainAt).toEqual(days(28));
    expect(await prompts('reflections.outcome')).toHaveLength(2);
  });

  it('ask another question each time until all were asked', async () => {
    const asked = new Set<string>();
    for (let i = 0; i < questions().mentee.length; i += 1) {
      await talk();
      const { id, question } = await mine();
      asked.add(question);
      await at((work) => saveReflection(work, id, ADA, answer()));
    }
    expect(asked).toEqual(new Set(questions().mentee));
  });

  it('are kept, shown to their author alone, and changed for a week', async () => {
    await talk();
    const { id } = await mine();
    const given = answer({ differently: 'Bring the query.', thanks: 'Thank you for your patience.' });
    await at((work) => saveReflection(work, id, ADA, given));
    const { reflection, thanks } = await at((work) => reflectionForm(work, id, ADA), days(6));
    expect(reflection).toMatchObject({
      usefulness: 4,
      answer: 'Read the plan first.',
      differently: 'Bring the query.',
    });
    expect(thanks).toEqual({ words: 'Thank you for your patience.', isPublic: false, isSettled: true });
    // A change is none of the answer's age.
    await at((work) => saveReflection(work, id, ADA, given), days(6));
    await expect(at((work) => reflectionForm(work, id, BEN))).rejects.toThrow('private to its author');
    await expect(at((work) => saveReflection(work, id, BEN, answer()))).rejects.toThrow('private to its author');
    await expect(at((work) => saveReflection(work, id, ADA, answer()), days(7))).rejects.toThrow('for a week');
    await expect(at((work) => reflectionForm(work, 'nothing', ADA))).rejects.toThrow('no longer there');
  });

  it('take a thank-you back that nobody has read yet', async () => {
    const { id: sessionId } = await talk();
    const { id } = await mine();
    await at((work) =>
      saveReflection(work, id, ADA, answer({ thanks: 'Thank you for your patience.', showThanks: true })),
    );
    expect(await at((work) => thanksFrom(work, sessionId, ADA))).toMatchObject({ isPublic: true });
    await at((work) => saveReflection(work, id, ADA, answer()));
    expect(await at((work) => thanksFrom(work, sessionId, ADA))).toBeUndefined();
    expect(await prompts('recognition.thanks')).toEqual([]);
  });

  it('want to know from the mentee, and from nobody else, how useful it was', async () => {
    await talk();
    const { id } = await mine();
    const none = answer({ usefulness: undefined });
    await expect(at((work) => saveReflection(work, id, ADA, none))).rejects.toThrow('from 1 to 5');
    const { id: his } = await mine(BEN);
    await at((work) => saveReflection(work, his, BEN, answer({ usefulness: 5 })));
    expect((await at((work) => reflectionForm(work, his, BEN))).reflection.usefulness).toBeUndefined();
  });

  it('are muted by the one who gets them', async () => {
    await talk();
    const { id } = await mine();
    await expect(at((work) => muteReflections(work, id, BEN, true))).rejects.toThrow('somebody else’s');
    await at((work) => muteReflections(work, id, ADA, true));
    expect(await at((work) => unansweredOf(work, ADA))).toEqual([]);
    await at((work) => muteReflections(work, id, ADA, false));
    expect(await at((work) => unansweredOf(work, ADA))).toHaveLength(1);
  });

  it('have an outcome each', async () => {
    const [{ id: first }, { id: second }] = [await talk(), await talk()];
    await at((work) => answerOutcome(work, first, ADA, 'yes', { detail: 'The first.', story: 'no' }));
    await at((work) => answerOutcome(work, second, ADA, 'partly', { detail: 'The second.', story: 'no' }));
    for (const [id, answer, detail] of [
      [first, 'yes', 'The first.'],
      [second, 'partly', 'The second.'],
    ] as const)
      expect((await at((work) => outcomeNow(work, id)))?.outcome).toMatchObject({ answer, detail });
  });

  it('end in one outcome, which the mentee alone gives and may correct for a week', async () => {
    const { id } = await talk();
    await expect(at((work) => answerOutcome(work, id, BEN, 'yes'))).rejects.toThrow('Only the one who asked for help');
    await at((work) => answerOutcome(work, id, ADA, 'not yet', { detail: 'No time so far.', story: 'named' }));
    expect(await prompts('reflections.used')).toEqual([]);
    await at((work) => answerOutcome(work, id, ADA, 'yes'));
    await at((work) => answerOutcome(work, id, ADA, 'yes', { detail: 'It took ten minutes.', story: 'no' }));
    expect(await prompts('reflections.used')).toMatchObject([{ member_id: BEN }]);
    expect((await at((work) => outcomeNow(work, id)))?.outcome).toMatchObject({
      answer: 'yes',
      detail: 'It took ten minutes.',
    });
    await expect(at((work) => answerOutcome(work, id, ADA, 'partly'), days(8))).rejects.toThrow('more than a week ago');
    await expect(at((work) => answerOutcome(work, 'nothing', ADA, 'yes'))).rejects.toThrow('no longer there');
  });
});
