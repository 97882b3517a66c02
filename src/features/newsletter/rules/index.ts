import { createHash } from 'node:crypto';
import { areFew } from '../../../small-counts.ts';
import { isBefore } from '../../../time.ts';
import { atLocal } from '../../members/rules/index.ts';

/** With whose name a story is told: its author's or partner's own, or nobody's. */
const namings = ['named', 'unnamed'] as const;
/** What an author lets the newsletter do with their words, and what the other person answers. */
export const consents = ['no', ...namings] as const;
export type Consent = (typeof consents)[number];

/** Where a story was written: in the look back at a session, or with "did you use it?". */
export type Source = 'reflection' | 'outcome';

export type Story = {
  id: string;
  sessionId: string;
  authorId: string;
  partnerId: string;
  source: Source;
  /** As both agreed to them. */
  words: string;
  isNamed: boolean;
  /** Grows with every change of the words, so that a yes is to the words that were read. */
  version: number;
  /** The partner's; undefined until they give one, which counts as no. */
  answer: Consent | undefined;
  createdAt: Temporal.Instant;
  /** The newsletter that told it, YYYY-MM. */
  toldIn: string | undefined;
};

/** A story as it is read; whoever is not named is undefined. */
export type Told = {
  id: string;
  topic: string;
  words: string;
  isByMentee: boolean;
  author: string | undefined;
  partner: string | undefined;
};

/** Characters of a story, so that three of them stay readable. */
export const LONGEST_STORY = 600;
/** Stories in one newsletter. */
export const MOST_STORIES = 3;
/** Days for which a story can be told. */
export const FRESH_DAYS = 100;
/** Times that one partner is asked about one story, because its author changed it. */
export const MOST_ASKS = 3;
/** Characters of what an owner may write. */
export const longest = { heading: 100, opening: 1000, closing: 600 } as const;
/** Local time of the first working day at which the draft is made. */
const MORNING = '09:30';

/** Whether the partner said yes to it. */
export function isAgreed({ answer }: Pick<Story, 'answer'>): boolean {
  return answer === 'named' || answer === 'unnamed';
}

/** The month before the one that `now` lies in, YYYY-MM: the one that a newsletter made now tells of. */
export function monthBefore(zone: string, now: Temporal.Instant): string {
  return now.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().subtract({ months: 1 }).toString();
}

/** The two ends of a month; the second is exclusive. */
export function spanOf(zone: string, month: string): { from: Temporal.Instant; to: Temporal.Instant } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return { from: atLocal({ zone }, first, '00:00'), to: atLocal({ zone }, first.add({ months: 1 }), '00:00') };
}

/** "February 2026". */
export function monthName(month: string): string {
  return Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .toLocaleString('en-GB', { month: 'long', year: 'numeric' });
}

/** The next moment after `after` at which a draft is made: a first Monday-to-Friday day of a month, 09:30 local. */
export function nextDraftAt(zone: string, after: Temporal.Instant): Temporal.Instant {
  for (let month = after.toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 }); ; month = month.add({ months: 1 })) {
    const first = month.add({ days: month.dayOfWeek > 5 ? 8 - month.dayOfWeek : 0 });
    const at = atLocal({ zone }, first, MORNING);
    if (isBefore(after, at)) return at;
  }
}

type Pickable = Pick<Story, 'id' | 'sessionId' | 'authorId' | 'partnerId' | 'source' | 'createdAt'>;

/**
 * The stories of one newsletter: at most three, one of each session, first those of different people. What somebody used
 * comes before what they thought, the older before the newer.
 */
export function pickStories<S extends Pickable>(candidates: S[]): S[] {
  const inOrder = candidates.toSorted(
    (a, b) =>
      Number(b.source === 'outcome') - Number(a.source === 'outcome') ||
      Temporal.Instant.compare(a.createdAt, b.createdAt) ||
      (a.id < b.id ? -1 : 1),
  );
  const picked: S[] = [];
  const isFresh = (story: S) => !picked.some((p) => p.sessionId === story.sessionId);
  const isOfOthers = ({ authorId, partnerId }: S) =>
    !picked.some((p) => [p.authorId, p.partnerId].some((id) => id === authorId || id === partnerId));
  for (const may of [isOfOthers, () => true])
    for (const story of inOrder) if (picked.length < MOST_STORIES && isFresh(story) && may(story)) picked.push(story);
  return picked;
}

/** What took place in a month, as ids of people. */
export type Happened = { sessions: { mentorId: string; menteeId: string }[]; usedBy: string[] };
/** Counts that may be told; 0 = not told, because fewer than five people are part of it. */
export type Figures = { talks: number; helpers: number; users: number };

/** Counts of a month of which at least five people are part. */
export function figuresOf({ sessions, usedBy }: Happened): Figures {
  const people = new Set(sessions.flatMap((s) => [s.mentorId, s.menteeId])).size;
  const told = (count: number, of = count) => (areFew(Math.min(count, of)) ? 0 : count);
  return {
    talks: told(sessions.length, people),
    helpers: told(new Set(sessions.map((s) => s.mentorId)).size),
    users: told(new Set(usedBy).size),
  };
}

/** The figures in one line, or undefined when none may be told. */
export function figuresLine({ talks, helpers, users }: Figures): string | undefined {
  const parts = [
    talks > 0 ? `${talks} conversations` : '',
    helpers > 0 ? `${helpers} people helped` : '',
    users > 0 ? `${users} people put it to use` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** One of the list for each month: all come before any comes again. */
export function ofMonth<T>(list: readonly T[], month: string): T {
  const { year, month: number } = Temporal.PlainYearMonth.from(month);
  const one = list[(year * 12 + number) % list.length];
  if (one === undefined) throw new RangeError('A list for the months needs at least one entry');
  return one;
}

/** Names exactly what somebody saw, so that nothing else is posted on their click. */
export function markOf(seen: unknown): string {
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 16);
}

export type NewsletterState = 'draft' | 'posting' | 'posted' | 'skipped';
