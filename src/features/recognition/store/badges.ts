import type { Selectable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import type { BadgeKey } from '../rules/badges.ts';
import type { BadgeTable } from '../tables.ts';

export type Badge = Selectable<BadgeTable>;

/** Awards a badge. @returns false when the member has it already. */
export async function insertBadge(
  work: Work,
  memberId: string,
  { badge, at, isQuiet }: { badge: BadgeKey; at: Temporal.Instant; isQuiet: boolean },
): Promise<boolean> {
  const row = {
    workspace_id: work.workspaceId,
    member_id: memberId,
    badge,
    earned_at: iso(at),
    is_quiet: isQuiet ? 1 : 0,
  };
  const inserted = await work.db
    .insertInto('badge')
    .values({ ...row, awarded_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'badge']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Takes a badge away that was complete at that time or later. @returns whether the member had it. */
export async function deleteBadge(
  work: Work,
  memberId: string,
  badge: BadgeKey,
  since: Temporal.Instant,
): Promise<boolean> {
  const deleted = await work.db
    .deleteFrom('badge')
    .where('member_id', '=', memberId)
    .where('badge', '=', badge)
    .where('earned_at', '>=', iso(since))
    .executeTakeFirst();
  return affectedRows(deleted) > 0;
}

/** A badge that rested on a quiet ask is earned without it by now: it is news from here on. */
export async function showBadge(work: Work, memberId: string, badge: BadgeKey): Promise<void> {
  await work.db
    .updateTable('badge')
    .set({ is_quiet: 0, awarded_at: iso(work.now) })
    .where('member_id', '=', memberId)
    .where('badge', '=', badge)
    .where('is_quiet', '=', 1)
    .execute();
}

const badges = (work: Work) => work.db.selectFrom('badge').selectAll();

/** A member's badges, the newest first. */
export function badgesHeld(work: Work, memberId: string): Promise<Badge[]> {
  return badges(work).where('member_id', '=', memberId).orderBy('earned_at', 'desc').orderBy('badge').execute();
}

/** Badges that were awarded since and that others may hear of, in order. */
export function awardedSince(work: Work, since: Temporal.Instant): Promise<Badge[]> {
  return badges(work)
    .where('is_quiet', '=', 0)
    .where('awarded_at', '>', iso(since))
    .where('awarded_at', '<=', iso(work.now))
    .orderBy('awarded_at')
    .orderBy('member_id')
    .orderBy('badge')
    .execute();
}

export type Choices = { onBoard: boolean; thanksShown: boolean };

/** What a member chose about being seen; both are on until they choose otherwise. */
export async function choicesOf(work: Work, memberId: string): Promise<Choices> {
  const row = await work.db
    .selectFrom('recognition_choice')
    .selectAll()
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return { onBoard: row?.on_board !== 0, thanksShown: row?.thanks_shown === 1 };
}

export async function writeChoices(work: Work, memberId: string, { onBoard, thanksShown }: Choices): Promise<void> {
  const chosen = { on_board: onBoard ? 1 : 0, thanks_shown: thanksShown ? 1 : 0 };
  await work.db
    .insertInto('recognition_choice')
    .values({ workspace_id: work.workspaceId, member_id: memberId, ...chosen })
    .onConflict((c) => c.columns(['workspace_id', 'member_id']).doUpdateSet(chosen))
    .execute();
}

/** Ids of those who would rather not be on the board, or not have thanks to them shown. */
export async function whoHides(work: Work, what: 'on_board' | 'thanks_shown'): Promise<Set<string>> {
  const rows = await work.db.selectFrom('recognition_choice').select('member_id').where(what, '=', 0).execute();
  return new Set(rows.map((row) => row.member_id));
}

/** Notes that a break begins now, or that the one going on now ends later or sooner than it was planned. */
export async function writeBreak(work: Work, memberId: string, until: Temporal.Instant): Promise<void> {
  const now = iso(work.now);
  const changed = await work.db
    .updateTable('member_break')
    .set({ ends_at: iso(until) })
    .where('member_id', '=', memberId)
    .where('started_at', '<=', now)
    .where('ends_at', '>', now)
    .executeTakeFirst();
  if (affectedRows(changed) > 0) return;
  await work.db
    .insertInto('member_break')
    .values({ workspace_id: work.workspaceId, member_id: memberId, started_at: now, ends_at: iso(until) })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'started_at']).doUpdateSet({ ends_at: iso(until) }))
    .execute();
}

/** Ends the break that is going on now, if there is one. */
export async function endBreak(work: Work, memberId: string): Promise<void> {
  const now = iso(work.now);
  await work.db
    .updateTable('member_break')
    .set({ ends_at: now })
    .where('member_id', '=', memberId)
    .where('ends_at', '>', now)
    .execute();
}
