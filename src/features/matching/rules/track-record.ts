import type { Tx } from '../../../database/transaction.ts';

/** Where to read: inside a transaction, or beside them when an index is built at start. */
export type Source = Pick<Tx, 'db' | 'now'>;

/** What was put to a mentor (`who`) once, and what they answered. Instants are ISO text. */
export type Ask = { who: string; state: string; offeredAt: string; answeredAt: string | null; askerId: string };

/** How often, how well and by how many people a mentor (`who`) was rated. */
export type RatingSum = { who: string; n: number | string | bigint; sum: number | string | bigint; people: number };

/**
 * What people did as mentors, which the ranking and the badges look at and later features keep. Those hand over in their
 * feature.ts how it is read.
 */
export type TrackRecord = {
  /** What these people were asked since then, but for what was asked quietly. */
  asksOf(source: Source, mentorIds: string[], since: Temporal.Instant): Promise<Ask[]>;
  /** Of these people, those who declined a request of this mentee since then. */
  whoDeclined(tx: Tx, menteeId: string, mentorIds: string[], since: Temporal.Instant): Promise<Set<string>>;
  /** How these people were rated, but for what was asked quietly; those who were not are left out. */
  ratingSums(source: Source, mentorIds: string[]): Promise<RatingSum[]>;
  /** Every rating of somebody, but for those of some sessions. */
  ratingsOf(
    tx: Tx,
    mentorId: string,
    without: string[],
  ): Promise<{ menteeId: string; usefulness: number; at: Temporal.Instant }[]>;
  /** With whom those talked who looked back at that time or later. */
  partnersSince(tx: Tx, since: Temporal.Instant): Promise<string[]>;
};

let record: TrackRecord | undefined;

/** Takes what the features hand over. @throws Error when something is handed over by none of them. */
export function keepTrack(parts: Partial<TrackRecord>[]): void {
  const all: Partial<TrackRecord> = Object.assign({}, ...parts);
  const { asksOf, whoDeclined, ratingSums, ratingsOf, partnersSince } = all;
  if (!asksOf || !whoDeclined || !ratingSums || !ratingsOf || !partnersSince)
    throw new Error('No feature says how all of the track record is read');
  record = { asksOf, whoDeclined, ratingSums, ratingsOf, partnersSince };
}

/** @throws Error before `features/index.ts` is loaded. */
export function trackRecord(): TrackRecord {
  if (!record) throw new Error('features/index.ts is not loaded, and with it who keeps the track record');
  return record;
}
