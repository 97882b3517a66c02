import type { Work } from '../../work.ts';
import { type Format, isWorking, type Level, levelNames, type Member } from '../members/rules.ts';
import { eligibleOf, findOrCreateSkill, getMember, getMembers, mentorsOffering } from '../members/service.ts';
import { countSessionsInWeek } from '../sessions/service.ts';
import { normalise, tokenise } from './normalise.ts';
import { readSkillFiles } from './skill-files.ts';
import { offeredSkills } from './store.ts';

export type SkillRef = { id: string; name: string };

export type Topic = {
  skill?: SkillRef;
  /** How the skill was recognised; undefined when it was not. */
  how: 'exact' | 'alias' | 'word form' | 'phrase' | 'spelling' | 'guess' | undefined;
  /** What the text says beyond the topic. */
  rest: string;
  /** Other skills that may be meant, likeliest first. */
  others: SkillRef[];
};

export type Wish = {
  skillId: string;
  menteeId: string;
  urgency?: string | undefined;
  format?: Format | undefined;
};

export type Match = {
  memberId: string;
  /** Two or three honest reasons, each a few plain words. */
  reasons: string[];
  /** Within working hours now. */
  freeNow: boolean;
};

/** Words that a name of a skill has at most. */
const LONGEST_LABEL = 5;

let shipped: Map<string, string> | undefined;

/** Names of skills by every label in content/skills, normalised. */
function labels(): Map<string, string> {
  shipped ??= new Map(
    readSkillFiles().flatMap((skill) =>
      [skill.name, ...skill.aliases].map((label) => [normalise(label), skill.name] as const),
    ),
  );
  return shipped;
}

/** What a person's text is about: the longest run of its words that names a skill, the first of equals. */
export async function findTopic(work: Work, text: string): Promise<Topic> {
  const known = new Map(labels());
  for (const skill of await offeredSkills(work)) known.set(normalise(skill.name), skill.name);
  const tokens = tokenise(text);
  for (let size = Math.min(LONGEST_LABEL, tokens.length); size > 0; size -= 1) {
    for (let start = 0; start + size <= tokens.length; start += 1) {
      const label = tokens.slice(start, start + size).map((t) => t.text);
      const name = known.get(label.join(' '));
      if (name === undefined) continue;
      const rest = [...tokens.slice(0, start), ...tokens.slice(start + size)].map((t) => t.raw).join(' ');
      const how = rest !== '' ? 'phrase' : normalise(name) === label.join(' ') ? 'exact' : 'alias';
      return { skill: await findOrCreateSkill(work, name), how, rest, others: [] };
    }
  }
  return { how: undefined, rest: text, others: [] };
}

/** Members who may be asked about a skill now, best first: at work, by level, by how little they have this week. */
export async function rankMentors(work: Work, wish: Wish, limit: number): Promise<Match[]> {
  const offering = await mentorsOffering(work, [wish.skillId]);
  const ids = offering.map((held) => held.memberId);
  const [reasons, members] = [await eligibleOf(work, ids, wish.menteeId), await getMembers(work, ids)];
  const load = await countSessionsInWeek(work, ids, work.now);
  const asker = await getMember(work, wish.menteeId);
  const found = offering.flatMap(({ memberId, level }) => {
    const member = members.get(memberId);
    if (!member || reasons.get(memberId) !== undefined) return [];
    const freeNow = isWorking(member, work.now);
    const speaks = wish.format === undefined || member.formats.includes(wish.format);
    const score = (speaks ? 100 : 0) + (freeNow ? 10 : 0) + level * 4 - (load.get(memberId) ?? 0) * 3;
    return [{ score, memberId, freeNow, reasons: reasonsOf(member, level, freeNow, asker) }];
  });
  found.sort((a, b) => b.score - a.score || (a.memberId < b.memberId ? -1 : 1));
  return found.slice(0, limit).map(({ score, ...match }) => match);
}

function reasonsOf(member: Member, level: Level, freeNow: boolean, asker: Member | undefined): string[] {
  return [
    levelNames[level],
    ...(asker && asker.zone === member.zone ? ['same time zone'] : []),
    freeNow ? 'at work now' : 'outside working hours now',
  ];
}

/** Skills near to a text that somebody offers; `offered` counts the people. */
export async function nearestSkills(
  work: Work,
  text: string,
  limit: number,
): Promise<(SkillRef & { offered: number })[]> {
  const words = new Set(tokenise(text).map((t) => t.text));
  const near = (name: string) => tokenise(name).filter((t) => words.has(t.text)).length;
  const offered = await offeredSkills(work);
  return offered.sort((a, b) => near(b.name) - near(a.name) || b.offered - a.offered).slice(0, limit);
}

/** Skills for what has been typed so far; without `skillId` it is known to the vocabulary but to nobody here yet. */
export async function typeahead(
  work: Work,
  text: string,
  limit: number,
): Promise<{ name: string; skillId?: string; offered: number }[]> {
  const typed = normalise(text);
  const here = (await offeredSkills(work)).map(({ id, name, offered }) => ({ name, skillId: id, offered }));
  const names = new Set(here.map((skill) => skill.name));
  const elsewhere = [...new Set(labels().values())].filter((name) => !names.has(name));
  const all = [...here, ...elsewhere.map((name) => ({ name, offered: 0 }))];
  return all.filter(({ name }) => normalise(name).includes(typed)).slice(0, limit);
}

/** Names of skills that a job title suggests. */
export async function suggestFromTitle(_work: Work, title: string): Promise<string[]> {
  const words = tokenise(title).map((t) => t.text);
  const found = words.flatMap((word, i) => [labels().get(word), labels().get(`${word} ${words[i + 1] ?? ''}`)]);
  return [...new Set(found.filter((name) => name !== undefined))];
}
