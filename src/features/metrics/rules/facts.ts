import type { OutcomeAnswer, TimeSaved } from '../../reflections/rules.ts';

/** Somebody, as figures by group see them: as they are today, since what they were is not kept. */
export type Person = {
  id: string;
  /** As they named it; '' for none. */
  department: string;
  /** IANA zone; '' where it is not known. */
  zone: string;
  level: string;
  /** Days since they were first known here, at the end of the period. */
  days: number;
  /** Talks as a mentor that they take in a week. */
  capacity: number;
  /** They were known by the end of the period, and have not left. */
  isHere: boolean;
  offers: boolean;
};

type InMonth = { span: number; n: number };
export type Ask = InMonth & {
  menteeId: string;
  skillId: string;
  state: 'matched' | 'expired' | 'cancelled';
  /** Working minutes until the first yes, or until it closed without; undefined where nothing was measured. */
  minutes: number | undefined;
};
export type Talk = InMonth & {
  mentorId: string;
  menteeId: string;
  minutes: number;
  unextended: number;
  written: number;
  both: number;
  useful: number;
  useless: number;
};
export type Answered = InMonth & {
  menteeId: string;
  mentorId: string;
  answer: OutcomeAnswer;
  timeSaved: TimeSaved | undefined;
};

/** All that the figures of a period are made of. `span` = month, from the first of the period's first quarter. */
export type Facts = {
  months: number;
  /** The period's first month. */
  first: number;
  isQuarter: boolean;
  people: Person[];
  leaderIds: string[];
  asks: Ask[];
  /** Asks that nobody had taken by the end of the period, with working minutes so far. */
  openWaits: { menteeId: string; minutes: number }[];
  waitListed: (InMonth & { menteeId: string; skillId: string })[];
  talks: Talk[];
  /** How often each helped in each week that has days in the period. */
  weeks: (InMonth & { mentorId: string })[];
  helpersBefore: Set<string>;
  outcomes: Answered[];
  stepsAgreed: (InMonth & { ownerId: string })[];
  stepsClosed: (InMonth & { ownerId: string; isDone: boolean })[];
  /** Who asked, or was in a talk, in the 30 and in the 90 days before the end of the period. */
  active: { in30: Set<string>; in90: Set<string> };
  places: (InMonth & { hostId: string; memberId: string })[];
  moments: { span: number; id: string; shared: number }[];
  buddies: { span: number; newcomerId: string; buddyId: string }[];
  lessons: (InMonth & { memberId: string })[];
  cards: { span: number; proposerId: string; partnerId: string }[];
  cardsOfUse: { span: number; memberId: string }[];
  /** Topics of the vocabulary, by their ids, with how many people here offer them. */
  topics: Map<string, { name: string; offered: number }>;
  /** Who was put forward in the last two months of the quarter; undefined where that is not kept any more. */
  putForward: Set<string> | undefined;
};

/** The part of the facts that is about the months of the period. */
export type Months = Pick<Facts, 'months' | 'first'>;
