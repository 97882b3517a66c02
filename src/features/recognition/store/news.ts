import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';

/** Ids of everybody about whom something that can earn a badge was noted since then. */
export async function withNewsSince(tx: Tx, since: Temporal.Instant): Promise<string[]> {
  const { db } = tx;
  const from = iso(since);
  const people = await Promise.all([
    db
      .selectFrom('session')
      .select(['mentor_id as a', 'mentee_id as b'])
      .where((e) => e.or([e('held_at', '>=', from), e('used_at', '>=', from), e('useful_at', '>=', from)]))
      .execute(),
    db
      .selectFrom('reflection')
      .select(['partner_id as a', 'partner_id as b'])
      .where('answered_at', '>=', from)
      .execute(),
    db.selectFrom('action').select(['owner_id as a', 'owner_id as b']).where('closed_at', '>=', from).execute(),
    db.selectFrom('thanks').select(['giver_id as a', 'receiver_id as b']).where('created_at', '>=', from).execute(),
    db
      .selectFrom('booking as k')
      .innerJoin('office_hours as h', 'h.id', 'k.hours_id')
      .innerJoin('session as s', 's.id', 'k.session_id')
      .select(['h.host_id as a', 'h.host_id as b'])
      .where('s.held_at', '>=', from)
      .execute(),
  ]);
  return [...new Set(people.flat().flatMap(({ a, b }) => [a, b]))].sort();
}
