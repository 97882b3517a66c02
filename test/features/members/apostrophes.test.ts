import { expect, it } from 'vitest';
import { planImport } from '../../../src/features/buddies/service/import.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { calledSo } from '../../../src/features/members/service.ts';
import { readThanks } from '../../../src/features/recognition/rules/thanks.ts';
import { withoutFiller } from '../../../src/features/requests/rules/topic.ts';
import { normalise } from '../../../src/features/skills/rules/normalise.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

/** What keyboards, phones and text programs put where an apostrophe is meant. */
const MARKS = ["'", '’', '‘', 'ʼ', '`', '´'];
const pairs = MARKS.flatMap((typed) => ["'", '’'].map((kept) => [typed, kept] as const));

it.each(pairs)('thanks with %s reach somebody whose name Slack has with %s', (typed, kept) => {
  const people = [
    { id: 'U1', name: `Sinéad O${kept}Neill` },
    { id: 'U2', name: 'Sinéad Byrne' },
    { id: 'U3', name: `D${kept}Arcy Mills`, handle: 'darcy' },
  ];
  const words = 'for the review of my plan';
  expect(readThanks(`@Sinéad O${typed}Neill ${words}`, people)).toEqual({ receiverIds: ['U1'], words });
  expect(readThanks(`@d${typed}arcy ${words}`, people)).toEqual({ receiverIds: ['U3'], words });
});

it.each(MARKS)('a topic with %s is the one without', (mark) => {
  expect(normalise(`Stakeholder${mark}s needs`)).toBe(normalise('stakeholders needs'));
  expect(normalise(`Newton${mark}s method`)).toBe(normalise("Newton's method"));
  expect(withoutFiller(`who${mark}s good at terraform?`)).toBe(withoutFiller("who's good at terraform?"));
});

onBothDatabases('A name with an apostrophe', (dialect) => {
  it.each(pairs)('typed with %s is found where Slack has %s', async (typed, kept) => {
    const db = await freshDatabase(dialect);
    const now = Temporal.Instant.from('2026-03-02T10:00:00Z');
    await workOn(db, now, (tx) => learnPerson(tx, { id: 'U1', name: 'soneill', real_name: `O${kept}Neill Sinéad` }));
    const called = (words: string) => workOn(db, now, async (tx) => (await calledSo(tx, words)).length > 0);
    expect(await called(`O${typed}Neill`)).toBe(true);
    expect(await called(`o${typed}neill sinéad`)).toBe(true);
    expect(await called(`O${typed}Nei`)).toBe(false);
    const plan = await workOn(db, now, (tx) => planImport(tx, `O${typed}Neill Sinéad,2026-03-03`));
    expect(plan.problems).toEqual([]);
    expect(plan.added).toMatchObject([{ member_id: 'U1' }]);
    await db.close();
  });
});
