import type { Tx } from '../../../database/transaction.ts';
import { duplicatesAmong, type Knowledge, type Pair } from '../rules/duplicates.ts';
import { lockSkills, pairsApart, saveApart } from '../store/apart.ts';
import { type SkillRow, skillRows } from '../store/skills.ts';
import { mergeSkills } from './growth.ts';
import { createLexicon, loadVocabulary } from './vocabulary.ts';
import { loadLexicon, meaningOf } from './workspace-lexicon.ts';

/** One transaction that only looks; what happens between two of them keeps nobody waiting. */
export type Look = <T>(unit: (tx: Tx) => Promise<T>) => Promise<T>;

/** Why two skills cannot be dealt with, as a sentence for whoever chose them. */
export type Problem = { problem: string };

/** Pairs of this workspace's skills that look like one, at most `limit`. */
export async function suggestDuplicates(look: Look, limit: number): Promise<Pair[]> {
  const { rows, knowledge } = await look(async (tx) => ({
    rows: await skillRows(tx),
    knowledge: await knowledgeOf(tx),
  }));
  return duplicatesAmong(rows, knowledge, limit);
}

async function knowledgeOf(tx: Tx): Promise<Knowledge> {
  const { lexicon } = await loadLexicon(tx);
  const shipped = createLexicon(loadVocabulary());
  const apart = await pairsApart(tx);
  return {
    meaning: (key) => meaningOf(lexicon, key),
    isShipped: (key) => shipped.skill(key) !== undefined,
    isApart: (a, b) => apart.has(`${a.id} ${b.id}`) || apart.has(`${b.id} ${a.id}`),
  };
}

/** Two skills by their ids, or why they are no two. */
export async function twoSkills(tx: Tx, [a, b]: [string, string]): Promise<Pair | Problem> {
  const rows = await skillRows(tx);
  const [first, second]: (SkillRow | undefined)[] = [
    rows.find((row) => row.id === a),
    rows.find((row) => row.id === b),
  ];
  if (first === undefined || second === undefined)
    return { problem: 'One of the two is no longer here; it may have been merged a moment ago.' };
  if (first === second) return { problem: 'That is one and the same skill. Please choose two different ones.' };
  return [first, second];
}

/** Makes one skill of two, once for two who want it at the same time. @returns both names. */
export async function keepOne(tx: Tx, ids: [from: string, into: string]): Promise<Pair | Problem> {
  await lockSkills(tx, ids);
  const pair = await twoSkills(tx, ids);
  if (!('problem' in pair)) await mergeSkills(tx, ...ids);
  return pair;
}

/** Remembers that two skills are two, so that they are not suggested again. */
export async function keepApart(tx: Tx, ids: [string, string]): Promise<Pair | Problem> {
  const pair = await twoSkills(tx, ids);
  if (!('problem' in pair)) await saveApart(tx, pair[0].id, pair[1].id);
  return pair;
}
