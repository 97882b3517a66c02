import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';

/** Of `mentorIds`, those who declined a request of this mentee since then. */
export async function declinedSince(
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

/** Of `memberIds`, those who are in a session at this moment. */
export async function inSession(tx: Tx, memberIds: string[]): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('session')
    .select(['mentor_id', 'mentee_id'])
    .where('state', 'in', ['open', 'running'])
    .where((e) => e.or([e('mentor_id', 'in', memberIds), e('mentee_id', 'in', memberIds)]))
    .execute();
  return new Set(rows.flatMap((row) => [row.mentor_id, row.mentee_id]));
}

export async function exposureOf(tx: Tx, memberId: string): Promise<{ amount: number; day: number } | undefined> {
  return tx.db.selectFrom('exposure').select(['amount', 'day']).where('member_id', '=', memberId).executeTakeFirst();
}

export async function saveExposure(tx: Tx, memberId: string, amount: number, day: number): Promise<void> {
  await tx.db
    .insertInto('exposure')
    .values({ workspace_id: tx.workspaceId, member_id: memberId, amount, day })
    .onConflict((c) => c.columns(['workspace_id', 'member_id']).doUpdateSet({ amount, day }))
    .execute();
}

/** Notes that what ranking knows of these people has changed. In one order, so that two transactions never wait for each other. */
export async function recordChanges(tx: Tx, memberIds: Iterable<string>): Promise<void> {
  for (const memberId of [...new Set(memberIds)].sort()) {
    const changed_at = iso(tx.now);
    await tx.db
      .insertInto('profile_change')
      .values({ workspace_id: tx.workspaceId, member_id: memberId, changed_at })
      .onConflict((c) => c.columns(['workspace_id', 'member_id']).doUpdateSet({ changed_at }))
      .execute();
  }
}

/** Notes that ranking has to look again at everybody who offers this skill. */
export async function holdersChanged(tx: Tx, skillId: string): Promise<void> {
  const changed_at = iso(tx.now);
  await tx.db
    .insertInto('profile_change')
    .columns(['workspace_id', 'member_id', 'changed_at'])
    .expression((e) =>
      e
        .selectFrom('member_skill')
        .select(['workspace_id', 'member_id', e.val(changed_at).as('changed_at')])
        .where('workspace_id', '=', tx.workspaceId)
        .where('skill_id', '=', skillId)
        .where('kind', '=', 'offers')
        .orderBy('member_id'),
    )
    .onConflict((c) => c.columns(['workspace_id', 'member_id']).doUpdateSet({ changed_at }))
    .execute();
}

/** Who changed at that time or later. */
export async function changedSince(tx: Tx, since: string): Promise<{ memberId: string; at: string }[]> {
  return tx.db
    .selectFrom('profile_change')
    .select(['member_id as memberId', 'changed_at as at'])
    .where('changed_at', '>=', since)
    .execute();
}

/** Ids of the next people who offer something, in order, after `last`. */
export async function nextOffering({ db }: Pick<Tx, 'db'>, last: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('member_skill')
    .select('member_id')
    .distinct()
    .where('kind', '=', 'offers')
    .where('member_id', '>', last)
    .orderBy('member_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.member_id);
}
