import type { Tx } from '../../../database/transaction.ts';
import type { Merge } from '../../skills/service/index.ts';
import { moveGoals } from '../store/index.ts';
import { mergeQuestions } from '../store/questions.ts';

/** Two topics are one: goals and questions about the first are about the second. */
export async function mergeTopics(tx: Tx, merge: Merge): Promise<void> {
  await mergeQuestions(tx, merge);
  await moveGoals(tx, merge);
}
