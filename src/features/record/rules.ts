/** One thing in somebody's growth record; `isQuiet` = it came of a quiet ask, so that only they read it. */
export type Entry = {
  at: Temporal.Instant;
  /** What it was about: a topic, a lesson, a goal, a next step. */
  what: string;
  /** Their own words about it, '' for none. */
  words: string;
  /** What else there is to say of it, '' for nothing. */
  note: string;
  isQuiet: boolean;
};

/** The parts of a record, in their order. */
export const parts = ['learned', 'used', 'taught', 'badges'] as const;
export type Part = (typeof parts)[number];

export type GrowthRecord = Record<Part, Entry[]>;

/** What each part is called. */
export const partNames: Record<Part, string> = {
  learned: 'What I learned',
  used: 'What I used',
  taught: 'What I passed on',
  badges: 'Badges',
};

/** The newest first. */
export const inOrder = (entries: Entry[]): Entry[] => entries.toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));

/**
 * What may be shown to others: a file is made to be handed on, and whatever was asked quietly, by either of the two, is
 * not in it. Names of colleagues stand in neither.
 */
export function toHandOn(record: GrowthRecord): GrowthRecord {
  const shown = (part: Part) => record[part].filter(({ isQuiet }) => !isQuiet);
  return { learned: shown('learned'), used: shown('used'), taught: shown('taught'), badges: shown('badges') };
}

/** How many things stand in a record. */
export const sizeOf = (record: GrowthRecord): number => parts.reduce((sum, part) => sum + record[part].length, 0);
