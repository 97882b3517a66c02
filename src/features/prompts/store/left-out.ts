import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { liveJobs } from '../../../jobs/store.ts';

/** Whether something is due for a person and not in a message that was sent. */
export async function isDueFor(tx: Tx, memberId: string, upTo: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('prompt')
    .select('id')
    .where('member_id', '=', memberId)
    .where('state', '=', 'due')
    .where('due_at', '<=', upTo)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was said apart and has not been said yet belongs with the rest again. */
export async function joinAgain(tx: Tx, memberId: string): Promise<void> {
  await tx.db
    .updateTable('prompt')
    .set({ apart: null })
    .where('member_id', '=', memberId)
    .where('state', '=', 'due')
    .where('apart', 'is not', null)
    .execute();
}

/** The members for whom something was due before then and no job of this kind says it. */
export async function membersLeftOut(tx: Tx, kind: string, before: string): Promise<string[]> {
  const saying = liveJobs(tx)
    .select('job.id')
    .where('job.lane', '=', sql.ref<string>('prompt.member_id'))
    .where('job.kind', '=', kind);
  const rows = await tx.db
    .selectFrom('prompt')
    .select('member_id')
    .distinct()
    // Literally, so that the index of what is due serves it.
    .where(sql<boolean>`state = 'due'`)
    .where('due_at', '<=', before)
    .where((e) => e.not(e.exists(saying)))
    .execute();
  return rows.map((row) => row.member_id);
}
