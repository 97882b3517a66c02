/** A stretch of local dates of the workspace, YYYY-MM-DD; `to` is the first that is not in it. */
export type Period = { from: string; to: string };

/** Months that a period may have: asks are kept for a year (features/requests/privacy.ts). */
const MOST_MONTHS = 12;

type Date = Temporal.PlainDate;
const first = (date: Date) => date.with({ day: 1 });
const period = (from: Date, to: Date): Period => ({ from: from.toString(), to: to.toString() });

export const startOfQuarter = (date: Date) => first(date).subtract({ months: (date.month - 1) % 3 });

/** The last month that is over on a date. */
export const lastMonth = (date: Date) => period(first(date).subtract({ months: 1 }), first(date));

/** The last quarter of a year that is over on a date. */
export const lastQuarter = (date: Date) => period(startOfQuarter(date).subtract({ months: 3 }), startOfQuarter(date));

const COMMAND = '/mentor metrics';
const help = (command: string) =>
  `Try \`${command} last month\`, \`${command} last quarter\` or \`${command} 2026-09-01 to 2026-09-30\`.`;

/**
 * The period that somebody typed, of whole months that are over, or why there is none. Nothing finer is told: figures
 * of two periods that differ by a day would tell of whoever did something on that day, and so would figures of a month
 * that goes on, asked for twice.
 * @param today local date of the workspace.
 * @param command what they typed before it, for advice.
 */
export function periodOf(words: string, today: Date, command = COMMAND): Period | string {
  const typed = words.trim().toLowerCase().replace(/\s+/g, ' ');
  if (typed === '' || typed === 'last month') return lastMonth(today);
  if (typed === 'last quarter') return lastQuarter(today);
  const [, start = '', end = ''] = /^(\d{4}-\d{2}-\d{2}) ?(?:to|until|-|–|—) ?(\d{4}-\d{2}-\d{2})$/.exec(typed) ?? [];
  const [from, last] = [dateOf(start), dateOf(end)];
  if (!from || !last) return `I didn’t understand that period. ${help(command)}`;
  const chosen = period(from, last.add({ days: 1 }));
  return whyNot(chosen, today, command) ?? chosen;
}

function dateOf(text: string): Date | undefined {
  try {
    return text === '' ? undefined : Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

/** Why no figures are told of a period, as a sentence; undefined when they are. */
export function whyNot({ from, to }: Period, today: Date, command = COMMAND): string | undefined {
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const before = (a: Date, b: Date) => Temporal.PlainDate.compare(a, b) < 0;
  if (!before(start, end)) return `The first day comes after the last. ${help(command)}`;
  if (start.day !== 1 || end.day !== 1) {
    const last = before(today, first(end)) ? first(today) : first(end.subtract({ days: 1 })).add({ months: 1 });
    const near = before(first(start), last) ? ` Try ${first(start)} to ${last.subtract({ days: 1 })}.` : '';
    return `I tell figures of whole months only, so that no one can be found by comparing two periods.${near}`;
  }
  if (before(today, end))
    return `That isn’t over yet. I tell figures of whole months once they’re over. ${help(command)}`;
  if (before(start, first(today).subtract({ months: MOST_MONTHS })))
    return `I keep requests for a year, so figures go back ${MOST_MONTHS} months at most.`;
  return undefined;
}

/** Whether it is one quarter of a year: what is told by group is told of those only. */
export function isQuarter({ from, to }: Period): boolean {
  const start = Temporal.PlainDate.from(from);
  return startOfQuarter(start).equals(start) && start.add({ months: 3 }).toString() === to;
}

/** The months from the start of a period's first quarter to its end, by their first days, and which is the period's first. */
export function monthsOf({ from, to }: Period): { starts: Date[]; first: number } {
  const begin = startOfQuarter(Temporal.PlainDate.from(from));
  const starts: Date[] = [];
  for (let day = begin; day.toString() < to; day = day.add({ months: 1 })) starts.push(day);
  return { starts, first: starts.findIndex((day) => day.toString() === from) };
}
