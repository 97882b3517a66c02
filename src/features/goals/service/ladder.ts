import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { nextWorkingMorning } from '../../members/rules/index.ts';
import { offerSkill } from '../../members/service/profile.ts';
import { getMember, requireMember, skillsOf } from '../../members/service.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { getSession } from '../../sessions/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import type { Level } from '../../skills/rules/names.ts';
import { skillName } from '../../skills/service/index.ts';
import type { QuestionAnswer } from '../rules/index.ts';
import { asksToPassOn, USES_TO_PASS_ON } from '../rules/skills.ts';
import { askOnce, countUses, questionsOf, writeQuestion } from '../store/questions.ts';
import { ladderGroup, ladderPrompt } from './job-kinds.ts';

/** A mentee said that they used what a session was about: after the second time they are asked to pass it on. */
export async function useConfirmed(tx: Tx, sessionId: string, menteeId: string): Promise<void> {
  const session = await getSession(tx, sessionId);
  const member = await getMember(tx, menteeId);
  // Muted, it is not asked and not counted as asked: a later use may.
  if (!session || !member || member.mutes.includes(ladderPrompt.name)) return;
  const { skillId } = session;
  const state = {
    uses: await countUses(tx, menteeId, skillId),
    isOffering: await isOffering(tx, menteeId, skillId),
    wasAsked: (await questionsOf(tx, menteeId, 'ladder')).some((question) => question.skillId === skillId),
    mayMentor: await mayMentor(tx, member.isGuest),
  };
  if (!asksToPassOn(state) || !(await askOnce(tx, menteeId, skillId, 'ladder'))) return;
  const group = ladderGroup(menteeId, skillId);
  const dueAt = nextWorkingMorning(member, tx.now);
  await queuePrompt(
    tx,
    ladderPrompt,
    { memberId: menteeId, skillId },
    { memberId: menteeId, key: group, dueAt, group },
  );
}

async function isOffering(tx: Tx, memberId: string, skillId: string): Promise<boolean> {
  return (await skillsOf(tx, memberId)).offers.some((held) => held.skillId === skillId);
}

const mayMentor = async (tx: Tx, isGuest: boolean) => !isGuest || (await getSettings(tx)).allowGuests;

export type LadderNow = {
  skillId: string;
  topic: string;
  answer: QuestionAnswer | undefined;
  /** The level at which they help in it now. */
  level: Level | undefined;
};

/** What the question shows now; undefined when there is nothing to ask any more. */
export async function ladderNow(tx: Tx, memberId: string, skillId: string): Promise<LadderNow | undefined> {
  const question = (await questionsOf(tx, memberId, 'ladder')).find((asked) => asked.skillId === skillId);
  if (!question) return undefined;
  const held = (await skillsOf(tx, memberId)).offers.find((offer) => offer.skillId === skillId);
  const isMoot = held !== undefined || (await countUses(tx, memberId, skillId)) < USES_TO_PASS_ON;
  if (question.answer === undefined && isMoot) return undefined;
  return { skillId, topic: question.name, answer: question.answer, level: held?.level };
}

/**
 * The learner's answer; with a yes they offer the skill, as with any other offer.
 * @throws UserError when they were not asked, help in it already, or may not.
 */
export async function answerLadder(
  tx: Tx,
  memberId: string,
  skillId: string,
  answer: QuestionAnswer,
  level: Level = 1,
): Promise<void> {
  const question = (await questionsOf(tx, memberId, 'ladder')).find((asked) => asked.skillId === skillId);
  if (!question) throw new UserError('That question wasn’t for you, so nothing was changed.');
  const topic = await skillName(tx, skillId);
  if (await isOffering(tx, memberId, skillId))
    throw new UserError(`You help with ${topic} already. \`/mentor skills\` is where you change that.`);
  const { isGuest } = await requireMember(tx, memberId);
  if (answer === 'yes') {
    if (!(await mayMentor(tx, isGuest)))
      throw new UserError('Guests don’t mentor in this workspace. It’s kind of you to offer.');
    await offerSkill(tx, memberId, skillId, level);
  }
  await writeQuestion(tx, memberId, skillId, 'ladder', answer, undefined);
  await refreshPrompts(tx, ladderGroup(memberId, skillId));
  tx.touch(memberId);
}

/** Skills that a member was asked about and has neither taken up nor ruled out. */
export async function couldHelpWith(tx: Tx, memberId: string): Promise<{ skillId: string; name: string }[]> {
  const offered = new Set((await skillsOf(tx, memberId)).offers.map((held) => held.skillId));
  const asked = await questionsOf(tx, memberId, 'ladder');
  return asked.filter(({ skillId, answer }) => !offered.has(skillId) && answer !== 'never');
}
