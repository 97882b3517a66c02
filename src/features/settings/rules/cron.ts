import type { Weekly } from '../../../weekly.ts';

const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * The days and the time of a cron line, as the digest's time was stored before days were picked; undefined when it is
 * anything other than one time of day on days of the week.
 */
export function weeklyOf(cron: string): Weekly | undefined {
  const [minute = '', hour = '', day, month, weekdays = '', ...more] = cron.trim().toLowerCase().split(/\s+/);
  const days = daysOf(weekdays);
  const isOneTime = isUpTo(minute, 59) && isUpTo(hour, 23);
  if (!isOneTime || day !== '*' || month !== '*' || days === undefined || more.length > 0) return undefined;
  return { days, time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` };
}

const isUpTo = (field: string, most: number) => /^\d{1,2}$/.test(field) && Number(field) <= most;

/** The ISO weekdays of “1”, “mon,4”, “mon-fri” or “*”, in order. */
function daysOf(field: string): number[] | undefined {
  if (field === '*') return [1, 2, 3, 4, 5, 6, 7];
  const parts = field.split(',').map(partOf);
  if (parts.some((part) => part === undefined)) return undefined;
  const days = parts.flatMap((part) => part ?? []).map((day) => (day === 0 ? 7 : day));
  return [...new Set(days)].sort((a, b) => a - b);
}

function partOf(part: string): number[] | undefined {
  const [from, to = from, ...more] = part.split('-').map(dayOf);
  if (from === undefined || to === undefined || from > to || more.length > 0) return undefined;
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** 0 = Sunday, and so is 7. */
function dayOf(word: string): number | undefined {
  if (/^[0-7]$/.test(word)) return Number(word);
  const named = NAMES.indexOf(word);
  return named < 0 ? undefined : named;
}
