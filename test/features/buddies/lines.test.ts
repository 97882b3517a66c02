import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_LINES, readLines } from '../../../src/features/buddies/service/newcomer-lines.ts';

const read = (text: string) => {
  const { lines, problems } = readLines(text);
  return [
    ...lines.map(({ line, who, startsOn }) => `${line}: ${who} on ${startsOn.toString()}`),
    ...problems.map(({ line, what }) => `${line}! ${what}`),
  ];
};

describe('A list of newcomers', () => {
  it('is read with commas, semicolons or tabs, a heading, a byte order mark, empty lines and quotation marks', () => {
    expect(read('\uFEFFName;Start date\r\nAda Byron;2026-03-02\r\n\r\n"Berg, Mia";2.3.2026\r\n;;\r\n')).toEqual([
      '2: Ada Byron on 2026-03-02',
      '4: Berg, Mia on 2026-03-02',
    ]);
    expect(read('@ada, 2026-03-02\n<@U0BRAM|bram>\t2026-03-02\rU0CLEO,2026-12-31,a remark')).toEqual([
      '1: @ada on 2026-03-02',
      '2: <@U0BRAM|bram> on 2026-03-02',
      '3: U0CLEO on 2026-12-31',
    ]);
  });

  it.each([
    ['ada, 2026-02-30', /start date is missing or is none/],
    ['ada, 03/02/2026', /start date/],
    ['ada', /start date/],
    [', 2026-03-02', /person is missing/],
    ['ada@example.com, 2026-03-02', /can’t be found by email/],
    ['"ada, 2026-03-02', /quotation mark/],
    ['ada, tomorrow', /start date/],
  ])('says what to do about “%s”', (line, what) => {
    const { lines, problems } = readLines(`bram, 2026-03-02\n${line}\ncleo, 2026-03-02`);
    expect(lines.map((l) => l.line)).toEqual([1, 3]);
    expect(problems).toEqual([{ line: 2, what: expect.stringMatching(what) }]);
  });

  it('may have ten thousand lines and no more', () => {
    const of = (n: number) => Array.from({ length: n }, (_, i) => `person ${i}, 2026-03-02`).join('\n');
    expect(readLines(of(MOST_LINES)).lines).toHaveLength(MOST_LINES);
    expect(readLines(of(MOST_LINES + 1))).toEqual({
      lines: [],
      problems: [expect.objectContaining({ line: MOST_LINES + 1 })],
    });
  });

  it('accounts for each line once, whatever it holds', () => {
    const anyRow = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('a,2026-03-02', '"', 'x;y;z', '\t', '@,1.1.2026'),
    );
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
        const text = rows.join('\n');
        const { lines, problems } = readLines(text);
        const numbers = [...lines, ...problems].map((l) => l.line);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(numbers.every((n) => n >= 1 && n <= text.split(/\r\n|\n|\r/).length)).toBe(true);
      }),
    );
  });
});
