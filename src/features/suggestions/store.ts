import type { Selectable, Updateable } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import { lockBy } from '../../database/lock.ts';
import type { Tx } from '../../database/transaction.ts';
import { instant } from '../../time.ts';
import type { Suggestion } from './rules.ts';
import type { SuggestionTable } from './tables.ts';

const suggestions = (tx: Tx) => tx.db.selectFrom('suggestion').selectAll();

const toSuggestion = (row: Selectable<SuggestionTable>): Suggestion => ({
  id: row.id,
  memberId: row.member_id ?? undefined,
  words: row.words,
  state: row.state,
  answer: row.answer,
  answeredBy: row.answered_by ?? undefined,
  answeredAt: row.answered_at ?? '',
  createdAt: instant(row.created_at),
});

export async function findSuggestion(tx: Tx, id: string): Promise<Suggestion | undefined> {
  const row = await suggestions(tx).where('id', '=', id).executeTakeFirst();
  return row && toSuggestion(row);
}

/** One that nobody else answers before this transaction is over. */
export async function lockSuggestion(tx: Tx, id: string): Promise<Suggestion | undefined> {
  await tx.db.updateTable('suggestion').set(lockBy('state')).where('id', '=', id).execute();
  return findSuggestion(tx, id);
}

/** Those that wait for an answer (`new`), or for others to go with (`kept`), the oldest first and else in no order. */
export async function suggestionsIn(tx: Tx, state: 'kept' | 'new'): Promise<Suggestion[]> {
  const rows = await suggestions(tx).where('state', '=', state).orderBy('created_at').orderBy('id').execute();
  return rows.map(toSuggestion);
}

/** The last that were answered. */
export async function answeredSuggestions(tx: Tx, most: number): Promise<Suggestion[]> {
  const answered = suggestions(tx).where('answered_at', 'is not', null).orderBy('answered_at', 'desc').orderBy('id');
  return (await answered.limit(most).execute()).map(toSuggestion);
}

/** @returns false when it is there already. */
export async function insertSuggestion(
  tx: Tx,
  row: Pick<SuggestionTable, 'id' | 'member_id' | 'words' | 'state' | 'created_at'>,
): Promise<boolean> {
  const unanswered = { answer: '', answered_by: null, answered_at: null };
  const inserted = await tx.db
    .insertInto('suggestion')
    .values({ ...row, ...unanswered, workspace_id: tx.workspaceId })
    .onConflict((c) => c.column('id').doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateSuggestion(tx: Tx, id: string, to: Updateable<SuggestionTable>): Promise<void> {
  await tx.db.updateTable('suggestion').set(to).where('id', '=', id).execute();
}

/** Owners can read those that waited for others, from this instant on. */
export async function showKept(tx: Tx, createdAt: string): Promise<void> {
  await tx.db
    .updateTable('suggestion')
    .set({ state: 'new', created_at: createdAt })
    .where('state', '=', 'kept')
    .execute();
}

export async function insertTell(tx: Tx, suggestionId: string, memberId: string): Promise<void> {
  await tx.db
    .insertInto('suggestion_tell')
    .values({ workspace_id: tx.workspaceId, suggestion_id: suggestionId, member_id: memberId })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Who is told what becomes of a nameless one. */
export async function toTell(tx: Tx, suggestionId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('suggestion_tell')
    .select('member_id')
    .where('suggestion_id', '=', suggestionId)
    .orderBy('member_id')
    .execute();
  return rows.map((row) => row.member_id);
}

export async function deleteTell(tx: Tx, suggestionId: string, memberId: string): Promise<void> {
  await tx.db
    .deleteFrom('suggestion_tell')
    .where('suggestion_id', '=', suggestionId)
    .where('member_id', '=', memberId)
    .execute();
}
