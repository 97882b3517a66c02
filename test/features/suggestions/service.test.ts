import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import type { AnswerForm } from '../../../src/features/suggestions/rules.ts';
import {
  answeredNow,
  answerSuggestion,
  onMonday,
  startSuggestion,
  suggest,
  suggestionSeenBy,
  suggestionsFor,
  told,
} from '../../../src/features/suggestions/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

/** A Wednesday; the Monday after it is the 9th. */
const NOW = Temporal.Instant.from('2026-03-04T09:30:00Z');
const [OWNER, SECOND, ADA, BRAM, ELIF] = ['U0OWNER', 'U0SECOND', 'U0ADA', 'U0BRAM', 'U0ELIF'];
const later = (days: number) => NOW.add({ hours: 24 * days });
const dayOf = (nth: number) => Temporal.PlainDate.from('2026-03-09').add({ weeks: nth - 1 });
/** Clocks go forward before the fourth. */
const monday = (nth: number) =>
  dayOf(nth).toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '08:30' }).toInstant();
const comes = (nth: number) => (tx: Tx) => onMonday(tx, dayOf(nth).toString());
const id = (n: number) => `7d1a2b7e-92a5-4a6e-8f0b-${String(n).padStart(12, '0')}`;

onBothDatabases('Suggestions', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const now = <T>(unit: (tx: Tx) => Promise<T>) => at(NOW, unit);
  const named = (by: string, n: number, words = `Words ${n}`, when = NOW) =>
    at(when, (tx) => suggest(tx, by, id(n), { words, name: 'with' }));
  const nameless = (by: string, n: number, words = `Words ${n}`, when = NOW) =>
    at(when, (tx) => suggest(tx, by, id(n), { words, name: 'without' }));
  const listed = (when = NOW, by = OWNER) => at(when, (tx) => suggestionsFor(tx, by));
  const rows = () => db.read.selectFrom('suggestion').selectAll().orderBy('words').execute();
  const tells = () => db.read.selectFrom('suggestion_tell').selectAll().orderBy('member_id').execute();
  const prompts = (kind: string) =>
    db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).orderBy('member_id').execute();
  const answerIt = (n: number, form: AnswerForm, { when = NOW, by = OWNER, seen = '' } = {}) =>
    at(when, (tx) => answerSuggestion(tx, by, id(n), seen, form));
  const HEARD: AnswerForm = { state: 'heard', answer: 'We talk about it on Friday.' };
  const DONE: AnswerForm = { state: 'done', answer: '' };

  const refill = async () => {
    db = await freshDatabase(dialect);
    await now(async (tx) => {
      await saveWorkspace(tx, 'Harbour', 'UBOT');
      for (const one of [OWNER, SECOND, ADA, BRAM, ELIF, 'U0HIRO', 'U0KAVYA'])
        await learnPerson(tx, { id: one, name: one, real_name: `Name of ${one}`, tz: 'Europe/Berlin' });
      await learnPerson(tx, { id: OWNER, name: OWNER, real_name: 'Dana', tz: 'Europe/Berlin', is_owner: true });
      await saveSettings(tx, OWNER, { ownerIds: [OWNER, SECOND], zone: 'Europe/Berlin' });
    });
  };
  beforeEach(refill);
  afterEach(() => db.close());

  it('with a name reach owners at once, and whoever made it hears the answer once', async () => {
    await named(ADA, 1);
    expect((await listed()).waiting).toMatchObject([{ memberId: ADA, words: 'Words 1', createdAt: NOW }]);
    await answerIt(1, HEARD);
    await answerIt(1, HEARD);
    expect((await prompts('suggestions.answered')).map((one) => one.member_id)).toEqual([ADA]);
    expect(await now((tx) => answeredNow(tx, id(1), ADA))).toMatchObject({ ...HEARD, answeredBy: OWNER });
    const { waiting, answered } = await listed();
    expect([waiting.length, answered.length]).toEqual([0, 1]);
  });

  it('sent twice are one, and the same words once more are refused kindly', async () => {
    await named(ADA, 1, 'More office hours, please');
    await named(ADA, 1, 'More office hours, please');
    await expect(named(ADA, 2, '  more OFFICE hours please! ')).rejects.toThrow('You’ve suggested this already');
    await named(BRAM, 3, 'More office hours, please');
    expect(await rows()).toHaveLength(2);
  });

  it('without a name wait for a Monday with five, and come together without time and order', async () => {
    const authors = [ADA, BRAM, ELIF, 'U0HIRO'];
    for (const [n, by] of authors.entries()) await nameless(by, n, `Words ${n}`, NOW.add({ hours: n }));
    expect(new Set((await rows()).map((row) => row.created_at)).size).toBe(1);
    await at(monday(1), comes(1));
    expect((await listed(monday(1))).waiting).toEqual([]);
    expect(await prompts('suggestions.waiting')).toEqual([]);
    await nameless('U0KAVYA', 5, 'Words 5', monday(1).add({ hours: 30 }));
    await at(monday(2), comes(2));
    const { waiting } = await listed(monday(2));
    expect(waiting.map((one) => one.words).toSorted()).toEqual([0, 1, 2, 3, 5].map((n) => `Words ${n}`));
    expect(new Set(waiting.map((one) => `${one.createdAt} ${one.memberId}`))).toEqual(
      new Set([`${monday(2)} undefined`]),
    );
    expect(waiting.map((one) => one.id)).toEqual(waiting.map((one) => one.id).toSorted());
    expect((await prompts('suggestions.waiting')).map((one) => one.member_id)).toEqual([OWNER, SECOND]);
  });

  it('without a name are read after four weeks even if they are few', async () => {
    await nameless(ADA, 1);
    for (const [nth, shown] of [0, 0, 0, 1].entries()) {
      await at(monday(nth + 1), comes(nth + 1));
      expect((await listed(monday(nth + 1))).waiting).toHaveLength(shown);
    }
  });

  it('without a name are answered, too: the author hears on another morning, and is then forgotten', async () => {
    await nameless(ADA, 1);
    await at(monday(4), comes(4));
    await answerIt(1, HEARD, { when: monday(4) });
    const [first] = await prompts('suggestions.answered');
    expect(first).toMatchObject({ member_id: ADA, due_at: '2026-03-31T07:30:00.000Z' });
    await at(monday(5), (tx) => told(tx, id(1), ADA));
    expect(await tells()).toHaveLength(1);
    const seen = (await listed()).answered[0]!.answeredAt;
    await answerIt(1, DONE, { when: monday(5), seen, by: SECOND });
    expect(await prompts('suggestions.answered')).toHaveLength(2);
    await at(monday(6), (tx) => told(tx, id(1), ADA));
    expect(await tells()).toEqual([]);
  });

  it('show an owner the same whoever made them without a name', async () => {
    const seen: unknown[] = [];
    for (const author of [ADA, BRAM, SECOND]) {
      await db.close();
      await refill();
      await now((tx) => startSuggestion(tx, author, ''));
      await nameless(author, 1);
      await at(monday(4), comes(4));
      await answerIt(1, HEARD, { when: monday(4) });
      const own = [await listed(monday(4)), await at(monday(4), (tx) => dataOf(tx, OWNER))];
      const sent = (await db.read.selectFrom('prompt').selectAll().where('member_id', '=', OWNER).execute()).map(
        ({ id: _, ...rest }) => rest,
      );
      seen.push(JSON.parse(JSON.stringify([own, sent])));
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(JSON.stringify(seen[0])).not.toContain(ADA);
  });

  it('stay when whoever made one without a name deletes their data, and nobody is told; one with a name goes', async () => {
    await nameless(ADA, 1);
    await named(ADA, 2);
    await at(monday(4), comes(4));
    await at(monday(4), (tx) => deleteData(tx, ADA));
    expect((await listed(monday(4))).waiting.map((one) => one.words)).toEqual(['Words 1']);
    expect(await tells()).toEqual([]);
    await answerIt(1, HEARD, { when: monday(4) });
    expect(await prompts('suggestions.answered')).toEqual([]);
  });

  it('are in their author’s export, and in nobody else’s', async () => {
    await nameless(ADA, 1, 'Nameless words');
    await named(ADA, 2, 'Named words');
    const file = JSON.parse(await now((tx) => dataOf(tx, ADA)));
    expect(file.suggestionsWithoutName).toEqual([{ words: 'Nameless words', state: 'kept' }]);
    expect(file.suggestions).toMatchObject([{ words: 'Named words' }]);
    for (const other of [OWNER, BRAM]) expect(await now((tx) => dataOf(tx, other))).not.toContain('words');
  });

  it('of the same words without a name are one, and both are told', async () => {
    await nameless(ADA, 1, 'Quieter mornings');
    await nameless(BRAM, 2, 'quieter mornings.');
    await nameless(BRAM, 3, 'Quieter  mornings');
    expect(await rows()).toHaveLength(1);
    await at(monday(4), comes(4));
    await answerIt(1, DONE, { when: monday(4) });
    expect((await prompts('suggestions.answered')).map((one) => one.member_id)).toEqual([ADA, BRAM]);
  });

  it('do not reach an owner whom a block keeps apart, nor does that owner’s word come back', async () => {
    await now((tx) => setBlocks(tx, ADA, [OWNER]));
    await named(ADA, 1);
    expect([(await listed()).waiting.length, (await listed(NOW, SECOND)).waiting.length]).toEqual([0, 1]);
    await expect(answerIt(1, HEARD)).rejects.toThrow('This suggestion isn’t here anymore');
    await nameless(ADA, 2);
    await at(monday(4), comes(4));
    expect((await listed(monday(4))).waiting).toHaveLength(1);
    await answerIt(2, HEARD, { when: monday(4) });
    expect(await now((tx) => answeredNow(tx, id(2), ADA))).toMatchObject({ state: 'heard', answer: '' });
    expect((await now((tx) => answeredNow(tx, id(2), ADA)))?.answeredBy).toBeUndefined();
    await now((tx) => setBlocks(tx, ADA, [OWNER, SECOND]));
    await expect(named(ADA, 3)).rejects.toThrow('You can send it without your name.');
  });

  it('are answered by one owner at a time', async () => {
    await named(ADA, 1);
    await answerIt(1, HEARD);
    await expect(answerIt(1, DONE, { by: SECOND })).rejects.toThrow('Another owner has answered this meanwhile.');
    expect(await rows()).toMatchObject([{ state: 'heard', answered_by: OWNER }]);
    await expect(answerIt(1, DONE, { by: BRAM })).rejects.toThrow('for the owners and admins');
  });

  it('can be answered by nobody before owners can read them', async () => {
    await nameless(ADA, 1);
    await expect(answerIt(1, DONE)).rejects.toThrow('This suggestion isn’t here anymore');
    expect(await now((tx) => suggestionSeenBy(tx, OWNER, id(1)))).toBeUndefined();
  });

  it('are looked at by those in them, each from their side', async () => {
    await named(ADA, 1);
    expect(await now((tx) => suggestionSeenBy(tx, OWNER, id(1)))).toMatchObject({ isOwn: false, memberId: ADA });
    expect(await now((tx) => suggestionSeenBy(tx, BRAM, id(1)))).toBeUndefined();
    await answerIt(1, HEARD);
    expect(await now((tx) => suggestionSeenBy(tx, ADA, id(1)))).toMatchObject({ isOwn: true, answeredBy: OWNER });
  });

  it('take as many forms as a day holds', async () => {
    for (let n = 0; n < 5; n++) await now((tx) => startSuggestion(tx, ADA, 'x'));
    await expect(now((tx) => startSuggestion(tx, ADA, 'x'))).rejects.toThrow('5 suggestions today');
    expect((await at(later(1), (tx) => startSuggestion(tx, ADA, 'y'.repeat(10_000)))).words).toHaveLength(1000);
  });
});
