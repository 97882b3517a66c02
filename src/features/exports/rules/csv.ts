/** What stands in a field; undefined is an empty one. */
export type Value = string | number | undefined;

/** Tells Excel that the file is UTF-8. */
const MARK = '\ufeff';

/** What makes a spreadsheet take a text for a formula (OWASP, CSV Injection), also behind spaces and in full width. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠|%]|^[\t\r\n]/;

/**
 * A table as CSV (RFC 4180) that Excel opens as it is meant: UTF-8 with its mark, lines that end in CRLF, and a text
 * that would be taken for a formula behind an apostrophe. Numbers have a point and no other marks.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly Value[])[]): string {
  return `${MARK}${[columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

function field(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
