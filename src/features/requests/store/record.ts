import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Ask, Source } from '../../matching/rules/track-record.ts';

/** What these people were asked since then. What was asked quietly leaves no trace in what others read of a mentor. */
export const asksOf = ({ db }: Source, mentorIds: string[], since: Temporal.Instant): Promise<Ask[]> =>
  db
    .selectFrom('offer as o')
    .innerJoin('request as q', 'q.id', 'o.request_id')
    .select(['o.mentor_id as who', 'o.state', 'o.offered_at as offeredAt', 'o.answered_at as answeredAt'])
    .select('q.mentee_id as askerId')
    .where('o.mentor_id', 'in', mentorIds)
    .where('q.is_anonymous', '=', 0)
    .where('o.offered_at', '>=', iso(since))
    .execute();

/** Of `mentorIds`, those who declined a request of this mentee since then. */
export async function whoDeclined(
  tx: Tx,
  menteeId: string,
  mentorIds: string[],
  since: Temporal.Instant,
): Promise<Set<string>> {
  if (mentorIds.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('offer')
    .innerJoin('request', 'request.id', 'offer.request_id')
    .select('offer.mentor_id')
    .where('request.mentee_id', '=', menteeId)
    .where('offer.mentor_id', 'in', mentorIds)
    .where('offer.state', '=', 'declined')
    .where('offer.offered_at', '>=', iso(since))
    .execute();
  return new Set(rows.map((row) => row.mentor_id));
}
