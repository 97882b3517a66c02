import type { Tx } from '../../../database/transaction.ts';
import { careAbout } from '../../care/service/index.ts';
import { cardsFor } from '../../knowledge/service/index.ts';
import { isWorking, nextWorkingMoment } from '../../members/rules/index.ts';
import { getMember, offersSkill, requireMember } from '../../members/service.ts';
import { whyOver } from '../../quotas/service.ts';
import { type Draft, NO_QUIET } from '../../requests/rules/index.ts';
import { explanation, searchable, topicName } from '../../requests/rules/topic.ts';
import {
  expectationFor,
  isSuspended,
  type NewRequest,
  skillFor,
  skillNamed,
  startRequest,
  waysFor,
  whyNoRoom,
  whyNotThisWay,
} from '../../requests/service/index.ts';
import { checkEligible, hasHelpedWith } from '../../sessions/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { findTopic, learnAlias, type SkillRef } from '../../skills/service/index.ts';
import { careFinding, type Finding, search } from './search.ts';

/** What somebody should know before they ask: whom they picked, when that colleague is back, and how long it may take. */
export async function beforeAsking(tx: Tx, { mentorId, skillId, maybeFor }: Draft, menteeId: string) {
  const member = mentorId === undefined ? undefined : await picked(tx, mentorId);
  const chosen = member && { name: member.name, backAt: member.backAt, isMaybe: maybeFor !== undefined };
  const { sessionsChannel: channel } = await getSettings(tx);
  const ways = await waysFor(tx, { menteeId, mentorId, skillId });
  const minutes = member?.usualMinutes ?? (await requireMember(tx, menteeId)).usualMinutes;
  return { chosen, ways, minutes, channel, expected: await expectationFor(tx, skillId) };
}

/** Why the colleague whom somebody picks cannot be asked any more, as a sentence; which reason it is stays untold. */
export async function whyNotPicked(
  tx: Tx,
  { mentorId, skillId, maybeFor }: Draft,
  menteeId: string,
): Promise<string | undefined> {
  if (mentorId === undefined) return undefined;
  const isOffered =
    !skillId ||
    maybeFor !== undefined ||
    (await offersSkill(tx, mentorId, skillId)) ||
    (await hasHelpedWith(tx, mentorId, menteeId, skillId));
  if (isOffered && (await checkEligible(tx, mentorId, menteeId)) === undefined) return undefined;
  const name = (await getMember(tx, mentorId))?.name ?? 'That colleague';
  return `${name} can’t be asked about this right now. \`/mentor\` and the topic finds who can.`;
}

async function picked(tx: Tx, mentorId: string) {
  const member = await getMember(tx, mentorId);
  if (!member) return undefined;
  const backAt = isWorking(member, tx.now) ? undefined : nextWorkingMoment(member, tx.now);
  return { name: member.name, backAt, usualMinutes: member.usualMinutes };
}

/** What to start from when somebody asks about a message: the skill that it is surely about, and what is known of that. */
export async function draftAbout(tx: Tx, text: string, askerId: string) {
  const { skill, how } = await findTopic(tx, searchable(text) ?? '', askerId);
  const sure = how === 'guess' || how === 'spelling' ? undefined : skill;
  const care = await careAbout(tx, text);
  const draft: Draft = { skillId: sure?.id, topic: sure?.name ?? '', goal: '' };
  const cards = sure && (await cardsFor(tx, sure.id, askerId));
  const { sessionsChannel: channel } = await getSettings(tx);
  const ways = await waysFor(tx, { menteeId: askerId, skillId: sure?.id });
  const minutes = (await requireMember(tx, askerId)).usualMinutes;
  return { draft, expected: await expectationFor(tx, sure?.id), cards, care, channel, ways, minutes };
}

export type AskForm = Omit<NewRequest, 'skillId'> & {
  topic: string;
  skillId: string | undefined;
  /** What was typed and then understood only with the asker's help. */
  typed?: string | undefined;
};

/**
 * A filled-in ask: the topic is looked up as typed. @returns undefined when it is under way, else what to show instead:
 * nobody can be asked. @throws UserError as `startRequest`.
 */
export async function askFor(tx: Tx, form: AskForm): Promise<Finding | undefined> {
  const care = await careAbout(tx, `${form.topic} ${form.goal}`);
  if (care) return careFinding({ text: form.topic, menteeId: form.menteeId }, care);
  const { topic, skillId, typed, ...ask } = form;
  const skill =
    (await skillFor(tx, topic, skillId, ask.menteeId)) ??
    (ask.maybeFor === undefined ? undefined : await newSkill(tx, topic, ask.menteeId));
  if (typed !== undefined && skill !== undefined && skill.id === skillId)
    await learnAlias(tx, typed, skill.id, ask.menteeId);
  if (skill && (await startRequest(tx, { ...ask, skillId: skill.id }))) return undefined;
  const { menteeId, goal, urgency, format } = ask;
  const found = await search(tx, { text: skill?.name ?? topic, menteeId, goal: explanation(goal), urgency, format });
  return { ...found, colleagues: [] };
}

/** A topic that nobody has named before, as somebody typed it; undefined when it is too long to be one. */
async function newSkill(tx: Tx, topic: string, byId: string): Promise<SkillRef | undefined> {
  const name = topicName(topic);
  return name === '' ? undefined : skillNamed(tx, name, byId);
}

type Typed = { topic: string; goal: string };

/**
 * Why somebody cannot ask about this now, found out at the click and once more before the form closes, so that nobody
 * writes for nothing; undefined when they can, and when the words call for people to turn to, who come before any rule.
 * `typed` is what stands in the form.
 */
export async function whyCannotAsk(
  tx: Tx,
  menteeId: string,
  typed: Typed,
  skillId?: string,
): Promise<string | undefined> {
  if (await careAbout(tx, `${typed.topic} ${typed.goal}`)) return undefined;
  const skill = await skillFor(tx, typed.topic, skillId, menteeId);
  const why = await whyNoRoom(tx, menteeId, skill);
  return why ?? whyOver(tx, await requireMember(tx, menteeId), 'request');
}

type Chosen = Pick<NewRequest, 'menteeId' | 'goal' | 'format' | 'mentorId'> & {
  topic: string;
  skillId: string | undefined;
};

/** Why the way to talk that was chosen cannot work; undefined when it can, or when the words call for people. */
export async function whyNotSo(tx: Tx, { topic, skillId, format, ...asking }: Chosen): Promise<string | undefined> {
  if (await careAbout(tx, `${topic} ${asking.goal}`)) return undefined;
  return whyNotThisWay(tx, asking, format, await skillFor(tx, topic, skillId, asking.menteeId));
}

/** Why somebody may not ask without their name for now; undefined when they may, and as with `whyCannotAsk`. */
export async function whyNotQuietly(tx: Tx, menteeId: string, typed: Typed): Promise<string | undefined> {
  if (await careAbout(tx, `${typed.topic} ${typed.goal}`)) return undefined;
  return (await isSuspended(tx, menteeId)) ? NO_QUIET : undefined;
}
