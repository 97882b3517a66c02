import type { Work } from '../../../work.ts';

/** What a member typed before they picked a topic, as long as it is known that it was them. */
export async function words({ db, workspaceId }: Work, memberId: string) {
  const typed = await db
    .selectFrom('skill_alias')
    .select(['text', 'target as meant'])
    .where('workspace_id', '=', workspaceId)
    .where('seen_by', 'like', `%"${memberId}"%`)
    .execute();
  return { typedAndMeant: typed };
}
