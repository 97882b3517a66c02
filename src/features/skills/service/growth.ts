import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { normalise } from '../rules/normalise.ts';
import { moveTyped, saveAlias, typedBy } from '../store/aliases.ts';
import { replaceSkill } from '../store/merging.ts';
import { skillRows } from '../store/skills.ts';
import { loadLexicon } from './workspace-lexicon.ts';

/** Different people who must have typed the same text and meant the same skill before it counts for everybody (ours). */
export const ENOUGH_PEOPLE = 3;

const LONGEST_ALIAS = 60;

/** Somebody typed `text` and then chose this skill. After three people the text is an alias of it. */
export async function learnAlias(tx: Tx, text: string, skillId: string, memberId: string): Promise<void> {
  const skill = (await skillRows(tx)).find((row) => row.id === skillId);
  const key = normalise(text);
  if (skill === undefined || key === '' || key.length > LONGEST_ALIAS || key === skill.key) return;
  const { lexicon } = await loadLexicon(tx);
  if (lexicon.find('text', key) !== undefined) return;
  const before = await typedBy(tx, key, skill.key);
  if (before === undefined || before.includes(memberId)) return;
  const seenBy = [...before, memberId];
  // Who it was no longer matters once it counts, so their names are not kept.
  if (seenBy.length < ENOUGH_PEOPLE) await saveAlias(tx, { key, text, target: skill.key, origin: 'typed', seenBy });
  else await saveAlias(tx, { key, text, target: skill.key, origin: 'learned', seenBy: [] });
}

/**
 * Makes one skill of two: whoever had `fromId` has `intoId`, and the old name is an alias of the other.
 * @throws UserError when they are one already, or one of them is not there.
 */
export async function mergeSkills(tx: Tx, fromId: string, intoId: string): Promise<void> {
  const rows = await skillRows(tx);
  const [from, into] = [rows.find((row) => row.id === fromId), rows.find((row) => row.id === intoId)];
  if (from === undefined || into === undefined)
    throw new UserError('One of the two skills isn’t there any more. Open the list again to see what is left.');
  if (from.id === into.id) throw new UserError('These two are the same skill already, so nothing was changed.');
  const merge = { fromId: from.id, intoId: into.id };
  await publish(tx, { skillsMerging: merge });
  await replaceSkill(tx, merge);
  await moveTyped(tx, from.key, into.key);
  await saveAlias(tx, { key: from.key, text: from.name, target: into.key, origin: 'merged', seenBy: [] });
  await publish(tx, { skillsMerged: { skillId: into.id } });
}
