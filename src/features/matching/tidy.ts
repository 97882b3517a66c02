import { UserError } from '../../errors.ts';
import type { Work } from '../../work.ts';
import { approveSkill, coinedSkills } from '../members/service.ts';
import { isOwner } from '../settings/service.ts';
import { duplicatesAmong, type Knowledge, type Pair } from './duplicates.ts';
import { mergeSkills } from './growth.ts';
import { lockSkills, pairsApart, saveApart, useOf } from './growth-store.ts';
import { type SkillRow, skillRows } from './store.ts';
import { createLexicon, loadVocabulary } from './vocabulary.ts';
import { knownTo, meaningOf } from './workspace-lexicon.ts';

/** One transaction that only looks; what happens between two of them keeps nobody waiting. */
export type Look = <T>(unit: (work: Work) => Promise<T>) => Promise<T>;

/** A skill with what hangs on it: people who offer or want it, and requests that are open or wait. */
export type Used = { id: string; name: string; people: number; requests: number };

export type Tidy = {
  pairs: [Used, Used][];
  isMore: boolean;
  /** Names that members coined and no owner approved. */
  coined?: { id: string; name: string }[];
};

/** Pairs on one page. */
const SHOWN = 8;
/** New names on one page. */
const COINED_SHOWN = 5;

/** Skills that look like one, for an owner to merge or leave. @throws UserError when they are no owner. */
export async function tidyUp(look: Look, by: string): Promise<Tidy> {
  const pairs = await suggestDuplicates(look, SHOWN + 1, by);
  return look(async (work) => ({
    pairs: await withUse(work, pairs.slice(0, SHOWN)),
    isMore: pairs.length > SHOWN,
    coined: await coinedSkills(work, COINED_SHOWN),
  }));
}

/** Lets a name that a member coined stand for everybody. @throws UserError when `by` is no owner. */
export async function approveName(work: Work, by: string, skillId: string): Promise<void> {
  await checkOwner(work, by);
  await approveSkill(work, skillId);
}

/** Pairs of this workspace's skills that look like one, at most `limit`. */
export async function suggestDuplicates(look: Look, limit: number, by?: string): Promise<Pair[]> {
  const { rows, knowledge } = await look(async (work) => {
    if (by !== undefined) await checkOwner(work, by);
    return { rows: await skillRows(work), knowledge: await knowledgeOf(work) };
  });
  return duplicatesAmong(rows, knowledge, limit);
}

async function knowledgeOf(work: Work): Promise<Knowledge> {
  const { lexicon } = await knownTo(work);
  const shipped = createLexicon(loadVocabulary());
  const apart = await pairsApart(work);
  return {
    meaning: (key) => meaningOf(lexicon, key),
    isShipped: (key) => shipped.skill(key) !== undefined,
    isApart: (a, b) => apart.has(`${a.id} ${b.id}`) || apart.has(`${b.id} ${a.id}`),
  };
}

/** Why two skills cannot be dealt with, as a sentence for the owner. */
export type Problem = { problem: string };

/** Two skills that an owner chose, for them to see what merging would do. @throws UserError when they are no owner. */
export async function tidyOne(work: Work, by: string, ids: [string, string]): Promise<Tidy | Problem> {
  const pair = await twoSkills(work, by, ids);
  return 'problem' in pair ? pair : { pairs: await withUse(work, [pair]), isMore: false };
}

/** Makes one skill of two for an owner. @returns both names. @throws UserError when they are no owner. */
export async function keepOne(work: Work, by: string, ids: [from: string, into: string]): Promise<Pair | Problem> {
  await lockSkills(work, ids);
  const pair = await twoSkills(work, by, ids);
  if (!('problem' in pair)) await mergeSkills(work, ...ids);
  return pair;
}

/** Remembers that two skills are two, so that they are not suggested again. @throws UserError when they are no owner. */
export async function keepApart(work: Work, by: string, ids: [string, string]): Promise<Pair | Problem> {
  const pair = await twoSkills(work, by, ids);
  if (!('problem' in pair)) await saveApart(work, pair[0].id, pair[1].id);
  return pair;
}

async function twoSkills(work: Work, by: string, [a, b]: [string, string]): Promise<Pair | Problem> {
  await checkOwner(work, by);
  const rows = await skillRows(work);
  const [first, second] = [rows.find((row) => row.id === a), rows.find((row) => row.id === b)];
  if (first === undefined || second === undefined)
    return { problem: 'One of the two is not here any more; it may have been merged a moment ago.' };
  if (first === second) return { problem: 'That is one and the same skill. Please choose two different ones.' };
  return [first, second];
}

async function withUse(work: Work, pairs: Pair[]): Promise<[Used, Used][]> {
  const use = await useOf(work, [...new Set(pairs.flat().map((row) => row.id))]);
  const used = ({ id, name }: SkillRow): Used => ({ id, name, people: 0, requests: 0, ...use.get(id) });
  return pairs.map(([a, b]) => [used(a), used(b)]);
}

async function checkOwner(work: Work, by: string): Promise<void> {
  if (!(await isOwner(work, by)))
    throw new UserError(
      'Merging skills is for the owners of Bitewise. `/mentor skills` is where you say what you know.',
    );
}
