import { areFew } from '../../../small-counts.ts';
import { later } from '../../../time.ts';

/** The week that a moment lies in, named by the local date of its Monday, YYYY-MM-DD. */
export function weekOf(zone: string, at: Temporal.Instant): string {
  const date = at.toZonedDateTimeISO(zone).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The last instant of the week of a local date, YYYY-MM-DD, to the millisecond. */
export function endOfWeek(zone: string, day: string): Temporal.Instant {
  const date = Temporal.PlainDate.from(day);
  const monday = date.add({ days: 8 - date.dayOfWeek });
  return monday.toZonedDateTime(zone).toInstant().subtract({ milliseconds: 1 });
}

/** The most days that a digest looks back. */
const MOST_DAYS = 28;

/** From when on the digest tells: where the last posted one ended, within four weeks. */
export function toldSince(last: Temporal.Instant | undefined, now: Temporal.Instant): Temporal.Instant {
  const earliest = now.subtract({ hours: 24 * MOST_DAYS });
  return last ? later(last, earliest) : earliest;
}

export type Helper = {
  name: string;
  /** Different people to whom the help was useful or who used it, each by their own word. */
  people: number;
  /** How many of them rated it 3 or better, and how many used it. */
  useful: number;
  uses: number;
  /** Those that may be named. */
  topics: string[];
};

export type Thanks = { from: string; to: string; words: string };
/** `people` undefined = so few that no number is told. */
export type Topic = { name: string; people: number | undefined };
export type Sought = Topic & { skillId: string };

/** That one person looks for help with a topic; `mayName` = they let it be named. */
export type Seeking = { skillId: string; name: string; menteeId: string; mayName: boolean };

/**
 * The topics that may be named in public, the most sought first: those of the vocabulary that enough different people
 * look for, and those that somebody lets be named. What one person typed stays theirs.
 */
export function namedTopics(all: Seeking[], isKnown: (skillId: string) => boolean): Sought[] {
  const topics = [...Map.groupBy(all, (one) => one.skillId)].flatMap(([skillId, seeking]): Sought[] => {
    const [first] = seeking;
    const n = new Set(seeking.map((one) => one.menteeId)).size;
    const areMany = !areFew(n);
    if (!first || !((areMany && isKnown(skillId)) || seeking.some((one) => one.mayName))) return [];
    return [{ skillId, name: first.name, people: areMany ? n : undefined }];
  });
  return topics.sort((a, b) => (b.people ?? 0) - (a.people ?? 0) || a.name.localeCompare(b.name, 'en'));
}
export type BadgeNews = { name: string; badges: string[] };
/** Office hours to which anybody may come; `isDoor` = without slots. */
export type HoursNews = {
  hoursId: string;
  host: string;
  isLeader: boolean;
  topics: string[];
  start: Temporal.Instant;
  end: Temporal.Instant;
  isDoor: boolean;
};

export type Digest = {
  helpers: Helper[];
  thanks: Thanks[];
  badges: BadgeNews[];
  /** Those of the coming week, the next first. */
  hours: HoursNews[];
  /** What people look for help with and nobody could give yet. */
  topics: Sought[];
  /** What more people want to learn than offer. */
  chances: Topic[];
};

/** By name: an order by numbers would tell the small ones, and rank people. */
export function inOrder(helpers: Helper[]): Helper[] {
  return helpers.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What people want to learn is no news by itself. */
export function hasNews({ helpers, thanks, badges, hours, topics }: Digest): boolean {
  return helpers.length + thanks.length + badges.length + hours.length + topics.length > 0;
}
