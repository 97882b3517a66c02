import type { Tx } from '../../../database/transaction.ts';

/** What somebody wrote when they looked back, by session; theirs alone. */
export async function wordsOfAuthor(tx: Tx, authorId: string): Promise<Map<string, string>> {
  const rows = await tx.db
    .selectFrom('reflection')
    .select(['session_id', 'answer'])
    .where('author_id', '=', authorId)
    .where('answered_at', 'is not', null)
    .execute();
  return new Map(rows.flatMap((row) => (row.answer ? [[row.session_id, row.answer] as const] : [])));
}

/** What a mentee said of what they used, as “outcome”. */
export const outcomesOfMentee = (tx: Tx, menteeId: string) =>
  tx.db.selectFrom('outcome').where('outcome.mentee_id', '=', menteeId);
