import { affectedRows } from '../../database/affected.ts';
import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';
import type { LaunchPostTable } from './tables.ts';

const posts = (tx: Tx) => tx.db.selectFrom('launch_post').selectAll();

export function findLaunch(tx: Tx, id: string): Promise<LaunchPostTable | undefined> {
  return posts(tx).where('id', '=', id).executeTakeFirst();
}

/** What was posted of the kit or is about to be, the newest first. */
export function launchesPosted(tx: Tx): Promise<LaunchPostTable[]> {
  return posts(tx).where('state', '!=', 'refused').orderBy('created_at', 'desc').orderBy('id').limit(100).execute();
}

/** Adds a post. @returns false when this text goes to this channel on this date already. */
export async function insertLaunch(
  tx: Tx,
  row: Omit<LaunchPostTable, 'workspace_id' | 'state' | 'created_at'>,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('launch_post')
    .values({ ...row, workspace_id: tx.workspaceId, state: 'posting', created_at: iso(tx.now) })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateLaunch(tx: Tx, id: string, to: Partial<LaunchPostTable>): Promise<void> {
  await tx.db.updateTable('launch_post').set(to).where('id', '=', id).execute();
}
