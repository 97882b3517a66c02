import { affectedRows } from '../../database/affected.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { LaunchPostTable } from './tables.ts';

const posts = (work: Work) => work.db.selectFrom('launch_post').selectAll();

export function findLaunch(work: Work, id: string): Promise<LaunchPostTable | undefined> {
  return posts(work).where('id', '=', id).executeTakeFirst();
}

/** What was posted of the kit or is about to be, the newest first. */
export function launchesPosted(work: Work): Promise<LaunchPostTable[]> {
  return posts(work).where('state', '!=', 'refused').orderBy('created_at', 'desc').orderBy('id').limit(100).execute();
}

/** Adds a post. @returns false when this text goes to this channel on this date already. */
export async function insertLaunch(
  work: Work,
  row: Omit<LaunchPostTable, 'workspace_id' | 'state' | 'created_at'>,
): Promise<boolean> {
  const inserted = await work.db
    .insertInto('launch_post')
    .values({ ...row, workspace_id: work.workspaceId, state: 'posting', created_at: iso(work.now) })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateLaunch(work: Work, id: string, to: Partial<LaunchPostTable>): Promise<void> {
  await work.db.updateTable('launch_post').set(to).where('id', '=', id).execute();
}
