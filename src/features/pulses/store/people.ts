import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { memberRows, reachableMembers } from '../../members/store/index.ts';
import { tellableRequests } from '../../requests/store/index.ts';
import { tellableSessions } from '../../sessions/store/history.ts';
import { workspaceRow } from '../../settings/store.ts';

type Asking = {
  allowGuests: boolean;
  /** The kind of prompt that somebody who rests has muted. */
  kind: string;
  /** Who is on a break until after then is not asked. */
  closesAt: string;
};

/** Members who can be asked, and are not being asked. */
function askable(tx: Tx, { allowGuests, kind, closesAt }: Asking) {
  const asked = tx.db
    .selectFrom('pulse_asked')
    .select('member_id')
    .where('member_id', '=', sql.ref<string>('member.id'));
  let query = reachableMembers(tx)
    .select('member.id')
    .where('member.mutes', 'not like', `%"${kind}"%`)
    .where((e) => e.or([e('member.paused_until', 'is', null), e('member.paused_until', '<', closesAt)]))
    .where((e) => e.not(e.exists(asked)));
  if (!allowGuests) query = query.where('member.is_guest', '=', 0);
  return query;
}

export async function askableIds(tx: Tx, asking: Asking): Promise<string[]> {
  const rows = await askable(tx, asking).orderBy('member.id').execute();
  return rows.map((row) => row.id);
}

/** Those of them whom the app knows since after then. */
export async function newcomerIds(tx: Tx, asking: Asking, since: string): Promise<string[]> {
  const rows = await askable(tx, asking).where('member.created_at', '>', since).orderBy('member.id').execute();
  return rows.map((row) => row.id);
}

/** Since when the app knows somebody, and the workspace. */
export async function knownSince(tx: Tx, memberId: string): Promise<{ member?: string; workspace?: string }> {
  const [member] = await memberRows(tx, [memberId]);
  const workspace = await workspaceRow(tx);
  return {
    ...(member ? { member: member.created_at } : {}),
    ...(workspace ? { workspace: workspace.created_at } : {}),
  };
}

/** Whether somebody asked, and helped, since then. What rests on a quiet ask counts as neither. */
export async function tookPart(tx: Tx, memberId: string, since: Temporal.Instant) {
  const asked = await tellableRequests(tx)
    .select('id')
    .where('mentee_id', '=', memberId)
    .where('created_at', '>=', iso(since))
    .executeTakeFirst();
  const held = await tellableSessions(tx)
    .select(['mentor_id', 'mentee_id'])
    .where((e) => e.or([e('mentor_id', '=', memberId), e('mentee_id', '=', memberId)]))
    .where('held_at', '>=', iso(since))
    .execute();
  return {
    asked: asked !== undefined || held.some((one) => one.mentee_id === memberId),
    helped: held.some((one) => one.mentor_id === memberId),
  };
}
