import type { Tx } from '../../../database/transaction.ts';
import type { IsOffered, Lexicon } from '../rules/lexicon.ts';
import type { How, Understanding } from '../rules/look-up.ts';
import { normalise, tokenise } from '../rules/normalise.ts';
import { isSmallWord } from '../rules/small-words.ts';
import { isSure, understand } from '../rules/understand.ts';
import { offeredCounts, offeredSkills } from '../store/skills.ts';
import { findOrCreateSkill, nameOf } from './naming.ts';
import { offerCounter } from './offered.ts';
import { standing } from './standing.ts';
import { type Known, loadLexicon } from './workspace-lexicon.ts';

export type SkillRef = { id: string; name: string };

export type Topic = {
  skill?: SkillRef;
  /** How the skill was recognised; undefined when it was not. */
  how: How | undefined;
  /** What the text says beyond the topic. */
  rest: string;
  /** Other skills that may be meant, likeliest first. */
  others: SkillRef[];
};

const MOST_OTHERS = 4;

/**
 * What a person's text is about. Readings that are not sure name the likeliest skill with `how` spelling or guess. A
 * name that only somebody else uses so far is read in no more than exactly that name.
 */
export async function findTopic(tx: Tx, text: string, viewerId?: string): Promise<Topic> {
  const known = await loadLexicon(tx);
  const stands = await standing(tx, known, viewerId);
  const typed = normalise(text);
  const found = understand(known.lexicon, text, await offeredHere(tx, known)).filter(
    ({ skillId }) => skillId === typed || stands(skillId),
  );
  const [first, ...more] = found;
  if (first === undefined) return { how: undefined, rest: text.trim(), others: [] };
  const others = more.slice(0, MOST_OTHERS);
  return {
    skill: await refOf(tx, known, first.skillId),
    how: first.how,
    rest: beyond(text, first),
    others: await Promise.all(others.map((other) => refOf(tx, known, other.skillId))),
  };
}

/** Which skills somebody of the workspace offers, by their ids in the lexicon. */
async function offeredHere(tx: Tx, { rows }: Known): Promise<IsOffered> {
  const count = offerCounter(tx);
  if (count !== undefined) return (id) => rows.get(id)?.some((row) => count(row.id) > 0) ?? false;
  const offered = await offeredSkills(tx);
  return (id) => rows.get(id)?.some((row) => offered.has(row.id)) ?? false;
}

/** Skills near to a text that somebody offers; `offered` counts the people. Related and broader skills come last. */
export async function nearestSkills(
  tx: Tx,
  text: string,
  limit: number,
  viewerId?: string,
): Promise<(SkillRef & { offered: number })[]> {
  const known = await loadLexicon(tx);
  const { lexicon, rows } = known;
  const found = understand(lexicon, text).map((u) => u.skillId);
  const ids = [...new Set([...found, ...neighbours(lexicon, found)])].filter(await standing(tx, known, viewerId));
  const present = ids.flatMap((id) => rows.get(id)?.slice(0, 1) ?? []);
  const counts = await offeredCounts(
    tx,
    present.map((row) => row.id),
  );
  return present
    .map(({ id, name }) => ({ id, name, offered: counts.get(id) ?? 0 }))
    .filter((skill) => skill.offered > 0)
    .slice(0, limit);
}

/** Names of skills that a job title suggests, surest first: "Senior data engineer (Spark)" gives two. */
export async function suggestFromTitle(tx: Tx, title: string, viewerId?: string): Promise<string[]> {
  const known = await loadLexicon(tx);
  const stands = await standing(tx, known, viewerId);
  const sure = understand(known.lexicon, title).filter((u) => isSure(u) && stands(u.skillId));
  return sure.map((u) => known.lexicon.skill(u.skillId)?.name ?? u.skillId);
}

/** Skills that the vocabulary holds to be close to each of these: related, broader, narrower, and what is related to it. */
function neighbours(lexicon: Lexicon, ids: string[]): string[] {
  const skills = ids.flatMap((id) => lexicon.skill(id) ?? []);
  const towards = new Map(skills.map(({ name }) => [name, [] as string[]]));
  // The whole vocabulary is gone through once for all of them: it has thousands of skills.
  for (const { id, broader, related } of lexicon.skills())
    for (const name of [...broader, ...related]) towards.get(name)?.push(id);
  return skills.flatMap(({ name, broader, related }) => [
    ...[...related, ...broader].map((near) => lexicon.idOf(near)),
    ...towards.get(name)!,
  ]);
}

async function refOf(tx: Tx, { lexicon, rows }: Known, id: string): Promise<SkillRef> {
  const row = rows.get(id)?.[0];
  return row ?? findOrCreateSkill(tx, nameOf(lexicon, rows, id));
}

/** The text without the words that named the topic; '' when only small words are left. */
function beyond(text: string, { matchedText }: Understanding): string {
  const pattern = matchedText.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const rest = text
    .replace(new RegExp(pattern.join('[^\\p{L}\\p{N}]*'), 'iu'), ' ')
    .replace(/^[\s,.:;–—-]+|[\s,:;–—-]+$/gu, '')
    .replace(/\s{2,}/g, ' ');
  const content = tokenise(rest).filter((token) => !isSmallWord(token.text));
  return content.length >= 2 ? rest : '';
}

/** Ids of these skills and of all that mean the same. */
export async function sameSkills(tx: Tx, skillIds: string[]): Promise<string[]> {
  const same = new Set(skillIds);
  const { rows } = await loadLexicon(tx);
  for (const group of rows.values())
    if (group.some((row) => same.has(row.id))) for (const { id } of group) same.add(id);
  return [...same];
}
