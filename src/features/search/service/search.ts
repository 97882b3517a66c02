import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { type Care, careAbout } from '../../care/service/index.ts';
import { cardsFor } from '../../knowledge/service/index.ts';
import type { Urgency } from '../../matching/rules/score.ts';
import { mentorPage } from '../../matching/service/index.ts';
import type { Format } from '../../members/rules/index.ts';
import { getMembers, mentorsOffering, requireMember } from '../../members/service.ts';
import { hoursFor } from '../../office-hours/service/index.ts';
import type { Expectation } from '../../requests/rules/expectation.ts';
import type { Draft } from '../../requests/rules/index.ts';
import { explanation, searchable, topicName } from '../../requests/rules/topic.ts';
import {
  colleaguesCalled,
  expectationFor,
  type MaybeHelper,
  mayKnowMore,
  mentioned,
} from '../../requests/service/index.ts';
import {
  findTopic,
  learnAlias,
  nearestSkills,
  type SkillRef,
  sameSkills,
  type Topic,
  typeahead,
} from '../../skills/service/index.ts';
import { type Named, namedColleagues } from './colleague.ts';

/** Colleagues on a result card, on each that follows, and near skills where there are none. */
const MOST_SHOWN = 5;
const MOST_NEXT = 10;
/** Up to so many are counted. */
const MOST_COUNTED = 100;
const MOST_NEAR = 5;
/** Topics that a field shows at once. */
const MOST_TOPICS = 20;
/** Colleagues who are named although they do not offer the topic. */
const MOST_MAYBE = 3;

type Colleague = { id: string; name: string; title: string; reasons: string[] };

/** `before` = better ones who are not shown; `isAll` = nobody is left uncounted in `total`. */
export type Among = { before: number; total: number; isAll: boolean };
const NOBODY: Among = { before: 0, total: 0, isAll: true };

export type Finding = {
  /** What was searched for, one line. */
  said: string;
  /** Name of the topic if it became a new skill; '' when the text is not usable as one. */
  name: string;
  /** The words call for a person rather than a search. */
  care?: Care | undefined;
  /** It is the name of a colleague, and nothing was searched for. */
  named: Named | undefined;
  skill: SkillRef | undefined;
  how: Topic['how'];
  /** The start of a goal, from what was said beyond the topic. */
  goal: string;
  others: SkillRef[];
  colleagues: Colleague[];
  /** Where these stand among all who can help. */
  among: Among;
  /** Where nobody was found: whether somebody offers it who cannot be asked now, and who may know more all the same. */
  isOffered: boolean;
  maybe: MaybeHelper[];
  /** The text for which they were suggested. */
  maybeFor: string;
  /** Where nobody was found: skills near to it that somebody offers. */
  nearest: SkillRef[];
  /** Office hours about it in which the asker can get a place. */
  hours: Awaited<ReturnType<typeof hoursFor>>;
  /** How long it usually takes until somebody accepts. */
  expected: Expectation | undefined;
  /** What colleagues kept about it. */
  cards: Awaited<ReturnType<typeof cardsFor>> | undefined;
  urgency: Urgency | undefined;
  format: Format | undefined;
};

export type Query = {
  text: string;
  menteeId: string;
  urgency?: Urgency | undefined;
  format?: Format | undefined;
  /** Carried over from an earlier search. */
  goal?: string | undefined;
  /** The colleague after whom to go on. */
  after?: string | undefined;
};

const NO_TOPIC = 'I couldn’t read a topic in that. A word or two is enough, such as “kubernetes” or “giving feedback”.';

/** Colleagues who can help with what a text is about. @throws UserError when it has no letter and no number. */
export async function search(tx: Tx, query: Query): Promise<Finding> {
  const care = await careAbout(tx, query.text);
  if (care !== undefined) return careFinding(query, care);
  const named = await mentioned(tx, query.text);
  if (named !== undefined) return byName(tx, named.name, [named.id], query);
  const said = searchable(query.text);
  if (said === undefined) throw new UserError(NO_TOPIC);
  await requireMember(tx, query.menteeId);
  const topic = await findTopic(tx, said, query.menteeId);
  const called = await colleaguesCalled(tx, said, topic.how);
  if (called.length > 0) return byName(tx, said, called, query);
  const { colleagues, among } = await colleaguesFor(tx, query, topic.skill?.id);
  // A guess that leads to nobody is no more than a suggestion.
  const isLost = topic.how === 'guess' && colleagues.length === 0;
  const skill = isLost ? undefined : topic.skill;
  const { urgency, format } = query;
  const name = topicName(said);
  return {
    ...{ said, name, named: undefined, skill, how: topic.how, colleagues, among, urgency, format },
    ...(await otherwise(tx, query.menteeId, { skill, name, said, colleagues })),
    goal: query.goal ?? (skill ? explanation(topic.rest) : ''),
    others: isLost && topic.skill ? [topic.skill, ...topic.others] : topic.others,
    nearest: colleagues.length > 0 ? [] : await offeredNear(tx, said, topic, query.menteeId),
    hours: skill ? await hoursFor(tx, [skill.id], query.menteeId) : [],
    expected: skill && colleagues.length > 0 ? await expectationFor(tx, skill.id) : undefined,
    cards: skill && (await cardsFor(tx, skill.id, query.menteeId)),
  };
}

/** No search: whom to turn to. */
export function careFinding(query: Query, care: Care): Finding {
  return { ...unsearched('', query), care };
}

async function byName(tx: Tx, said: string, ids: string[], query: Query): Promise<Finding> {
  return { ...unsearched(said, query), named: await namedColleagues(tx, ids, query.menteeId) };
}

function unsearched(said: string, { goal = '', urgency, format }: Query): Finding {
  const nothing = {
    others: [],
    colleagues: [],
    among: NOBODY,
    maybe: [],
    nearest: [],
    hours: [],
    isOffered: false,
    maybeFor: '',
  };
  const unknown = { name: '', skill: undefined, how: undefined, expected: undefined, cards: undefined };
  return { ...nothing, ...unknown, said, named: undefined, goal, urgency, format };
}

/** Somebody says which colleague of one name they meant. */
export async function pickColleague(tx: Tx, id: string, viewerId: string): Promise<Finding> {
  const named = await namedColleagues(tx, [id], viewerId);
  const said = 'colleague' in named ? named.colleague.name : '';
  return { ...unsearched(said, { text: said, menteeId: viewerId }), named };
}

/** Somebody says which topic they meant: it is searched for, and their own words are remembered for it. */
export async function pickTopic(tx: Tx, picked: Draft, menteeId: string): Promise<Finding> {
  const { topic, goal, urgency, format, typed } = picked;
  const found = await search(tx, { text: topic, menteeId, goal, urgency, format });
  if (typed !== undefined && found.skill) await learnAlias(tx, typed, found.skill.id, menteeId);
  return found;
}

/** Topics for what was typed so far, those that most people offer first. */
export function topicsLike(tx: Tx, typed: string, viewerId: string): ReturnType<typeof typeahead> {
  return typeahead(tx, typed, MOST_TOPICS, viewerId);
}

/** What else there is where nobody was found. A text that is too long for a topic is too long to ask about, too. */
async function otherwise(
  tx: Tx,
  menteeId: string,
  { skill, name, said, colleagues }: Pick<Finding, 'skill' | 'name' | 'said' | 'colleagues'>,
): Promise<Pick<Finding, 'isOffered' | 'maybe' | 'maybeFor'>> {
  const maybeFor = skill ? `${skill.name} ${said}` : name;
  if (colleagues.length > 0) return { isOffered: true, maybe: [], maybeFor };
  const offering = skill ? await mentorsOffering(tx, await sameSkills(tx, [skill.id])) : [];
  const isOffered = offering.some((held) => held.memberId !== menteeId);
  return { isOffered, maybe: await mayKnowMore(tx, maybeFor, menteeId, MOST_MAYBE), maybeFor };
}

async function offeredNear(tx: Tx, said: string, { skill, others }: Topic, viewerId: string): Promise<SkillRef[]> {
  const shown = new Set([skill, ...others].map((s) => s?.id));
  const near = await nearestSkills(tx, said, MOST_NEAR + shown.size, viewerId);
  return near.filter((s) => !shown.has(s.id)).slice(0, MOST_NEAR);
}

async function colleaguesFor(
  tx: Tx,
  query: Query,
  skillId: string | undefined,
): Promise<Pick<Finding, 'colleagues' | 'among'>> {
  if (skillId === undefined) return { colleagues: [], among: NOBODY };
  const { menteeId, urgency, format, after } = query;
  const size = after === undefined ? MOST_SHOWN : MOST_NEXT;
  const page = await mentorPage(tx, { skillId, menteeId, urgency, format }, size, after, MOST_COUNTED);
  // Whoever came after that one is not to be asked any more: from the beginning.
  if (page.matches.length === 0 && after) return colleaguesFor(tx, { ...query, after: undefined }, skillId);
  const { matches, ...among } = page;
  const members = await getMembers(
    tx,
    matches.map((m) => m.memberId),
  );
  const colleagues = matches.flatMap(({ memberId, reasons }) => {
    const member = members.get(memberId);
    return member ? [{ id: memberId, name: member.name, title: member.title, reasons }] : [];
  });
  return { colleagues, among };
}

/** The colleagues after those of a search, or its best ones once more. */
export function searchOn(tx: Tx, { topic, goal, urgency, format, after }: Draft, menteeId: string): Promise<Finding> {
  return search(tx, { text: topic, menteeId, goal, urgency, format, after });
}
