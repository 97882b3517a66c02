import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Lines that one file may have. */
export const MOST_LINES = 10_000;

/** A line of a list of newcomers. */
export type NewcomerLine = { line: number; who: string; startsOn: Temporal.PlainDate };
/** A line that cannot be used, and what to do about it. */
export type Problem = { line: number; what: string };
export type ReadLines = { lines: NewcomerLine[]; problems: Problem[] };

const fields = z.array(z.array(z.string()));
const csv = { delimiter: [',', ';', '\t'], relax_column_count: true, relax_quotes: true, trim: true };

/**
 * Reads lines such as `Ada Byron, 2026-03-02`, `@ada;2.3.2026` or `U012AB3CD<tab>2026-03-02`. A heading is left out.
 * Each line is read by itself, so that a stray quote spoils that line only.
 */
export function readLines(text: string): ReadLines {
  const read: ReadLines = { lines: [], problems: [] };
  // Copied from a chat or a spreadsheet, names and dates bring marks that nobody sees.
  const rows = text.replace(/\p{Cf}/gu, '').split(/\r\n|\n|\r/);
  if (rows.filter((row) => row.trim() !== '').length > MOST_LINES) {
    return { lines: [], problems: [{ line: MOST_LINES + 1, what: `Please keep to ${MOST_LINES} lines in one list.` }] };
  }
  let isFirst = true;
  for (const [index, row] of rows.entries()) {
    if (/^[\s,;]*$|^sep=.$/i.test(row)) continue;
    const found = readLine(row, index + 1);
    // A first line whose second column names a date instead of being one is the heading.
    if (typeof found === 'string' && !(isFirst && isHeading(row))) read.problems.push({ line: index + 1, what: found });
    if (typeof found !== 'string') read.lines.push(found);
    isFirst = false;
  }
  return read;
}

const isHeading = (row: string) => /[,;\t][^\d]*(start|date|day|datum|beginn)[^\d]*$/i.test(row);

const NO_DATE = 'the start date is missing or is none. Write it as 2026-03-02, after the person and a comma.';

/** A line, or what is wrong with it. */
function readLine(row: string, line: number): NewcomerLine | string {
  const [columns] = cut(row);
  if (!columns) return 'there’s a quotation mark without its partner. Take it out.';
  const who = (columns[0] ?? '').toWellFormed();
  if (who === '') return 'the person is missing. Write their name, @handle or member ID first.';
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(who)) {
    return 'people can’t be found by email. Write the name that Slack shows, or the member ID.';
  }
  const startsOn = readDate(columns[1] ?? '');
  return startsOn ? { line, who, startsOn } : NO_DATE;
}

function cut(row: string): string[][] {
  try {
    return fields.parse(parse(row, csv));
  } catch {
    return [];
  }
}

/**
 * 2026-03-02, or 2.3.2026 with the day first, with or without the midnight that spreadsheets add. Other dates with slashes
 * than 2026/03/02 are left out: nobody knows which number is the month.
 */
function readDate(written: string): Temporal.PlainDate | undefined {
  const text = written.replace(/[T ]0?0:00(?::00)?(?:\.0+)?Z?$/, '');
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [, day, month, year] = dotted ?? [];
  const date = dotted
    ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
    : text.replace(/^(\d{4})\/(\d\d)\/(\d\d)$/, '$1-$2-$3');
  return z.iso.date().safeParse(date).success ? Temporal.PlainDate.from(date) : undefined;
}
