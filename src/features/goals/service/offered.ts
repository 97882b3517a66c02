import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import { questionsOf } from '../store/questions.ts';
import { freshGroup, ladderGroup } from './job-kinds.ts';
import { newsChanged } from './news.ts';

/** What a member offers has changed elsewhere: the questions about it show what is left to answer. */
export async function offersChanged(tx: Tx, memberId: string): Promise<void> {
  for (const { skillId } of await questionsOf(tx, memberId, 'ladder'))
    await refreshPrompts(tx, ladderGroup(memberId, skillId));
  const askedAt = new Set((await questionsOf(tx, memberId, 'fresh')).map((question) => iso(question.askedAt)));
  await newsChanged(tx, 'helper', memberId);
  for (const moment of askedAt) await refreshPrompts(tx, freshGroup(memberId, moment));
}
