import type { Work } from '../../work.ts';
import { HELPED, topped, workingDay } from './exposure.ts';
import { forgetGoals } from './hint-store.ts';
import { standing } from './standing.ts';
import { exposureOf, recordChanges, saveExposure } from './store.ts';
import * as topics from './topics.ts';
import { knownTo } from './workspace-lexicon.ts';

export type { Pair } from './duplicates.ts';
export { learnAlias, mergeSkills } from './growth.ts';
export type { Maybe } from './hint-rules.ts';
export { helpWasUsed, maybeHelpers, planTitles, readTitlePage, readTitles, titleChanged } from './hints.ts';
export { inVocabulary } from './in-vocabulary.ts';
export { hasMentor, mentorPage, rankMentors, sameSkills } from './mentors.ts';
export { isShipped } from './standing.ts';
export { approveName, keepApart, keepOne, type Problem, suggestDuplicates, tidyOne, tidyUp } from './tidy.ts';
export { canonicalName, findTopic, nearestSkills, type SkillRef, type Topic } from './topics.ts';
export { skillsLike, typeahead } from './typeahead.ts';
export { warmUp } from './warm-up.ts';

/** Names of skills that a job title suggests. */
export async function suggestFromTitle(work: Work, title: string, viewerId?: string): Promise<string[]> {
  const known = await knownTo(work);
  return topics.suggestFromTitle(known, title, await standing(work, known, viewerId));
}

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

/** Reads the vocabulary before the first question comes, so that no answer waits for them. */
export async function prepareMatching(work: Work): Promise<void> {
  await knownTo(work);
}
