import type { Work } from '../../../work.ts';

/** The words by which a member is found, and those that they typed before they picked a topic. */
export async function words({ db, workspaceId }: Work, memberId: string) {
  const found = await db
    .selectFrom('hint')
    .select('word')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    // Words of a goal are the asker's.
    .where('source', '=', 'title')
    .execute();
  const typed = await db
    .selectFrom('skill_alias')
    .select(['text', 'target as meant'])
    .where('workspace_id', '=', workspaceId)
    .where('seen_by', 'like', `%"${memberId}"%`)
    .execute();
  return { foundByWordsOfTitle: found.map((row) => row.word), typedAndMeant: typed };
}
