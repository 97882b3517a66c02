import type { Work } from '../../../work.ts';

/** As a newcomer they see only buddies of whom they were told: who declined is nobody's business. */
export async function collectBuddies(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const welcoming = await db
    .selectFrom('buddy_willing')
    .select('since')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  const newcomer = await db
    .selectFrom('buddy_newcomer')
    .select(['starts_on', 'state', 'has_changed', 'ended_at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  const askedToBeBuddy = await db
    .selectFrom('buddy_pair')
    .select(['newcomer_id', 'state', 'asked_at', 'accepted_at', 'closed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('buddy_id', '=', memberId)
    .execute();
  const hadAsBuddy = await db
    .selectFrom('buddy_pair')
    .select(['buddy_id', 'state', 'accepted_at', 'closed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('newcomer_id', '=', memberId)
    .where('told_at', 'is not', null)
    .execute();
  const checkIns = await db
    .selectFrom('buddy_check_in')
    .select(['day', 'asked_at', 'choice', 'line'])
    .where('workspace_id', '=', workspaceId)
    .where('newcomer_id', '=', memberId)
    .execute();
  return { welcomingSince: welcoming?.since, newcomer, askedToBeBuddy, hadAsBuddy, checkIns };
}

/** A pair that came about stays as two ids, for whoever was the other one; questions without a yes go altogether. */
export async function eraseBuddies(work: Work, memberId: string): Promise<void> {
  const { db, workspaceId } = work;
  await db
    .deleteFrom('buddy_willing')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  await db
    .deleteFrom('buddy_newcomer')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  await db
    .deleteFrom('buddy_check_in')
    .where('workspace_id', '=', workspaceId)
    .where('newcomer_id', '=', memberId)
    .execute();
  await db
    .deleteFrom('buddy_pair')
    .where('workspace_id', '=', workspaceId)
    .where('accepted_at', 'is', null)
    .where((e) => e.or([e('newcomer_id', '=', memberId), e('buddy_id', '=', memberId)]))
    .execute();
}
