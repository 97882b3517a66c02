import type { Work } from '../../work.ts';
import type { Format } from '../members/rules.ts';

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
  /** Within working hours and in no session. */
  freeNow: boolean;
};

/** What a person's text is about. */
export async function findTopic(_work: Work, text: string): Promise<Topic> {
  return { how: undefined, rest: text, others: [] };
}

/** Members who may be asked about a skill now, best first. */
export async function rankMentors(_work: Work, _wish: Wish, _limit: number): Promise<Match[]> {
  return [];
}

/** Skills near to a text that somebody offers; `offered` counts the people. */
export async function nearestSkills(
  _work: Work,
  _text: string,
  _limit: number,
): Promise<(SkillRef & { offered: number })[]> {
  return [];
}

/** Skills for what has been typed so far; without `skillId` it is known to the vocabulary but to nobody here yet. */
export async function typeahead(
  _work: Work,
  _text: string,
  _limit: number,
): Promise<{ name: string; skillId?: string; offered: number }[]> {
  return [];
}

/** Names of skills that a job title suggests. */
export async function suggestFromTitle(_work: Work, _title: string): Promise<string[]> {
  return [];
}
