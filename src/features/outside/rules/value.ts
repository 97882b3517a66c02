import type { Unit } from './figure.ts';

export type Value = { value: number; unit: Unit };

/** More than any company counts, in whatever currency. */
const MOST = 1e15;

/**
 * A number as a spreadsheet writes it, or what is wrong with it. A comma is a decimal comma only where it does not part
 * the columns, and never where it could as well mark thousands.
 */
export function readValue(written: string, delimiter: string): Value | string {
  const text = written.replace(/[\s\u00a0\u202f]/g, '');
  if (text === '') return 'the value is missing. Leave the line out where there’s none.';
  if (/^[=@]|^[+-][^\d.,]/.test(text)) return 'the value is a formula. Paste values in its place and save again.';
  const unit = text.endsWith('%') ? '%' : '';
  const bare = unit === '%' ? text.slice(0, -1) : text;
  if (/^[+-]?\d{1,3}([.,]\d{3})+([.,]\d+)?$/.test(bare) && isUnclear(bare, delimiter))
    return `“${shown(written)}” could be read in two ways. Write it without a mark for thousands.`;
  const plain = delimiter === ',' ? bare : bare.replace(',', '.');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
  if (Number.isNaN(value)) return `“${shown(written)}” is no number. Write it as 41.5, without words or a currency.`;
  return Math.abs(value) > MOST
    ? `“${shown(written)}” is too large. Write it in thousands or millions.`
    : { value, unit };
}

/** 1.234 is a decimal between commas; between semicolons it may be a thousand. Several marks are never clear. */
const isUnclear = (bare: string, delimiter: string) => !(delimiter === ',' && /^[+-]?\d{1,3}\.\d{3}$/.test(bare));

/** Enough of what was typed to find it again. */
export const shown = (text: string) => ([...text].length > 40 ? `${[...text].slice(0, 40).join('')}…` : text);
