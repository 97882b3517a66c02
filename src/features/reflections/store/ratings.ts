import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import type { RatingSum, Source } from '../../matching/rules/track-record.ts';
import { heldSessions } from '../../sessions/store/history.ts';

/** How these people were rated, but for what was asked quietly; those who were not are left out. */
export const ratingSums = (source: Source, mentorIds: string[]): Promise<RatingSum[]> =>
  source.db
    .selectFrom('reflection as r')
    .innerJoin(
      heldSessions(source).where('is_quiet', '=', 0).select(['id', 'mentee_id']).as('s'),
      's.id',
      'r.session_id',
    )
    .select((e) => ['r.partner_id as who', e.fn.count('r.usefulness').as('n'), e.fn.sum('r.usefulness').as('sum')])
    .select((e) => e.fn.count<number>('s.mentee_id').distinct().as('people'))
    .where('r.partner_id', 'in', mentorIds)
    .where('r.role', '=', 'mentee')
    .where('r.usefulness', 'is not', null)
    .groupBy('r.partner_id')
    .execute();

/** Every rating of somebody, but for those of some sessions. */
export async function ratingsOf(
  tx: Tx,
  mentorId: string,
  without: string[],
): Promise<{ menteeId: string; usefulness: number; at: Temporal.Instant }[]> {
  const rows = await tx.db
    .selectFrom('reflection as r')
    .innerJoin(heldSessions(tx).select('id').as('s'), 's.id', 'r.session_id')
    .select(['r.author_id', 'r.usefulness', 'r.answered_at'])
    .where('r.partner_id', '=', mentorId)
    .where('r.role', '=', 'mentee')
    .where('r.usefulness', 'is not', null)
    .where('s.id', 'not in', [...without, ''])
    .execute();
  return rows.flatMap(({ author_id, usefulness, answered_at }) =>
    usefulness !== null && answered_at ? [{ menteeId: author_id, usefulness, at: instant(answered_at) }] : [],
  );
}

/** With whom those talked who looked back at that time or later. */
export async function partnersSince(tx: Tx, since: Temporal.Instant): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('reflection')
    .select('partner_id')
    .where('answered_at', '>=', iso(since))
    .execute();
  return rows.map((row) => row.partner_id);
}
