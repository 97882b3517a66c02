import type { Work } from '../../../work.ts';

/** What the newsletter, the invitations and the launch kit keep about a member. */

/** Stories for the newsletter; the words of one that somebody else wrote are theirs. */
export async function collectInvited(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const stories = await db
    .selectFrom('story')
    .select(['source', 'words', 'is_named', 'told_in', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where('author_id', '=', memberId)
    .execute();
  const agreedTo = await db
    .selectFrom('story')
    .select(['author_id', 'answer', 'answered_at', 'told_in'])
    .where('workspace_id', '=', workspaceId)
    .where('partner_id', '=', memberId)
    .where('answer', 'is not', null)
    .execute();
  const newsletters = await db
    .selectFrom('newsletter')
    .select(['month', 'state'])
    .where('workspace_id', '=', workspaceId)
    .where('decided_by', '=', memberId)
    .execute();
  const invitations = await db
    .selectFrom('invitation')
    .select(['week', 'may_come_until'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const rounds = await db
    .selectFrom('momentum_round')
    .select(['week', 'state'])
    .where('workspace_id', '=', workspaceId)
    .where('decided_by', '=', memberId)
    .execute();
  const launched = await db
    .selectFrom('launch_post')
    .select(['piece', 'channel', 'on_date', 'state', 'heading', 'body'])
    .where('workspace_id', '=', workspaceId)
    .where('by_id', '=', memberId)
    .execute();
  return {
    launched,
    invitations,
    invitationsDecided: rounds,
    stories,
    storiesAnswered: agreedTo,
    newslettersDecided: newsletters,
  };
}

/** Takes it out of the tables. What an owner posted for everybody stays, without saying who it was. */
export async function eraseInvited(work: Work, memberId: string): Promise<void> {
  const { db, workspaceId } = work;
  await db
    .deleteFrom('story')
    .where('workspace_id', '=', workspaceId)
    .where((e) => e.or([e('author_id', '=', memberId), e('partner_id', '=', memberId)]))
    .execute();
  await db.deleteFrom('invitation').where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).execute();
  await db
    .updateTable('launch_post')
    .set({ by_id: null, heading: '', body: '' })
    .where('workspace_id', '=', workspaceId)
    .where('by_id', '=', memberId)
    .execute();
  for (const table of ['newsletter', 'momentum_round'] as const)
    await db
      .updateTable(table)
      .set({ decided_by: null })
      .where('workspace_id', '=', workspaceId)
      .where('decided_by', '=', memberId)
      .execute();
}
