import type { Definition } from '../../metrics/rules/definitions.ts';
import type { Period } from '../../metrics/rules/period.ts';

/** How numbers and dates are written for one reader; the sentences themselves are English. */
export type Words = ReturnType<typeof wordsIn>;

/** Where nothing is known of the reader. */
export const USUAL = 'en-GB';

/** A locale of Slack's that this runtime knows, or the usual one. */
export function localeOf(given: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf([given])[0] ?? USUAL;
  } catch {
    return USUAL;
  }
}

/** @param given as Slack has it, such as `de-DE`; anything else is the usual one. */
export function wordsIn(given: string) {
  const locale = localeOf(given);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const fine = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const exact = new Intl.NumberFormat(locale, {
    maximumSignificantDigits: 6,
    maximumFractionDigits: 2,
    roundingPriority: 'lessPrecision',
  });
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const number = (n: number) => whole.format(n);
  /** Working minutes as people say them. */
  const minutes = (n: number) => {
    const [hours, rest] = [Math.floor(n / 60), Math.round(n % 60)];
    if (hours === 0) return rest === 0 ? 'less than 5 min' : `${rest} min`;
    return rest === 0 ? `${number(hours)} h` : `${number(hours)} h ${rest} min`;
  };
  const value = (unit: Definition['unit'], n: number): string => {
    if (unit === 'share') return shares.format(n);
    if (unit === 'minutes') return minutes(n);
    if (unit === 'hours') return `${number(n)} h`;
    return unit === 'index' ? hundredths.format(n) : number(n);
  };
  return {
    locale,
    number,
    fine: (n: number) => fine.format(n),
    /** A figure from elsewhere, with no more than two decimals. */
    exact: (n: number) => exact.format(n),
    share: (n: number) => shares.format(n),
    /** An interval of a share. */
    range: (low: number, high: number) => `${shares.format(low)}–${shares.format(high)}`,
    minutes,
    value,
    period: (period: Period) => periodIn(locale, period),
    /** “1 March 2026”. */
    day: (day: string) => dayIn(locale, day),
  };
}

function dayIn(locale: string, day: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** “September 2026”, or “July – September 2026”, as the reader's language writes it. */
function periodIn(locale: string, { from, to }: Period): string {
  const format = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
    calendar: 'gregory',
  });
  const at = (day: Temporal.PlainDate) => Date.UTC(day.year, day.month - 1, day.day, 12);
  const range = format.formatRange(
    at(Temporal.PlainDate.from(from)),
    at(Temporal.PlainDate.from(to).subtract({ days: 1 })),
  );
  // The spaces around the dash are thin ones, which not every font has.
  return range.replaceAll('\u2009', ' ');
}

const PARTS: [number, string][] = [
  [0, 'almost none'],
  [0.1, 'one in ten'],
  [0.2, 'one in five'],
  [0.25, 'one in four'],
  [1 / 3, 'one in three'],
  [0.4, 'two in five'],
  [0.5, 'half'],
  [0.6, 'three in five'],
  [2 / 3, 'two in three'],
  [0.75, 'three in four'],
  [0.8, 'four in five'],
  [0.9, 'nine in ten'],
  [1, 'almost all'],
];

/** A share, 0 to 1, as people say it: “about two in three”. The figure stands beside it. */
export function roughly(share: number): string {
  const [near, name] = PARTS.reduce((best, one) => (Math.abs(one[0] - share) < Math.abs(best[0] - share) ? one : best));
  if (near === 0) return share === 0 ? 'none' : name;
  if (near === 1) return share === 1 ? 'all' : name;
  return Math.abs(near - share) < 0.005 ? name : `about ${name}`;
}

/** “About two in three asks”, “half of all asks”. */
export function partOf(share: number, things: string): string {
  const part = roughly(share);
  return part.endsWith('half') ? `${part} of all ${things}` : `${part} ${things}`;
}
