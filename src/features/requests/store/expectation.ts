import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { REMEMBERED_DAYS, type Wait } from '../rules/expectation.ts';
import type { RequestState } from '../rules/index.ts';

/** The latest requests that are looked at: what was long ago says less, and the answer stays quick. */
export const MOST = 150;

const ends: Partial<Record<RequestState, Wait['end']>> = {
  matched: 'accepted',
  expired: 'unmatched',
  cancelled: 'withdrawn',
};

/**
 * How the latest requests went, about one skill or about all. Only those whose whole lifetime is over: of younger ones
 * the quick successes would be known and the long waits not yet. Quiet asks are not among them: others read this.
 */
export async function waits(tx: Tx, skillId?: string): Promise<Wait[]> {
  const since = iso(tx.now.subtract({ hours: 24 * REMEMBERED_DAYS }));
  let query = tx.db
    .selectFrom('request')
    .leftJoin('offer', (join) => join.onRef('offer.request_id', '=', 'request.id').on('offer.state', '=', 'accepted'))
    .select(['request.state', 'request.waited_minutes as minutes', 'offer.mentor_id as helperId'])
    .where('request.is_anonymous', '=', 0)
    .where('request.created_at', '>=', since)
    .where('request.expires_at', '<=', iso(tx.now))
    .where('request.waited_minutes', 'is not', null);
  if (skillId !== undefined) query = query.where('request.skill_id', '=', skillId);
  const rows = await query.orderBy('request.created_at', 'desc').limit(MOST).execute();
  return rows.flatMap(({ state, minutes, helperId }) => {
    const end = ends[state];
    return end === undefined || minutes === null ? [] : [{ minutes, end, helperId: helperId ?? undefined }];
  });
}
