import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { offers } from '../../skills/store/held.ts';

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
    .expression(
      offers(tx)
        .select((e) => ['workspace_id', 'member_id', e.val(changed_at).as('changed_at')])
        .where('skill_id', '=', skillId)
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
