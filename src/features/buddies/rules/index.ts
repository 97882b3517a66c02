import { isBefore } from '../../../time.ts';
import type { Away } from '../../members/rules/index.ts';

/** Working days of a newcomer on which they are asked how it goes. */
export const checkInDays = [1, 5, 20, 60, 90] as const;
export type CheckInDay = (typeof checkInDays)[number];

/** Newcomers whom one person takes on within a year; one at a time, besides. */
export const MOST_A_YEAR = 3;
export const YEAR_DAYS = 365;
/** Hours a week in which both must be at work (ours: about one a day). */
export const LEAST_HOURS_IN_COMMON = 5;
/** Working days that somebody has for their answer, the one after today first. */
export const DAYS_TO_ANSWER = 2;
/** Working days after the last check-in at which a pair is over. */
export const DAYS_AFTER_LAST = 5;

/** `open` = has a buddy, or is to get one. */
export type NewcomerState = 'open' | 'declined' | 'over' | 'left';

export type Newcomer = {
  id: string;
  /** Local date in the newcomer's zone. */
  startsOn: Temporal.PlainDate;
  /** When work begins on the first working day. */
  beginsAt: Temporal.Instant;
  state: NewcomerState;
  /** They asked for somebody else once. */
  hasChanged: boolean;
};

/** `asked` = only the buddy knows; `accepted` = the newcomer is told; `introduced` = they met. */
export type PairState = 'asked' | 'accepted' | 'introduced' | 'closed';
/** Why a pair was closed. `away` = the buddy left or paused, `refused` = the newcomer wants no buddy. */
export type Ending = 'declined' | 'silent' | 'away' | 'stepped-down' | 'changed' | 'refused' | 'newcomer-left' | 'over';

export type Pair = {
  id: string;
  newcomerId: string;
  buddyId: string;
  state: PairState;
  ending: Ending | undefined;
  answerBy: Temporal.Instant;
  /** The newcomer has read of this buddy. */
  isTold: boolean;
  isAccepted: boolean;
  /** The group message of the two. */
  channel: string | undefined;
};

/** Days that a buddy may be on a break without the newcomer getting somebody else (ours: a week's holiday). */
const BRIEF_DAYS = 8;

/** Whether a newcomer needs another buddy: theirs left, is away for long, or until after they should have answered. */
export function needsAnother({ state, answerBy }: Pair, away: Away, now: Temporal.Instant): boolean {
  const bearable = state === 'asked' ? answerBy : now.add({ hours: 24 * BRIEF_DAYS });
  return away === 'left' || !isBefore(away.until, bearable);
}

/** Who may be asked, as far as it matters for whose turn it is. */
export type Candidate = {
  id: string;
  /** 0 = same kind of work and another team, 1 = same kind of work, 2 = nobody can tell. */
  fit: 0 | 1 | 2;
  /** Newcomers taken on within the last year. */
  taken: number;
  /** Instant at which they were asked last, as stored; undefined = never. */
  lastAsked: string | undefined;
};

/**
 * Whose turn it is to be asked: the best fit first, then whoever took on the fewest newcomers, then whoever was asked
 * longest ago, or never. Among equals `seed`, any whole number from 0, decides.
 */
export function drawBuddy(candidates: Candidate[], seed: number): string | undefined {
  const free = candidates.filter((c) => c.taken < MOST_A_YEAR);
  const rank = (c: Candidate) => `${c.fit} ${c.taken} ${c.lastAsked ?? ''}`;
  const [first] = free.map(rank).sort();
  const equals = free.filter((c) => rank(c) === first).sort((a, b) => (a.id < b.id ? -1 : 1));
  return equals[seed % Math.max(1, equals.length)]?.id;
}

/** Which kind of work, and which team, somebody does; undefined where nobody can tell. */
export type Kind = { work: string | undefined; team: string | undefined };

/** How well a buddy fits; undefined when their work is known to be another one. */
export function fitOf(newcomer: Kind, buddy: Kind): Candidate['fit'] | undefined {
  if (newcomer.work === undefined || buddy.work === undefined) return 2;
  if (newcomer.work !== buddy.work) return undefined;
  const isOther = newcomer.team !== undefined && buddy.team !== undefined && newcomer.team !== buddy.team;
  return isOther ? 0 : 1;
}

/** Words of job titles by kind of work, from content/functions.yml. */
export type Functions = ReadonlyMap<string, string>;

/** What kind of work somebody does: by their title, else by their department. */
export function kindOf(person: { title: string; department: string }, functions: Functions): Kind {
  const team = wordsOf(person.department).join(' ');
  const work = workIn(person.title, functions) ?? workIn(person.department, functions);
  return { work, team: team === '' ? undefined : team };
}

function workIn(title: string, functions: Functions): string | undefined {
  const main = title.split(/[,(/|–—]/)[0] ?? '';
  const last = (text: string) =>
    wordsOf(text)
      .map((word) => functions.get(word))
      .findLast((work) => work !== undefined);
  return last(main) ?? last(title);
}

/** Lower case, without accents, as content/functions.yml writes them. */
function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}
