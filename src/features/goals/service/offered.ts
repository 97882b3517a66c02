import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { refreshPrompts } from '../../prompts/service.ts';
import { questionsOf } from '../store/questions.ts';
import { freshGroup, ladderGroup } from './kinds.ts';
import { newsChanged } from './news.ts';

/** What a member offers has changed elsewhere: the questions about it show what is left to answer. */
export async function offersChanged(work: Work, memberId: string): Promise<void> {
  for (const { skillId } of await questionsOf(work, memberId, 'ladder'))
    await refreshPrompts(work, ladderGroup(memberId, skillId));
  const askedAt = new Set((await questionsOf(work, memberId, 'fresh')).map((question) => iso(question.askedAt)));
  await newsChanged(work, 'helper', memberId);
  for (const moment of askedAt) await refreshPrompts(work, freshGroup(memberId, moment));
}
