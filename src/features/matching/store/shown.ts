import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { ShownMentorTable } from '../tables.ts';

export type Search = Pick<ShownMentorTable, 'asker_id' | 'skill_id' | 'on_date' | 'how'>;

/** Whom this search showed before on this day, best first, and whether any search for the topic showed anybody. */
export async function shownBefore(tx: Tx, search: Search): Promise<{ ids: string[]; isFirst: boolean }> {
  const rows = await tx.db
    .selectFrom('shown_mentor')
    .select(['mentor_id', 'how'])
    .where('asker_id', '=', search.asker_id)
    .where('skill_id', '=', search.skill_id)
    .where('on_date', '=', search.on_date)
    .orderBy('place')
    .orderBy('mentor_id')
    .execute();
  const ids = rows.filter((row) => row.how === search.how).map((row) => row.mentor_id);
  return { ids, isFirst: rows.length === 0 };
}

/**
 * Notes whom this search shows after those of before. @returns whether anything was added: of two at the same moment
 * only one adds it. Rows are written in one order, so that two transactions never wait for each other.
 */
export async function addShown(tx: Tx, search: Search, ids: string[], from: number): Promise<boolean> {
  if (ids.length === 0) return false;
  const rows = ids.map((mentor_id, i) => ({
    ...{ ...search, mentor_id, place: from + i },
    ...{ workspace_id: tx.workspaceId, shown_at: iso(tx.now) },
  }));
  const result = await tx.db
    .insertInto('shown_mentor')
    .values(rows.sort((a, b) => (a.mentor_id < b.mentor_id ? -1 : 1)))
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(result) > 0;
}

/** Whoever was shown people for a topic that is another one now is shown those of that one. */
export async function forgetShown(tx: Tx, skillId: string): Promise<void> {
  await tx.db.deleteFrom('shown_mentor').where('skill_id', '=', skillId).execute();
}
