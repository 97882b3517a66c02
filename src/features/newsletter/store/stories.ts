import type { Updateable } from 'kysely';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import type { Story } from '../rules/index.ts';
import type { StoryTable } from '../tables.ts';

const toStory = (row: StoryTable): Story => ({
  id: row.id,
  sessionId: row.session_id,
  authorId: row.author_id,
  partnerId: row.partner_id,
  source: row.source,
  words: row.words,
  isNamed: row.is_named === 1,
  version: row.version,
  answer: row.answer ?? undefined,
  createdAt: instant(row.created_at),
  toldIn: row.told_in ?? undefined,
});

const stories = (tx: Tx) => tx.db.selectFrom('story').selectAll();

export type StoryKey = Pick<Story, 'sessionId' | 'authorId' | 'source'>;

export async function findStory(tx: Tx, { sessionId, authorId, source }: StoryKey): Promise<Story | undefined> {
  const row = await stories(tx)
    .where('session_id', '=', sessionId)
    .where('author_id', '=', authorId)
    .where('source', '=', source)
    .executeTakeFirst();
  return row && toStory(row);
}

/** Those of `ids` that are still there, in the order of `ids`. */
export async function findStories(tx: Tx, ids: string[]): Promise<Story[]> {
  if (ids.length === 0) return [];
  const rows = (await stories(tx).where('id', 'in', ids).execute()).map(toStory);
  return ids.flatMap((id) => rows.find((story) => story.id === id) ?? []);
}

/** A story that nobody else changes before this transaction is over. */
export async function lockStory(tx: Tx, id: string): Promise<Story | undefined> {
  await tx.db.updateTable('story').set(lockBy('version')).where('id', '=', id).execute();
  return (await findStories(tx, [id]))[0];
}

/** Agreed stories since then that no newsletter has told, the oldest first. */
export async function untoldSince(tx: Tx, since: Temporal.Instant): Promise<Story[]> {
  const rows = await stories(tx)
    .where('answer', 'in', ['named', 'unnamed'])
    .where('told_in', 'is', null)
    .where('created_at', '>=', iso(since))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toStory);
}

/** Stories that a member wrote or is part of, the newest first. */
export async function storiesWith(tx: Tx, memberId: string): Promise<Story[]> {
  const rows = await stories(tx)
    .where((e) => e.or([e('author_id', '=', memberId), e('partner_id', '=', memberId)]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toStory);
}

/** Stories about a session. */
export async function storiesAbout(tx: Tx, sessionId: string): Promise<Story[]> {
  const rows = await stories(tx).where('session_id', '=', sessionId).orderBy('id').execute();
  return rows.map(toStory);
}

export async function insertStory(
  tx: Tx,
  row: Omit<StoryTable, 'workspace_id' | 'version' | 'answer' | 'told_in' | 'created_at' | 'answered_at'>,
): Promise<void> {
  await tx.db
    .insertInto('story')
    .values({ ...row, workspace_id: tx.workspaceId, version: 1, created_at: iso(tx.now) })
    .execute();
}

export async function updateStories(tx: Tx, ids: string[], to: Updateable<StoryTable>): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.updateTable('story').set(to).where('id', 'in', ids).execute();
}

export async function deleteStory(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('story').where('id', '=', id).execute();
}
