import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';

type Asking = {
  allowGuests: boolean;
  /** The kind of prompt that somebody who rests has muted. */
  kind: string;
  /** Who is on a break until after then is not asked. */
  closesAt: string;
};

/** Members who can be asked, and are not being asked. */
function askable(tx: Tx, { allowGuests, kind, closesAt }: Asking) {
  let query = tx.db
    .selectFrom('member as m')
    .select('m.id')
    .where('m.is_deactivated', '=', 0)
    .where('m.is_bot', '=', 0)
    .where('m.erased_at', 'is', null)
    .where('m.unreachable', 'is', null)
    .where('m.mutes', 'not like', `%"${kind}"%`)
    .where((e) => e.or([e('m.paused_until', 'is', null), e('m.paused_until', '<', closesAt)]))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('pulse_asked as a')
            .select(sql`1`.as('one'))
            .whereRef('a.workspace_id', '=', 'm.workspace_id')
            .whereRef('a.member_id', '=', 'm.id'),
        ),
      ),
    );
  if (!allowGuests) query = query.where('m.is_guest', '=', 0);
  return query;
}

export async function askableIds(tx: Tx, asking: Asking): Promise<string[]> {
  const rows = await askable(tx, asking).orderBy('m.id').execute();
  return rows.map((row) => row.id);
}

/** Those of them whom the app knows since after then. */
export async function newcomerIds(tx: Tx, asking: Asking, since: string): Promise<string[]> {
  const rows = await askable(tx, asking).where('m.created_at', '>', since).orderBy('m.id').execute();
  return rows.map((row) => row.id);
}

/** Since when the app knows somebody, and the workspace. */
export async function knownSince(tx: Tx, memberId: string): Promise<{ member?: string; workspace?: string }> {
  const member = await tx.db.selectFrom('member').select('created_at').where('id', '=', memberId).executeTakeFirst();
  const workspace = await tx.db.selectFrom('workspace').select('created_at').executeTakeFirst();
  return {
    ...(member ? { member: member.created_at } : {}),
    ...(workspace ? { workspace: workspace.created_at } : {}),
  };
}

/** Whether somebody asked, and helped, since then. What rests on a quiet ask counts as neither. */
export async function tookPart(tx: Tx, memberId: string, since: Temporal.Instant) {
  const asked = await tx.db
    .selectFrom('request')
    .select('id')
    .where('mentee_id', '=', memberId)
    .where('is_anonymous', '=', 0)
    .where('created_at', '>=', iso(since))
    .executeTakeFirst();
  const held = await tx.db
    .selectFrom('session')
    .select(['mentor_id', 'mentee_id'])
    .where((e) => e.or([e('mentor_id', '=', memberId), e('mentee_id', '=', memberId)]))
    .where('is_quiet', '=', 0)
    .where('held_at', '>=', iso(since))
    .execute();
  return {
    asked: asked !== undefined || held.some((one) => one.mentee_id === memberId),
    helped: held.some((one) => one.mentor_id === memberId),
  };
}
