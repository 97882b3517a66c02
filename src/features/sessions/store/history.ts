import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';

type Source = Pick<Tx, 'db'>;

/** Sessions at which both took part. */
export const heldSessions = ({ db }: Source) => db.selectFrom('session').where('session.held_at', 'is not', null);

/** Sessions of which others may hear: what was asked quietly leaves no trace in what they read. */
export const tellableSessions = ({ db }: Source) => db.selectFrom('session').where('session.is_quiet', '=', 0);

/** Sessions that are not over, or were held and ended after that time. */
export const sessionsSince = ({ db }: Source, since: Temporal.Instant) =>
  db
    .selectFrom('session')
    .where((e) =>
      e.or([e('ended_at', 'is', null), e.and([e('ended_at', '>', iso(since)), e('held_at', 'is not', null)])]),
    );

/** Ids of those of which others hear nothing. */
export const quietSessions = ({ db }: Source) => db.selectFrom('session').select('id').where('is_quiet', '=', 1);

/** Ids of those in which a member was the mentee. */
export const sessionsOfMentee = ({ db }: Source, menteeId: string) =>
  db.selectFrom('session').select('id').where('mentee_id', '=', menteeId);

/** Ids of the offers that opened them. */
export const offersOfSessions = ({ db }: Source) => db.selectFrom('session').select('offer_id');

/** Of `memberIds`, those who are in a session at this moment. */
export async function peopleInSession(tx: Tx, memberIds: string[]): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('session')
    .select(['mentor_id', 'mentee_id'])
    .where('state', 'in', ['open', 'running'])
    .where((e) => e.or([e('mentor_id', 'in', memberIds), e('mentee_id', 'in', memberIds)]))
    .execute();
  return new Set(rows.flatMap((row) => [row.mentor_id, row.mentee_id]));
}

/** Both people of the sessions that were found to be held, useful or used at that time or later. */
export async function peopleWithNewsSince({ db }: Tx, since: Temporal.Instant): Promise<string[]> {
  const from = iso(since);
  const rows = await db
    .selectFrom('session')
    .select(['mentor_id', 'mentee_id'])
    .where((e) => e.or([e('held_at', '>=', from), e('used_at', '>=', from), e('useful_at', '>=', from)]))
    .execute();
  return rows.flatMap((row) => [row.mentor_id, row.mentee_id]);
}
