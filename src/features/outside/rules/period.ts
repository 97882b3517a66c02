import { z } from 'zod';
import type { Grain } from './figure.ts';

export type Span = { grain: Grain; from: Temporal.PlainDate; to: Temporal.PlainDate };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Years that figures are from. */
const OLDEST = 1990;

const span = (grain: Grain, from: Temporal.PlainDate, length: Temporal.DurationLike): Span => ({
  grain,
  from,
  to: from.add(length),
});

/**
 * A period as spreadsheets and survey tools write it: 2026, 2026-Q1, Q1 2026, 2026-03, 03/2026, Mar-26, 2026-W10 (ISO),
 * 2026-03-02 or 2.3.2026. Undefined for anything else, such as 03/04/2026, of which nobody knows the month.
 */
export function readSpan(written: string): Span | undefined {
  const text = written.replace(/[T ]0?0:00(?::00)?(?:\.0+)?Z?$/, '').trim();
  return (yearOf(text) ?? quarterOf(text) ?? monthOf(text) ?? weekOf(text) ?? dayOf(text)) || undefined;
}

function dateOf(year: string | number, month: number, day = 1): Temporal.PlainDate | undefined {
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const isDate = z.iso.date().safeParse(written).success && Number(year) >= OLDEST;
  return isDate ? Temporal.PlainDate.from(written) : undefined;
}

function yearOf(text: string): Span | undefined {
  const from = /^\d{4}$/.test(text) ? dateOf(text, 1) : undefined;
  return from && span('year', from, { years: 1 });
}

function quarterOf(text: string): Span | undefined {
  const [, year, quarter] = /^(\d{4})[-/ ]?q([1-4])$/i.exec(text) ?? [];
  const [, quarterFirst, yearLast] = /^q([1-4])[-/ ]?(\d{4})$/i.exec(text) ?? [];
  const from = dateOf(year ?? yearLast ?? '', 3 * Number(quarter ?? quarterFirst) - 2);
  return from && span('quarter', from, { months: 3 });
}

function monthOf(text: string): Span | undefined {
  const [, year, month] = /^(\d{4})[-/.](\d{1,2})$/.exec(text) ?? [];
  const [, monthFirst, yearLast] = /^(\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  const [, name = '', yearShort] = /^([a-z]{3})[a-z]*\.?[- ](\d{4}|\d{2})$/i.exec(text) ?? [];
  const named = MONTHS.indexOf(name.toLowerCase()) + 1;
  const whole = yearShort?.length === 2 ? `20${yearShort}` : yearShort;
  const from = dateOf(year ?? yearLast ?? whole ?? '', named || Number(month ?? monthFirst));
  return from && span('month', from, { months: 1 });
}

function weekOf(text: string): Span | undefined {
  const [, year = '', week] = /^(\d{4})-?w(\d{1,2})$/i.exec(text) ?? [];
  // The fourth of January lies in the first week (ISO 8601).
  const fourth = dateOf(year, 1, 4);
  if (!fourth) return undefined;
  const from = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(week) - 1 });
  return from.yearOfWeek === Number(year) && from.weekOfYear === Number(week)
    ? span('week', from, { weeks: 1 })
    : undefined;
}

function dayOf(text: string): Span | undefined {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const [, yearFirst, monthNext, dayLast] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? [];
  const from = dateOf(year ?? yearFirst ?? '', Number(month ?? monthNext), Number(day ?? dayLast));
  return from && span('day', from, { days: 1 });
}
