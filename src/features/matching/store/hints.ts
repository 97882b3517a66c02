import type { Tx } from '../../../database/transaction.ts';
import { allMembers } from '../../members/store/index.ts';
import { sessionsOfMentee } from '../../sessions/store/history.ts';
import { COMMON, type Hint } from '../rules/hints.ts';
import type { HintTable } from '../tables.ts';

/** Hints that hold one of these words, but for words that too many people have; and how many people there are. */
export async function hintsFor(tx: Tx, words: string[]): Promise<{ hints: Hint[]; people: number }> {
  const hints: Hint[] = [];
  for (const word of words) {
    const rows = await tx.db
      .selectFrom('hint')
      .select(['word', 'member_id as memberId', 'source', 'session_id as sessionId'])
      .where('word', '=', word)
      .orderBy('member_id')
      .limit(COMMON + 1)
      .execute();
    if (rows.length <= COMMON) hints.push(...rows);
  }
  const { n } = await allMembers(tx)
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return { hints, people: Number(n) };
}

/** Replaces the words of somebody's title. */
export async function writeTitle(tx: Tx, member_id: string, words: string[]): Promise<void> {
  await tx.db.deleteFrom('hint').where('member_id', '=', member_id).where('source', '=', 'title').execute();
  await insert(tx, { member_id, source: 'title', session_id: '' }, words);
}

/** Replaces the words of a session's goal, which lead to who helped. */
export async function writeGoal(tx: Tx, session_id: string, member_id: string, words: string[]): Promise<void> {
  await tx.db.deleteFrom('hint').where('session_id', '=', session_id).execute();
  await insert(tx, { member_id, source: 'goal', session_id }, words);
}

async function insert(tx: Tx, of: Omit<HintTable, 'workspace_id' | 'word'>, words: string[]): Promise<void> {
  if (words.length === 0) return;
  const rows = words.map((word) => ({ ...of, word, workspace_id: tx.workspaceId }));
  await tx.db.insertInto('hint').values(rows).execute();
}

/** The words that are kept of these members' titles. */
export async function titleWords(tx: Tx, memberIds: string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>(memberIds.map((id) => [id, new Set()]));
  if (memberIds.length === 0) return found;
  const rows = await tx.db
    .selectFrom('hint')
    .select(['member_id', 'word'])
    .where('member_id', 'in', memberIds)
    .where('source', '=', 'title')
    .execute();
  for (const { member_id, word } of rows) found.get(member_id)?.add(word);
  return found;
}

/** Takes back what this member's goals did for finding helpers. */
export async function forgetGoalsOf(tx: Tx, menteeId: string): Promise<void> {
  await tx.db.deleteFrom('hint').where('session_id', 'in', sessionsOfMentee(tx, menteeId)).execute();
}
