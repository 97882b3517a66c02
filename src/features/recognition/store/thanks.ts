import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { ThanksTable } from '../tables.ts';

/** The newest thank-yous to a member that were given until then. */
export function thanksTo(tx: Tx, receiverId: string, until: Temporal.Instant, most: number) {
  return tx.db
    .selectFrom('thanks')
    .selectAll()
    .where('receiver_id', '=', receiverId)
    .where('created_at', '<=', iso(until))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

/** Those of a member's own that they may still take back, the newest first. */
export function thanksSince(tx: Tx, giverId: string, since: Temporal.Instant): Promise<ThanksTable[]> {
  return tx.db
    .selectFrom('thanks')
    .selectAll()
    .where('giver_id', '=', giverId)
    .where('created_at', '>', iso(since))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}
