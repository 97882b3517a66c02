import { sql } from 'kysely';
import type { Schema } from '../../../database/schema.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { deleteOldCards } from './knowledge.ts';

/** What goes by its age alone: by which column, and after how many days. A row without a time there stays. */
const KEPT: { [Table in keyof Schema]?: [since: keyof Schema[Table] & string, days: number] } = {
  inbox: ['at', 7],
  job: ['finished_at', 30],
  contact: ['at', 90],
  technique: ['created_at', 7],
  moment_share: ['shared_at', 7],
  invitation: ['may_come_until', 120],
  // Owners count the answers, and fairness the pairs.
  buddy_check_in: ['asked_at', 180],
  buddy_pair: ['closed_at', 400],
  buddy_newcomer: ['ended_at', 400],
};

/** Days for which the rest is kept. */
const PROMPTS = 90;
const STORIES = 120;
const GOAL_NEWS = 90;
const CARDS = 90;

/**
 * Deletes traces that nothing needs any more, and of prompts, stories, what fitted goals and cards those that wait for
 * nobody and tell nothing.
 */
export async function deleteOldTraces(work: Work): Promise<void> {
  const before = (days: number) => iso(work.now.subtract({ hours: 24 * days }));
  const { db, workspaceId } = work;
  for (const [table, [since, days]] of Object.entries(KEPT))
    await db
      .deleteFrom(table as keyof typeof KEPT)
      .where('workspace_id', '=', workspaceId)
      .where(sql.ref(since), '<', before(days))
      .execute();
  await db
    .deleteFrom('prompt')
    .where('workspace_id', '=', workspaceId)
    .where('state', '!=', 'due')
    .where('due_at', '<', before(PROMPTS))
    .execute();
  await db
    .deleteFrom('story')
    .where('workspace_id', '=', workspaceId)
    .where('told_in', 'is', null)
    .where('created_at', '<', before(STORIES))
    .execute();
  await db
    .deleteFrom('goal_news')
    .where('workspace_id', '=', workspaceId)
    .where('noticed_at', '<', before(GOAL_NEWS))
    .where((e) => e.or([e('told_on', 'is', null), e('told_on', '<', before(GOAL_NEWS))]))
    .execute();
  await deleteOldCards(work, before(CARDS));
}
