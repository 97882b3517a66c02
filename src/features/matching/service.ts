import type { Work } from '../../work.ts';
import { HELPED, topped, workingDay } from './exposure.ts';
import { forgetGoals } from './hint-store.ts';
import { exposureOf, recordChanges, saveExposure } from './store.ts';

export type { Maybe } from './hint-rules.ts';
export { helpWasUsed, maybeHelpers, planTitles, readTitlePage, readTitles, titleChanged } from './hints.ts';
export { hasMentor, mentorPage, rankMentors } from './mentors.ts';
export { forgetShown } from './shown-store.ts';
export { holdersChanged } from './store.ts';
export { warmUp } from './warm-up.ts';

/** Something that ranking looks at has changed for these people: the index reads them again before the next answer. */
export function profilesChanged(work: Work, memberIds: string[]): Promise<void> {
  return recordChanges(work, memberIds);
}

/** Somebody said yes to a request: others get the next turns. The caller touches them, so that the index learns of it. */
export async function noteHelp(work: Work, memberId: string): Promise<void> {
  const today = workingDay(work.now);
  const { amount, day } = (await exposureOf(work, memberId)) ?? { amount: 0, day: today };
  await saveExposure(work, memberId, topped(amount, day, today, HELPED), today);
}

/** A member does not want their goals to help others find somebody any more. */
export function stopHinting(work: Work, memberId: string): Promise<void> {
  return forgetGoals(work, memberId);
}
