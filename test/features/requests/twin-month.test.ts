import { describe, expect, it } from 'vitest';
import { coveringArray, type Row } from '../../support/covering.ts';
import { dialects } from '../../support/database.ts';
import { plants } from '../../support/quiet-leaks.ts';
import { differences } from '../../support/third-view.ts';
import { ASKER, choices, HELPED, liveAMonth, type Month, QUESTION, WORDS } from '../../support/twin-month.ts';

/**
 * Of how many choices every combination of values is lived through on SQLite: pairs (nine twin months), or as
 * `TWIN_MONTHS` says: 3 for triples (twenty), `all` for every month there is (2,048, some hours). PostgreSQL has the month
 * in which everything is on.
 */
const wanted = process.env.TWIN_MONTHS ?? '2';
const rows = coveringArray(choices.length, wanted === 'all' ? choices.length : Number(wanted));

const monthOf = (row: Row) => Object.fromEntries(choices.map((name, i) => [name, row[i] ?? false])) as Month;
const nameOf = (row: Row) => choices.filter((_, i) => row[i]).join(', ') || 'nothing';
const everything = monthOf(choices.map(() => true));

/** Places in which a third person reads of the quiet ask or of whoever asked. */
const told = (pages: Map<string, string>) =>
  [WORDS, ASKER, 'Chidi'].flatMap((secret) =>
    [...pages].flatMap(([place, page]) => (page.includes(secret) ? [`${secret} in ${place}`] : [])),
  );

describe('Rows that cover', () => {
  it.each([
    [9, 2],
    [11, 2],
    [7, 3],
    [4, 4],
  ])('%i choices hold every combination of any %i, in few months', (size, strength) => {
    const found = coveringArray(size, strength);
    const places = (n: number, from = 0): number[][] =>
      n === 0
        ? [[]]
        : Array.from({ length: size - from }, (_, i) => from + i).flatMap((first) =>
            places(n - 1, first + 1).map((rest) => [first, ...rest]),
          );
    for (const some of places(strength)) {
      const seen = new Set(found.map((row) => some.map((place) => Number(row[place])).join('')));
      expect(seen.size).toBe(2 ** strength);
    }
    expect(found.length).toBeLessThan(2 ** strength * 4);
  });
});

describe('Two months that differ by what one person asked quietly read the same for everybody else', () => {
  it.each(rows.map((row) => [nameOf(row), monthOf(row)] as const))(
    'with %s',
    { timeout: 600_000 },
    async (_name, month) => {
      const [one, other] = await Promise.all([liveAMonth(month, true), liveAMonth(month, false)]);
      expect([...told(one.pages), ...one.leaks]).toEqual([]);
      expect(differences(one.pages, other.pages)).toEqual([]);
    },
  );
});

describe.each(dialects)('A month with everything in it, on %s,', (dialect) => {
  it('is full of what could tell, tells nothing, and each kind of leak is found', { timeout: 600_000 }, async () => {
    const [one, other] = await Promise.all([
      liveAMonth(everything, true, dialect, true),
      liveAMonth(everything, false, dialect),
    ]);
    expect([...told(one.pages), ...one.leaks]).toEqual([]);
    expect(differences(one.pages, other.pages)).toEqual([]);
    const all = [...one.pages.values()].join('\n');
    // Cards, hints, office hours, digest, board and newsletter are there to be compared.
    for (const shown of [QUESTION, 'Helped with something like', 'Office hours', 'different people', 'newsletter'])
      expect(all).toContain(shown);
    // The goal behind a hint stands in the file of whoever had it, and nowhere else.
    expect([...one.pages].filter(([, page]) => page.includes(HELPED)).map(([place]) => place)).toEqual(['U0HIRO file']);
    const found = differences(one.planted ?? new Map(), other.pages);
    for (const { name, at, shows } of plants) {
      const there = found.filter(({ place, only }) => at.test(place) && only.some((line) => shows.test(line)));
      expect(there.length, name).toBeGreaterThan(0);
    }
  });
});
