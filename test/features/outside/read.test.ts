import { describe, expect, it } from 'vitest';
import { outsideMetric } from '../../../src/features/outside/rules/before-after.ts';
import type { OutsideFigure } from '../../../src/features/outside/rules/figure.ts';
import { readSpan } from '../../../src/features/outside/rules/period.ts';
import { MOST_LINES, readFigures } from '../../../src/features/outside/rules/read.ts';
import { readValue } from '../../../src/features/outside/rules/value.ts';

const span = (written: string) => {
  const found = readSpan(written);
  return found && `${found.grain} ${found.from} ${found.to}`;
};

describe('A period from elsewhere', () => {
  it.each([
    ['2026', 'year 2026-01-01 2027-01-01'],
    ['2026-Q1', 'quarter 2026-01-01 2026-04-01'],
    ['q4 2025', 'quarter 2025-10-01 2026-01-01'],
    ['2026-03', 'month 2026-03-01 2026-04-01'],
    ['03/2026', 'month 2026-03-01 2026-04-01'],
    ['Mar-26', 'month 2026-03-01 2026-04-01'],
    ['September 2025', 'month 2025-09-01 2025-10-01'],
    ['2026-W01', 'week 2025-12-29 2026-01-05'],
    ['2026-03-02', 'day 2026-03-02 2026-03-03'],
    ['2.3.2026', 'day 2026-03-02 2026-03-03'],
    ['2026-03-02T00:00:00Z', 'day 2026-03-02 2026-03-03'],
  ])('%s is read', (written, read) => expect(span(written)).toBe(read));

  it.each(['', 'soon', '03/04/2026', '2026-13', '2026-02-30', '2026-W54', '2025-W53', '1026', 'Q5 2026', 'Foo 2026'])(
    '“%s” is none',
    (written) => expect(span(written)).toBeUndefined(),
  );
});

describe('A value from elsewhere', () => {
  it('has a decimal comma only where commas don’t part the columns', () => {
    expect(readValue('41.5', ',')).toEqual({ value: 41.5, unit: '' });
    expect(readValue('41,5', ';')).toEqual({ value: 41.5, unit: '' });
    expect(readValue('-3', ',')).toEqual({ value: -3, unit: '' });
    expect(readValue('72 %', ',')).toEqual({ value: 72, unit: '%' });
    expect(readValue('1.234', ',')).toEqual({ value: 1.234, unit: '' });
    expect(readValue('1234567', ';')).toEqual({ value: 1_234_567, unit: '' });
  });
  it.each([
    ['', ',', /missing/],
    ['=SUM(A1:A9)', ',', /formula/],
    ['@x', ',', /formula/],
    ['-A1', ',', /formula/],
    ['1,234', ',', /two ways/],
    ['1.234', ';', /two ways/],
    ['1.234.567', ',', /two ways/],
    ['41,5', ',', /no number/],
    ['€ 5', ',', /no number/],
    ['n/a', ',', /no number/],
    ['1e400', ',', /too large/],
  ])('“%s” is refused', (written, delimiter, why) => expect(readValue(written, delimiter)).toMatch(why));
});

describe('Lines of figures', () => {
  it('are read in the order of their heading, with what else stands there left out', () => {
    const { lines, problems } = readFigures('Owner;Metric;Value;Group;Period\nAda;Tickets;41,5;Sales;2026-03\n');
    expect(problems).toEqual([]);
    expect(lines).toMatchObject([{ line: 2, metric: 'Tickets', group: 'Sales', value: 41.5, from: '2026-03-01' }]);
  });

  it('are for everyone where the group is empty or says so', () => {
    const { lines } = readFigures('2026-03,,Tickets,1\n2026-04,all,Tickets,2\n2026-05,Whole company,Tickets,3');
    expect(lines.map(({ group }) => group)).toEqual(['', '', '']);
  });

  it('that can’t be used are each named with what to do, and spoil no other', () => {
    const { lines, problems } = readFigures(
      [
        ...['period,group,metric,value,people', '2026-03,Sales,Tickets,41,12', '2026-03,Sales,"Tickets,41,12'],
        ...['soon,Sales,Tickets,41,12', '2026-03,Sales,,41,12', '2026-03,=cmd(),Tickets,41,12', '', '2026-03,Sales'],
        ...['2026-03,Support,Tickets,9,4', '2026-03,Support,Tickets,9,some', `2026-03,${'x'.repeat(61)},Tickets,9,9`],
      ].join('\r\n'),
    );
    expect(lines.map(({ line }) => line)).toEqual([2]);
    expect(problems.map(({ line, what }) => `${line} ${what}`)).toEqual([
      expect.stringMatching(/^3 there’s a quotation mark/),
      expect.stringMatching(/^4 “soon” is no period/),
      expect.stringMatching(/^5 the metric is missing/),
      expect.stringMatching(/^6 the group “=cmd\(\)” begins like a formula/),
      expect.stringMatching(/^8 it has fewer than four columns/),
      expect.stringMatching(/^9 fewer than five people stand behind it/),
      expect.stringMatching(/^10 “some” in the column people/),
      expect.stringMatching(/^11 the group has more than 60 characters/),
    ]);
  });

  it('are read as spreadsheets save them: tabs, a first line about the separator, marks that nobody sees', () => {
    expect(readFigures('sep=;\n\ufeffperiod;group;metric;value\n2026-03;\u200bSales;Tickets;41').lines).toMatchObject([
      { group: 'Sales', value: 41 },
    ]);
    expect(readFigures('2026-03\tSales, north\tTickets\t41').lines).toMatchObject([{ group: 'Sales, north' }]);
  });

  it('are refused when they are too many, and nonsense is named', () => {
    const many = '2026-03,Sales,Tickets,41\n'.repeat(MOST_LINES + 1);
    expect(readFigures(many)).toEqual({ lines: [], problems: [{ line: MOST_LINES + 1, what: expect.any(String) }] });
    expect(readFigures('')).toEqual({ lines: [], problems: [] });
    expect(readFigures('\0\x01PK\x03').problems).toHaveLength(1);
  });
});

describe('Before and after', () => {
  const figure = (from: string, to: string, group: string, value: number): OutsideFigure => ({
    ...{ metric: 'Tickets', grain: 'month', from, to, group, value, unit: '' },
  });
  const MONTHS = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'];
  const series = (group: string, values: number[]) =>
    values.map((value, i) => figure(MONTHS[i]!, MONTHS[i + 1]!, group, value)) as [OutsideFigure, ...OutsideFigure[]];

  it('leaves the period in which it began out of both', () => {
    const { everyone } = outsideMetric(series('', [10, 20, 90, 40]), [], '2026-03-15');
    expect(everyone.before).toEqual({ mean: 15, periods: 2 });
    expect(everyone.after).toEqual({ mean: 40, periods: 1 });
    const exact = outsideMetric(series('', [10, 20, 90, 40]), [], '2026-03-01').everyone;
    expect([exact.before?.mean, exact.after?.mean]).toEqual([15, 65]);
  });

  it('makes the mean of the groups where nothing is said of everyone, of periods that all of them have', () => {
    const all = [...series('Sales', [10, 20, 30, 40]), ...series('Support', [30, 40, 50])];
    const { everyone, groups } = outsideMetric(all as [OutsideFigure], [], '2026-03-01');
    expect(everyone).toMatchObject({ isMean: true, points: [{ value: 20 }, { value: 30 }, { value: 40 }] });
    expect(groups.map(({ name, before, after }) => [name, before?.mean, after?.mean])).toEqual([
      ['Sales', 15, 35],
      ['Support', 35, 50],
    ]);
  });

  it('says nothing of a side of which there is nothing, and lays the latest benchmark beside', () => {
    const beside = [figure('2025-01-01', '2025-02-01', 'Retail', 8), figure('2025-02-01', '2025-03-01', 'Retail', 9)];
    const one = outsideMetric(series('', [10]), beside, '2026-03-01');
    expect(one.everyone.after).toBeUndefined();
    expect(one.benchmarks).toMatchObject([{ name: 'Retail', value: 9 }]);
  });
});
