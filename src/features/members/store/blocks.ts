import type { Tx } from '../../../database/transaction.ts';

/** Of `ids`, those who would rather not be matched with `memberId`, or whom they would rather not be matched with. */
export async function blockedWith(tx: Tx, memberId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('member_block')
    .select(['member_id', 'blocked_id'])
    .where((e) =>
      e.or([
        e.and([e('member_id', '=', memberId), e('blocked_id', 'in', ids)]),
        e.and([e('blocked_id', '=', memberId), e('member_id', 'in', ids)]),
      ]),
    )
    .execute();
  return new Set(rows.map((row) => (row.member_id === memberId ? row.blocked_id : row.member_id)));
}

/** Whom this member would rather not be matched with. */
export async function blocksOf(tx: Tx, memberId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('member_block')
    .select('blocked_id')
    .where('member_id', '=', memberId)
    .orderBy('blocked_id')
    .execute();
  return rows.map((row) => row.blocked_id);
}

export async function setBlocks(tx: Tx, memberId: string, blocked: string[]): Promise<void> {
  await tx.db.deleteFrom('member_block').where('member_id', '=', memberId).execute();
  if (blocked.length === 0) return;
  const rows = blocked.map((id) => ({ workspace_id: tx.workspaceId, member_id: memberId, blocked_id: id }));
  await tx.db.insertInto('member_block').values(rows).execute();
}
