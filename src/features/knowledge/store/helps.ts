import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';

/** Notes that a card helped somebody. @returns false when they had said so before. */
export async function insertHelp(tx: Tx, cardId: string, memberId: string, month: string): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('knowledge_help')
    .values({ workspace_id: tx.workspaceId, card_id: cardId, member_id: memberId, month })
    .onConflict((c) => c.columns(['workspace_id', 'card_id', 'member_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Whom a card helped so far. */
export async function helpedBy(tx: Tx, cardId: string): Promise<string[]> {
  const rows = await tx.db.selectFrom('knowledge_help').select('member_id').where('card_id', '=', cardId).execute();
  return rows.map((row) => row.member_id);
}

/** How many people each of these cards helped in a month; cards that helped nobody then are left out. */
export async function helpsIn(tx: Tx, cardIds: string[], month: string): Promise<Map<string, number>> {
  if (cardIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('knowledge_help')
    .select((e) => ['card_id', e.fn.countAll<number>().as('n')])
    .where('card_id', 'in', cardIds)
    .where('month', '=', month)
    .groupBy('card_id')
    .execute();
  return new Map(rows.map((row) => [row.card_id, Number(row.n)]));
}

/** Forgets whom a card helped. */
export async function deleteHelps(tx: Tx, cardId: string): Promise<void> {
  await tx.db.deleteFrom('knowledge_help').where('card_id', '=', cardId).execute();
}
