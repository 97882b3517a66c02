import type { Tx } from '../../../database/transaction.ts';
import { loadLexicon } from './workspace-lexicon.ts';

export type { Pair } from '../rules/duplicates.ts';

export { nextOffering } from '../store/held.ts';
export type { Merge } from '../store/merging.ts';
export {
  approveSkill,
  coinedSkills,
  hiddenSkills,
  holderCounts,
  noteUse,
  type SkillRef,
  type SkillRow,
  skillNameOf,
} from '../store/skills.ts';
export { learnAlias, mergeSkills } from './growth.ts';
export { inVocabulary } from './in-vocabulary.ts';
export { canonicalName, findOrCreateSkill, skillName } from './naming.ts';
export { countOffersBy } from './offered.ts';
export { keepApart, keepOne, type Look, type Problem, suggestDuplicates, twoSkills } from './tidy.ts';
export { findTopic, nearestSkills, sameSkills, suggestFromTitle, type Topic } from './topics.ts';
export { skillsLike, typeahead } from './typeahead.ts';
export { loadLexicon };

/** Reads the vocabulary before the first question comes, so that no answer waits for it. */
export async function prepareVocabulary(tx: Tx): Promise<void> {
  await loadLexicon(tx);
}
