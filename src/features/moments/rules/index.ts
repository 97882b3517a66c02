import { isBefore } from '../../../time.ts';
import { atLocal } from '../../members/rules/index.ts';

export const shippedDecks = ['insights', 'mistakes', 'tools', 'customers'] as const;
export type ShippedDeck = (typeof shippedDecks)[number];
export const deckNames = [...shippedDecks, 'own'] as const;
export type DeckName = (typeof deckNames)[number];

/** Minutes that a moment may take. */
export const boxes = [10, 15] as const;
/** Hours before a moment at which its host is drawn. */
export const DRAWN_BEFORE = 24;
/** Hours after a moment in which what is shared still counts. */
export const STILL_COUNTS = 24;

export type Moment = {
  id: string;
  channel: string;
  /** Who set it up. */
  ownerId: string;
  /** ISO weekdays, 1 = Monday; never empty. */
  days: number[];
  /** Local time, HH:MM, in `zone`. */
  time: string;
  zone: string;
  minutes: number;
  deck: DeckName;
  /** The lines of a deck of their own. */
  own: string[];
  /** Local dates without a moment, YYYY-MM-DD. */
  holidays: string[];
  skipped: string[];
  isPaused: boolean;
  isEnded: boolean;
};

/** `drawn` = prepared; `off` = skipped, paused or ended before it began. */
export type TurnState = 'drawn' | 'running' | 'over' | 'off';

export type Turn = {
  id: string;
  momentId: string;
  date: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  prompt: string;
  hostId: string | undefined;
  /** Who was drawn and could not. */
  declined: string[];
  state: TurnState;
  post: { channel: string; ts: string } | undefined;
  summaryTs: string | undefined;
  /** Different people who wrote in the thread. */
  shared: number;
};

export type Occurrence = { date: string; start: Temporal.Instant; end: Temporal.Instant };
type Recurring = Pick<Moment, 'days' | 'time' | 'zone' | 'minutes' | 'holidays' | 'skipped'>;

/** Days that are looked through for the next moment: over a year of holidays in a row there is none. */
const FARTHEST = 400;

/** The next moment that begins after `from`; one whose local time the clocks skip comes at the next valid time. */
export function nextMoment(moment: Recurring, from: Temporal.Instant): Occurrence | undefined {
  const off = new Set([...moment.holidays, ...moment.skipped]);
  const today = from.toZonedDateTimeISO(moment.zone).toPlainDate();
  for (let ahead = 0; ahead < FARTHEST; ahead += 1) {
    const date = today.add({ days: ahead });
    if (!moment.days.includes(date.dayOfWeek) || off.has(date.toString())) continue;
    const start = atLocal(moment, date, moment.time);
    if (isBefore(from, start)) return { date: date.toString(), start, end: start.add({ minutes: moment.minutes }) };
  }
  return undefined;
}

/** Somebody willing to host, with the last date on which they did or were to, if any. */
export type Willing = { id: string; lastHosted: string | undefined };

/**
 * Whose turn it is to host: whoever did it longest ago, or never. Among equals `seed`, any whole number from 0, decides.
 * So nobody hosts a second time before everybody else who is willing has hosted.
 */
export function drawHost(willing: Willing[], seed: number): string | undefined {
  const last = ({ lastHosted }: Willing) => lastHosted ?? '';
  const [longest] = willing.map(last).sort();
  const equals = willing.filter((w) => last(w) === longest).sort((a, b) => (a.id < b.id ? -1 : 1));
  return equals[seed % Math.max(1, equals.length)]?.id;
}

/** A line of a deck that was not among the last half of those used; `used` has the newest first. */
export function drawPrompt(deck: string[], used: string[], seed: number): string {
  const recent = used.slice(0, Math.floor(deck.length / 2));
  const fresh = deck.filter((line) => !recent.includes(line));
  return fresh[seed % Math.max(1, fresh.length)] ?? '';
}

/** Whether something written in the thread of a turn counts as shared. */
export function counts({ state, endsAt }: Turn, now: Temporal.Instant): boolean {
  return state === 'running' || (state === 'over' && isBefore(now, endsAt.add({ hours: STILL_COUNTS })));
}
