import type { Tx } from '../../../database/transaction.ts';
import { addExposure, HELPED, workingDay } from '../rules/exposure.ts';
import { exposureOf, recordChanges, saveExposure } from '../store/index.ts';

export type { Maybe } from '../rules/hints.ts';
export { forgetGoalsOf } from '../store/hints.ts';
export { holdersChanged } from '../store/index.ts';
export { forgetShown } from '../store/shown.ts';
export { goalHelped, maybeHelpers, planTitles, readTitlePage, readTitlesJob, titleChanged } from './hints.ts';
export { hasMentor, mentorPage, rankMentors } from './mentors.ts';
export { warmUp } from './warm-up.ts';

/** Something that ranking looks at has changed for these people: the index reads them again before the next answer. */
export function profilesChanged(tx: Tx, memberIds: string[]): Promise<void> {
  return recordChanges(tx, memberIds);
}

/** Somebody said yes to a request: others get the next turns. The caller touches them, so that the index learns of it. */
export async function noteHelp(tx: Tx, memberId: string): Promise<void> {
  const today = workingDay(tx.now);
  const { amount, day } = (await exposureOf(tx, memberId)) ?? { amount: 0, day: today };
  await saveExposure(tx, memberId, addExposure(amount, day, today, HELPED), today);
}
