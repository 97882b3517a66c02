import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { spend } from '../../quotas/service.ts';
import type { Lexicon } from '../rules/lexicon.ts';
import { cleanSkillName } from '../rules/names.ts';
import { normalise, tokenise } from '../rules/normalise.ts';
import { ensureSkill, noteUse, type SkillRef, type SkillRow, skillNameOf, skillWithKey } from '../store/skills.ts';
import { isShipped } from './standing.ts';
import { loadLexicon } from './workspace-lexicon.ts';

/**
 * The skill of this name, or of which this is an alias; made when there is none. A name that no vocabulary knows and
 * that `by` is the first to use stands in lists for others once a second person uses it, or an owner approves.
 * @throws UserError when nothing is left of the name, or this member coined too many.
 */
export async function findOrCreateSkill(tx: Tx, name: string, by?: { id: string; zone: string }): Promise<SkillRef> {
  const typed = cleanSkillName(name);
  if (typed === '') throw new UserError('A skill needs a name of letters or numbers.');
  const clean = await canonicalName(tx, typed);
  const key = normalise(clean) || clean.toLowerCase();
  const known = await skillWithKey(tx, key);
  const isCoined = by !== undefined && !known && !isShipped(key);
  if (isCoined) await spend(tx, by, 'skill name');
  const skill = known ?? (await ensureSkill(tx, key, clean, isCoined ? by.id : undefined));
  if (by !== undefined) await noteUse(tx, skill.id, by.id);
  return skill;
}

/** @throws Error when there is no such skill. */
export async function skillName(tx: Tx, skillId: string): Promise<string> {
  const name = await skillNameOf(tx, skillId);
  if (name === undefined) throw new Error(`No skill ${skillId}`);
  return name;
}

/** The name that a typed skill goes by: the vocabulary's, when the text is exactly one of its labels. */
export async function canonicalName(tx: Tx, text: string): Promise<string> {
  const { lexicon, rows } = await loadLexicon(tx);
  const label = tokenise(text).map((token) => token.text);
  const found = lexicon.find('text', label.join(' ')) ?? lexicon.find('glued', label.join(''));
  if (found === undefined || found.skillIds.length !== 1) return text;
  return nameOf(lexicon, rows, found.skillIds[0]!);
}

export function nameOf(lexicon: Lexicon, rows: Map<string, SkillRow[]>, id: string): string {
  return rows.get(id)?.[0]?.name ?? lexicon.skill(id)?.name ?? id;
}
