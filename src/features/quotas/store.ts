import type { Tx } from '../../database/transaction.ts';

export type Key = { memberId: string; kind: string; toId: string };

/** How often, on a date and since another one. */
export async function usedSince(tx: Tx, key: Key, from: string, today: string) {
  const rows = await tx.db
    .selectFrom('quota_use')
    .select(['on_date', 'n'])
    .where('member_id', '=', key.memberId)
    .where('kind', '=', key.kind)
    .where('to_id', '=', key.toId)
    .where('on_date', '>=', from)
    .execute();
  const sum = (counted: typeof rows) => counted.reduce((total, row) => total + row.n, 0);
  // A member who flew west has used up some of a day that is still to come: it counts as today.
  return { today: sum(rows.filter((row) => row.on_date >= today)), thisWeek: sum(rows) };
}

/** Those of `toIds` for whom this member did something `most` times or more since a date. */
export async function usedUp(tx: Tx, { memberId, kind }: Omit<Key, 'toId'>, from: string, most: number) {
  const rows = await tx.db
    .selectFrom('quota_use')
    .select((e) => ['to_id', e.fn.sum<number>('n').as('n')])
    .where('member_id', '=', memberId)
    .where('kind', '=', kind)
    .where('to_id', '!=', '')
    .where('on_date', '>=', from)
    .groupBy('to_id')
    .execute();
  return rows.filter((row) => Number(row.n) >= most).map((row) => row.to_id);
}

/** Counts `by` more on a date; taking back never leads below nothing. */
export async function addUse(tx: Tx, key: Key, on_date: string, by: 1 | -1): Promise<void> {
  const row = { workspace_id: tx.workspaceId, member_id: key.memberId, kind: key.kind, to_id: key.toId, on_date };
  if (by === 1)
    await tx.db
      .insertInto('quota_use')
      .values({ ...row, n: 1 })
      .onConflict((c) =>
        c
          .columns(['workspace_id', 'member_id', 'kind', 'to_id', 'on_date'])
          .doUpdateSet((e) => ({ n: e('quota_use.n', '+', 1) })),
      )
      .execute();
  else
    await tx.db
      .updateTable('quota_use')
      .set((e) => ({ n: e('n', '-', 1) }))
      .where((e) => e.and(row))
      .where('n', '>', 0)
      .execute();
}

/** Forgets what no quota looks at any more. */
export async function deleteUsesBefore(tx: Tx, memberId: string, date: string): Promise<void> {
  await tx.db.deleteFrom('quota_use').where('member_id', '=', memberId).where('on_date', '<', date).execute();
}
