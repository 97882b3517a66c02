import { describe, expect, it } from 'vitest';
import { coveringRows, type Row } from '../../support/covering.ts';
import { dialects } from '../../support/database.ts';
import { plants } from '../../support/quiet-leaks.ts';
import { differences } from '../../support/third-view.ts';
import { ASKER, choices, HELPED, liveAMonth, type Month, QUESTION, WORDS } from '../../support/twin-month.ts';

/** Every pair of values of any two choices: the first month, with everything in it, on both databases, the others on SQLite. */
const [everything = [], ...others] = coveringRows(choices.length);

const monthOf = (row: Row) => Object.fromEntries(choices.map((name, i) => [name, row[i] ?? false])) as Month;
const nameOf = (row: Row) => choices.filter((_, i) => row[i]).join(', ');

/** Places in which a third person reads of the quiet ask or of whoever asked. */
const told = (pages: Map<string, string>) =>
  [WORDS, ASKER, 'Chidi'].flatMap((secret) =>
    [...pages].flatMap(([place, page]) => (page.includes(secret) ? [`${secret} in ${place}`] : [])),
  );

describe('Rows that cover', () => {
  it.each([2, choices.length, 15])('%i choices hold every pair of values of any two, in seven months', (size) => {
    const rows = coveringRows(size);
    expect(rows.length).toBe(7);
    for (let a = 0; a < size; a++)
      for (let b = a + 1; b < size; b++) {
        const seen = new Set(rows.map((row) => `${row[a]} ${row[b]}`));
        expect(seen.size, `${a} and ${b}`).toBe(4);
      }
  });
});

// Side by side: most of a month is waiting for the network.
describe.concurrent('Two months that differ by what one person asked quietly read the same for everybody else', () => {
  it.each(others.map((row) => [nameOf(row), monthOf(row)] as const))(
    'with %s',
    { timeout: 600_000 },
    async (_name, month) => {
      const [one, other] = await Promise.all([liveAMonth(month, true), liveAMonth(month, false)]);
      expect([...told(one.pages), ...one.leaks]).toEqual([]);
      expect(differences(one.pages, other.pages)).toEqual([]);
    },
  );
});

describe.concurrent.each(dialects)('A month with everything in it, on %s,', (dialect) => {
  it('is full of what could tell, tells nothing, and each kind of leak is found', { timeout: 600_000 }, async () => {
    const [one, other] = await Promise.all([
      liveAMonth(monthOf(everything), true, dialect, true),
      liveAMonth(monthOf(everything), false, dialect),
    ]);
    expect([...told(one.pages), ...one.leaks]).toEqual([]);
    expect(differences(one.pages, other.pages)).toEqual([]);
    const all = [...one.pages.values()].join('\n');
    // Cards, hints, office hours, digest, board and newsletter are there to be compared.
    for (const shown of [QUESTION, 'Helped with something like', 'Office hours', 'Different people', 'newsletter'])
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
