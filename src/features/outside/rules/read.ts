import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { areFew } from '../../../small-counts.ts';
import { MOST_NAME, nameKey, type OutsideFigure } from './figure.ts';
import { readSpan } from './period.ts';
import { readValue, shown } from './value.ts';

/** Lines that one file may have, and bytes. */
export const MOST_LINES = 20_000;
export const MOST_BYTES = 5_000_000;

export type Line = OutsideFigure & { line: number };
/** A line that cannot be used, and what to do about it. */
export type Problem = { line: number; what: string };
export type ReadFigures = { lines: Line[]; problems: Problem[] };

const columns = ['period', 'group', 'metric', 'value', 'people'] as const;
type Column = (typeof columns)[number];
const fields = z.array(z.array(z.string()));

/** What a spreadsheet takes for a formula: kept as a name it would be one again in the next. */
const FORMULA = /^[=+\-@＝＋－＠|]/;
const EVERYONE = /^(all|every(one|body)|total|overall|(the )?(whole )?company|\*)?$/i;

/**
 * Reads lines of period, group, metric and value, in any order where the first line names them. A fifth column, people,
 * may say how many stand behind a line. Each line is read by itself, so that a stray quote spoils that line only.
 */
export function readFigures(text: string): ReadFigures {
  const read: ReadFigures = { lines: [], problems: [] };
  const rows = text.replace(/\p{Cf}|\0/gu, '').split(/\r\n|\n|\r/);
  const written = rows.flatMap((row, i) => (/^[\s,;]*$|^sep=.$/i.test(row) ? [] : [{ row, line: i + 1 }]));
  if (written.length > MOST_LINES)
    return { lines: [], problems: [{ line: MOST_LINES + 1, what: `please keep to ${MOST_LINES} lines in one file.` }] };
  const delimiter = delimiterOf(written.map(({ row }) => row));
  const heading = headingOf(cut(written[0]?.row ?? '', delimiter) ?? []);
  for (const { row, line } of heading ? written.slice(1) : written) {
    const found = readLine(row, heading ?? [...columns], delimiter);
    if (typeof found === 'string') read.problems.push({ line, what: found });
    else read.lines.push({ ...found, line });
  }
  return read;
}

/** What parts the columns: whatever parts the first lines into four or more. */
function delimiterOf(rows: string[]): string {
  const first = rows.slice(0, 20);
  const [best] = ['\t', ';', ',']
    .map((mark) => ({ mark, n: first.filter((row) => row.split(mark).length >= 4).length }))
    .sort((a, b) => b.n - a.n);
  return best && best.n > 0 ? best.mark : ',';
}

function headingOf(names: string[]): (Column | undefined)[] | undefined {
  const found = names.map((name) => columns.find((column) => column === nameKey(name)));
  const has = (column: Column) => found.includes(column);
  return has('period') && has('metric') && has('value') ? found : undefined;
}

function cut(row: string, delimiter: string): string[] | undefined {
  try {
    return fields.parse(parse(row, { delimiter, relax_column_count: true, trim: true }))[0];
  } catch {
    return undefined;
  }
}

/** A figure, or what is wrong with its line. */
function readLine(row: string, heading: (Column | undefined)[], delimiter: string): OutsideFigure | string {
  const cells = cut(row, delimiter);
  if (!cells) return 'there’s a quotation mark without its partner. Take it out.';
  const of = (column: Column) => (cells[heading.indexOf(column)] ?? '').toWellFormed().trim();
  if (cells.length < 4 && heading.length >= 4)
    return 'it has fewer than four columns. Write period, group, metric, value.';
  const span = readSpan(of('period'));
  if (!span)
    return `“${shown(of('period'))}” is no period. Write it as 2026-03, 2026-Q1, 2026, 2026-W10 or 2026-03-02.`;
  const people = of('people');
  if (people !== '' && !/^\d+$/.test(people)) return `“${shown(people)}” in the column people is no whole number.`;
  if (people !== '' && areFew(Number(people))) return 'fewer than five people stand behind it. Leave the line out.';
  const [group, metric] = [of('group'), of('metric')].map((name) => name.replace(/\s+/g, ' ')) as [string, string];
  const why = whyNoName(metric, 'metric') ?? (EVERYONE.test(group) ? undefined : whyNoName(group, 'group'));
  if (why !== undefined) return why;
  const value = readValue(of('value'), delimiter);
  if (typeof value === 'string') return value;
  const { grain, from, to } = span;
  return {
    ...{ metric, group: EVERYONE.test(group) ? '' : group, grain },
    ...{ from: from.toString(), to: to.toString(), ...value },
  };
}

function whyNoName(name: string, what: string): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(name)) return `the ${what} is missing. Give it a name.`;
  if (FORMULA.test(name)) return `the ${what} “${shown(name)}” begins like a formula. Begin it with a letter.`;
  return name.length > MOST_NAME ? `the ${what} has more than ${MOST_NAME} characters. Shorten it.` : undefined;
}
