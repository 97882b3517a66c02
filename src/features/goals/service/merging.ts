import type { Work } from '../../../work.ts';
import { type Merge, moveSkill } from '../../skills/service/index.ts';
import { mergeQuestions } from '../store/questions.ts';

/** Two topics are one: goals and questions about the first are about the second. */
export async function mergeTopics(work: Work, merge: Merge): Promise<void> {
  await mergeQuestions(work, merge);
  await moveSkill(work, 'goal', merge);
}
