import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import type { QuietBlockTable } from '../tables.ts';

const blocks = (work: Work) => work.db.selectFrom('quiet_block');

/** Of `ids`, those whom nothing of `askerId` may reach since they asked them quietly; `before` = only blocks of then. */
export async function unwantedBy(
  work: Work,
  askerId: string,
  ids: string[],
  before?: Temporal.Instant,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const all = blocks(work).select('member_id').where('blocked_id', '=', askerId).where('member_id', 'in', ids);
  const rows = await (before ? all.where('made_at', '<', iso(before)) : all).execute();
  return new Set(rows.map((row) => row.member_id));
}

/** Whether a member made one for this. */
export async function hasQuietBlock(work: Work, forId: string, memberId: string): Promise<boolean> {
  const row = await blocks(work)
    .select('for_id')
    .where('for_id', '=', forId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertQuietBlock(
  work: Work,
  block: Omit<QuietBlockTable, 'workspace_id' | 'made_at'>,
): Promise<void> {
  await work.db
    .insertInto('quiet_block')
    .values({ ...block, workspace_id: work.workspaceId, made_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'for_id']).doNothing())
    .execute();
}

export async function deleteQuietBlock(work: Work, forId: string, memberId: string): Promise<void> {
  await work.db.deleteFrom('quiet_block').where('for_id', '=', forId).where('member_id', '=', memberId).execute();
}
