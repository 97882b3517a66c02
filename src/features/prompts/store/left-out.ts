import { sql } from 'kysely';
import type { Work } from '../../../work.ts';

/** Whether something is due for a person and not in a message that was sent. */
export async function isDueFor(work: Work, memberId: string, upTo: string): Promise<boolean> {
  const row = await work.db
    .selectFrom('prompt')
    .select('id')
    .where('member_id', '=', memberId)
    .where('state', '=', 'due')
    .where('due_at', '<=', upTo)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was said apart and has not been said yet belongs with the rest again. */
export async function joinAgain(work: Work, memberId: string): Promise<void> {
  await work.db
    .updateTable('prompt')
    .set({ apart: null })
    .where('member_id', '=', memberId)
    .where('state', '=', 'due')
    .where('apart', 'is not', null)
    .execute();
}

/** The members for whom something was due before then and no job of this kind says it. */
export async function membersLeftOut(work: Work, kind: string, before: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom('prompt')
    .select('member_id')
    .distinct()
    // Literally, so that the index of what is due serves it.
    .where(sql<boolean>`state = 'due'`)
    .where('due_at', '<=', before)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('job')
            .select('job.id')
            .whereRef('job.workspace_id', '=', 'prompt.workspace_id')
            .whereRef('job.lane', '=', 'prompt.member_id')
            .where('job.kind', '=', kind)
            .where('job.finished_at', 'is', null),
        ),
      ),
    )
    .execute();
  return rows.map((row) => row.member_id);
}
