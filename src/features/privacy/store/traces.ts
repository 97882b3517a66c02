import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { deleteOldBuddies } from './buddies.ts';
import { deleteOldCards } from './knowledge.ts';

/** Days for which traces of what happened are kept. */
const KEPT = {
  inbox: 7,
  jobs: 30,
  prompts: 90,
  contacts: 90,
  techniques: 7,
  shares: 7,
  stories: 120,
  goalNews: 90,
  invitations: 120,
  cards: 90,
};

/**
 * Deletes traces that nothing needs any more: what came in, finished jobs, old prompts and contacts, picks, shares,
 * stories that were not told while they were fresh, and what fitted goals.
 */
export async function deleteOldTraces(work: Work): Promise<void> {
  const before = (days: number) => iso(work.now.subtract({ hours: 24 * days }));
  const { db, workspaceId } = work;
  await db.deleteFrom('inbox').where('workspace_id', '=', workspaceId).where('at', '<', before(KEPT.inbox)).execute();
  await db
    .deleteFrom('job')
    .where('workspace_id', '=', workspaceId)
    .where('finished_at', '<', before(KEPT.jobs))
    .execute();
  await db
    .deleteFrom('prompt')
    .where('workspace_id', '=', workspaceId)
    .where('state', '!=', 'due')
    .where('due_at', '<', before(KEPT.prompts))
    .execute();
  await db
    .deleteFrom('contact')
    .where('workspace_id', '=', workspaceId)
    .where('at', '<', before(KEPT.contacts))
    .execute();
  await db
    .deleteFrom('technique')
    .where('workspace_id', '=', workspaceId)
    .where('created_at', '<', before(KEPT.techniques))
    .execute();
  await db
    .deleteFrom('moment_share')
    .where('workspace_id', '=', workspaceId)
    .where('shared_at', '<', before(KEPT.shares))
    .execute();
  await db
    .deleteFrom('invitation')
    .where('workspace_id', '=', workspaceId)
    .where('may_come_until', '<', before(KEPT.invitations))
    .execute();
  await db
    .deleteFrom('story')
    .where('workspace_id', '=', workspaceId)
    .where('told_in', 'is', null)
    .where('created_at', '<', before(KEPT.stories))
    .execute();
  await db
    .deleteFrom('goal_news')
    .where('workspace_id', '=', workspaceId)
    .where('noticed_at', '<', before(KEPT.goalNews))
    .where((e) => e.or([e('told_on', 'is', null), e('told_on', '<', before(KEPT.goalNews))]))
    .execute();
  await deleteOldBuddies(work, before);
  await deleteOldCards(work, before(KEPT.cards));
}
