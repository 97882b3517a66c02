import type { Selectable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { BadgeKey } from '../rules/badges.ts';
import type { BadgeTable } from '../tables.ts';

export type Badge = Selectable<BadgeTable>;

/** Awards a badge. @returns false when the member has it already. */
export async function insertBadge(
  tx: Tx,
  memberId: string,
  { badge, at, isQuiet }: { badge: BadgeKey; at: Temporal.Instant; isQuiet: boolean },
): Promise<boolean> {
  const row = {
    workspace_id: tx.workspaceId,
    member_id: memberId,
    badge,
    earned_at: iso(at),
    is_quiet: isQuiet ? 1 : 0,
  };
  const inserted = await tx.db
    .insertInto('badge')
    .values({ ...row, awarded_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'badge']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Takes a badge away that was complete at that time or later. @returns whether the member had it. */
export async function deleteBadge(
  tx: Tx,
  memberId: string,
  badge: BadgeKey,
  since: Temporal.Instant,
): Promise<boolean> {
  const deleted = await tx.db
    .deleteFrom('badge')
    .where('member_id', '=', memberId)
    .where('badge', '=', badge)
    .where('earned_at', '>=', iso(since))
    .executeTakeFirst();
  return affectedRows(deleted) > 0;
}

/** A badge that rested on a quiet ask is earned without it by now: it is news from here on. @returns whether it was such a one. */
export async function showBadge(tx: Tx, memberId: string, badge: BadgeKey): Promise<boolean> {
  const shown = await tx.db
    .updateTable('badge')
    .set({ is_quiet: 0, awarded_at: iso(tx.now) })
    .where('member_id', '=', memberId)
    .where('badge', '=', badge)
    .where('is_quiet', '=', 1)
    .executeTakeFirst();
  return affectedRows(shown) === 1;
}

const badges = (tx: Tx) => tx.db.selectFrom('badge').selectAll();

/** A member's badges, the newest first. */
export function badgesHeld(tx: Tx, memberId: string): Promise<Badge[]> {
  return badges(tx).where('member_id', '=', memberId).orderBy('earned_at', 'desc').orderBy('badge').execute();
}

/** Badges that were awarded since and that others may hear of, in order. */
export function awardedSince(tx: Tx, since: Temporal.Instant): Promise<Badge[]> {
  return badges(tx)
    .where('is_quiet', '=', 0)
    .where('awarded_at', '>', iso(since))
    .where('awarded_at', '<=', iso(tx.now))
    .orderBy('awarded_at')
    .orderBy('member_id')
    .orderBy('badge')
    .execute();
}

export type Choices = { onBoard: boolean; thanksShown: boolean };

/** What a member chose about being seen; both are on until they choose otherwise. */
export async function choicesOf(tx: Tx, memberId: string): Promise<Choices> {
  const row = await tx.db
    .selectFrom('recognition_choice')
    .selectAll()
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return { onBoard: row?.on_board !== 0, thanksShown: row?.thanks_shown === 1 };
}

export async function writeChoices(tx: Tx, memberId: string, { onBoard, thanksShown }: Choices): Promise<void> {
  const chosen = { on_board: onBoard ? 1 : 0, thanks_shown: thanksShown ? 1 : 0 };
  await tx.db
    .insertInto('recognition_choice')
    .values({ workspace_id: tx.workspaceId, member_id: memberId, ...chosen })
    .onConflict((c) => c.columns(['workspace_id', 'member_id']).doUpdateSet(chosen))
    .execute();
}

/** Ids of those who would rather not be on the board, or not have thanks to them shown. */
export async function whoHides(tx: Tx, what: 'on_board' | 'thanks_shown'): Promise<Set<string>> {
  const rows = await tx.db.selectFrom('recognition_choice').select('member_id').where(what, '=', 0).execute();
  return new Set(rows.map((row) => row.member_id));
}

/** Notes that a break begins now, or that the one going on now ends later or sooner than it was planned. */
export async function writeBreak(tx: Tx, memberId: string, until: Temporal.Instant): Promise<void> {
  const now = iso(tx.now);
  const changed = await tx.db
    .updateTable('member_break')
    .set({ ends_at: iso(until) })
    .where('member_id', '=', memberId)
    .where('started_at', '<=', now)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  if (affectedRows(changed) > 0) return;
  await tx.db
    .insertInto('member_break')
    .values({ workspace_id: tx.workspaceId, member_id: memberId, started_at: now, ends_at: iso(until) })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'started_at']).doUpdateSet({ ends_at: iso(until) }))
    .execute();
}

/** Ends the break that is going on now, if there is one. */
export async function endBreak(tx: Tx, memberId: string): Promise<void> {
  const now = iso(tx.now);
  await tx.db
    .updateTable('member_break')
    .set({ ends_at: now })
    .where('member_id', '=', memberId)
    .where('ends_at', '>', now)
    .execute();
}
