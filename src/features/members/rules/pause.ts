import { isBefore } from '../../../time.ts';
import { atLocal } from './index.ts';

/** Days that a pause may last when a date is given; longer ones have no date. */
const LONGEST = 366;

const EXAMPLES = 'Try “pause 3 days”, “pause 2 weeks”, “pause until Friday” or “pause until 2026-12-01”.';

const unitDays: Record<string, Temporal.DurationLike> = {
  day: { days: 1 },
  week: { weeks: 1 },
  month: { months: 1 },
};
const numbers: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

export type Pause = { until: Temporal.Instant } | { problem: string };

/**
 * Understands how long a pause should be: "2 weeks", "for 3 days", "until Friday", "until 2026-12-01", "until 1 Dec".
 * It ends as that local day begins. A problem is a sentence for the person.
 */
export function readPause(text: string, now: Temporal.Instant, zone: string): Pause {
  const words = text.toLowerCase().replace(/[.,!]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 100);
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const date = readDuration(words, today) ?? readDate(words.replace(/^(until|till|to|up to) /, ''), today);
  if (!date) return { problem: `I didn’t understand how long. ${EXAMPLES}` };
  return pauseUntil(date, now, zone);
}

/** A pause that ends as the local `date` begins. */
export function pauseUntil(date: Temporal.PlainDate, now: Temporal.Instant, zone: string): Pause {
  const until = atLocal({ zone }, date, '00:00');
  if (!isBefore(now, until)) return { problem: `That day is already here. Please pick a later one. ${EXAMPLES}` };
  if (isBefore(now.add({ hours: 24 * LONGEST }), until)) {
    return { problem: 'That is more than a year away. Leave out the date to pause until you resume.' };
  }
  return { until };
}

function readDuration(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const match = /^(?:for )?(\d{1,4}|an?|one|two|three|four|five|six) ?(day|week|month)s?$/.exec(words);
  if (!match) return undefined;
  const [, amount = '', unit = ''] = match;
  const each = unitDays[unit];
  const count = numbers[amount] ?? Number(amount);
  if (!each || count === 0) return undefined;
  return today.add(Object.fromEntries(Object.entries(each).map(([name, n]) => [name, n * count])));
}

function readDate(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(words)) return plainDate(words);
  if (words === 'today') return today;
  if (words === 'tomorrow') return today.add({ days: 1 });
  if (words === 'next week') return nextWeekday(today, 1);
  if (words === 'next month') return today.with({ day: 1 }).add({ months: 1 });
  const weekday = weekdays.findIndex((name) => isShortOf(words.replace(/^(next|on) /, ''), name));
  if (weekday >= 0) return nextWeekday(today, weekday + 1);
  return readMonthDay(words, today);
}

/** "1 December", "Dec 1st", with or without a year; without one the next such day is meant. */
function readMonthDay(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const match = /^(?:(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)|([a-z]+) (\d{1,2})(?:st|nd|rd|th)?)(?: (\d{4}))?$/.exec(words);
  if (!match) return undefined;
  const month = months.findIndex((name) => isShortOf(match[2] ?? match[3] ?? '', name)) + 1;
  if (month === 0) return undefined;
  const day = Number(match[1] ?? match[4]);
  const inYear = (year: number) =>
    plainDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  if (match[5]) return inYear(Number(match[5]));
  const thisYear = inYear(today.year);
  return thisYear && Temporal.PlainDate.compare(thisYear, today) > 0 ? thisYear : inYear(today.year + 1);
}

function nextWeekday(today: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return today.add({ days: (weekday - today.dayOfWeek + 7) % 7 || 7 });
}

/** "fri" and "friday" for "friday": at least three letters. */
function isShortOf(word: string, name: string): boolean {
  return word.length >= 3 && name.startsWith(word);
}

function plainDate(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
