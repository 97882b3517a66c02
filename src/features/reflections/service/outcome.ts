import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import type { Work } from '../../../work.ts';
import { useConfirmed } from '../../goals/service.ts';
import { helpWasUsed } from '../../matching/service.ts';
import { requireMember } from '../../members/service.ts';
import type { Consent } from '../../newsletter/rules.ts';
import { consentTo, mayTell, offerStory, showStoriesOf } from '../../newsletter/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts, refreshPromptsAt } from '../../prompts/service.ts';
import { takeBackBadges } from '../../recognition/service.ts';
import { getSession, lookedBack } from '../../sessions/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { canAnswer, editableUntil, isOpenAgain, type Outcome, type OutcomeAnswer, outcomeAt } from '../rules.ts';
import { findMenteeReflection, findOutcome, writeOutcome } from '../store.ts';
/** Asks the mentee whether they used it; once more two weeks after "not yet". */
export const askOutcome = jobKind(
  'reflections.outcome',
  z.object({ sessionId: z.string(), isAgain: z.boolean().optional() }),
);
/** Tells the mentor that it was of use. */
export const tellUse = jobKind('reflections.used', z.object({ sessionId: z.string() }));

/** Minutes in which the mentee can add a line before the mentor hears of a yes. */
const TIME_FOR_DETAIL = 15;

const askGroup = (sessionId: string) => `outcome:${sessionId}`;
const tellGroup = (sessionId: string) => `outcome:${sessionId}:told`;

export async function planOutcome(work: Work, session: { id: string; menteeId: string }): Promise<void> {
  const { id: sessionId, menteeId: memberId } = session;
  const dueAt = outcomeAt(await requireMember(work, memberId), work.now);
  const expiresAt = dueAt.add({ hours: 28 * 24 });
  const schedule = { memberId, key: `${askGroup(sessionId)}:ask`, dueAt, expiresAt, group: askGroup(sessionId) };
  await queuePrompt(work, askOutcome, { sessionId }, schedule);
}

/** Nothing more is asked about a session, and its mentor is told of no use. */
export async function cancelOutcome(work: Work, sessionId: string): Promise<void> {
  await cancelPrompts(work, askGroup(sessionId));
  await cancelPrompts(work, tellGroup(sessionId));
}

/** Asks once more, two weeks from now. However often the answer changes, it is asked once more only once. */
async function planAgain(work: Work, sessionId: string, memberId: string): Promise<void> {
  const dueAt = outcomeAt(await requireMember(work, memberId), work.now);
  const expiresAt = dueAt.add({ hours: 28 * 24 });
  const schedule = { memberId, key: `${askGroup(sessionId)}:again`, dueAt, expiresAt, group: askGroup(sessionId) };
  await queuePrompt(work, askOutcome, { sessionId, isAgain: true }, schedule);
}

/** What the question shows that is asked once more, or undefined when it need not be. From now on it can be answered anew. */
export async function askedAgain(work: Work, sessionId: string): Promise<OutcomeNow | undefined> {
  const now = await outcomeNow(work, sessionId);
  if (!now?.outcome) return undefined;
  if (now.outcome.askedAgainAt) return now;
  if (now.outcome.answer !== 'not yet') return undefined;
  const outcome = { ...now.outcome, askedAgainAt: work.now };
  await writeOutcome(work, outcome);
  return { ...now, outcome };
}

export type OutcomeNow = {
  sessionId: string;
  /** What it takes to ask the same person about the same again; undefined when they or the topic are gone. */
  talkAgain: { skillId: string; mentorId: string } | undefined;
  mentor: string;
  mentee: string;
  topic: string | undefined;
  outcome: Outcome | undefined;
  /** Whether an answer can still be changed. */
  canChange: boolean;
};

/** A line about it, and whether and how the newsletter may tell it. */
export type OutcomeWords = { detail: string; story: Consent };

/** What is known of a session's outcome, or undefined when the session left no trace. */
export async function outcomeNow(work: Work, sessionId: string): Promise<OutcomeNow | undefined> {
  const asked = await findMenteeReflection(work, sessionId);
  if (!asked) return undefined;
  const mentor = (await requireMember(work, asked.partnerId)).name;
  const mentee = (await requireMember(work, asked.authorId)).name;
  const session = await getSession(work, sessionId);
  const topic = session && (await skillName(work, session.skillId));
  const partner = await requireMember(work, asked.partnerId);
  const isThere = !partner.isDeactivated && partner.erasedAt === undefined;
  const talkAgain = session && isThere ? { skillId: session.skillId, mentorId: partner.id } : undefined;
  const outcome = await findOutcome(work, sessionId);
  const canChange = canAnswer(outcome, work.now);
  return { sessionId, talkAgain, mentor, mentee, topic, outcome, canChange };
}

/** What a session was about, while it is known. */
export async function topicOf(work: Work, sessionId: string): Promise<string | undefined> {
  const session = await getSession(work, sessionId);
  return session && skillName(work, session.skillId);
}

/** What the mentee may still change; `story` is undefined where there is no newsletter. @throws UserError when they are not the mentee, or its week is over. */
export async function outcomeForm(
  work: Work,
  sessionId: string,
  byId: string,
): Promise<OutcomeNow & { story: Consent | undefined }> {
  await ownOutcome(work, sessionId, byId);
  const now = await outcomeNow(work, sessionId);
  if (!now) throw new Error(`No mentee of session ${sessionId}`);
  const story = (await mayTell(work, sessionId))
    ? await consentTo(work, { sessionId, authorId: byId, source: 'outcome' })
    : undefined;
  return { ...now, story };
}

/**
 * Keeps the mentee's answer; a yes is told to the mentor, once, with the line that the mentee wrote for them.
 * Without `words` an earlier line is kept. @throws UserError as `outcomeForm` does.
 */
export async function answerOutcome(
  work: Work,
  sessionId: string,
  byId: string,
  answer: OutcomeAnswer,
  words?: OutcomeWords,
): Promise<void> {
  const { mentorId, before } = await ownOutcome(work, sessionId, byId);
  const isFirst = before === undefined || isOpenAgain(before);
  const answeredAt = isFirst ? work.now : before.answeredAt;
  const detail = words?.detail ?? before?.detail ?? '';
  const askedAgainAt = before?.askedAgainAt;
  await writeOutcome(work, { sessionId, menteeId: byId, mentorId, answer, detail, answeredAt, askedAgainAt });
  await judge(work, { sessionId, menteeId: byId, mentorId }, answer === 'yes');
  if (words || answer !== 'yes') {
    // What was not of use is no story.
    const consent = answer === 'yes' && words ? words.story : 'no';
    const told = { sessionId, authorId: byId, partnerId: mentorId, source: 'outcome' } as const;
    await offerStory(work, { ...told, words: detail, consent });
  }
  await helpWasUsed(work, sessionId, answer === 'yes');
  await refreshPrompts(work, askGroup(sessionId));
  await refreshPrompts(work, tellGroup(sessionId));
  await refreshPromptsAt(work, askGroup(sessionId), editableUntil(answeredAt));
  if (answer === 'not yet' && !askedAgainAt) await planAgain(work, sessionId, byId);
  if (answer !== 'yes') return cancelPrompts(work, tellGroup(sessionId));
  await useConfirmed(work, sessionId, byId);
  const dueAt = work.now.add({ minutes: TIME_FOR_DETAIL });
  const group = tellGroup(sessionId);
  await queuePrompt(work, tellUse, { sessionId }, { memberId: mentorId, key: group, dueAt, group });
}

/** A yes counts from when it was said; what it earned goes when it is taken back. */
async function judge(
  work: Work,
  { sessionId, menteeId, mentorId }: { sessionId: string; menteeId: string; mentorId: string },
  isUsed: boolean,
): Promise<void> {
  const before = await getSession(work, sessionId);
  await lookedBack(work, sessionId, { isUsed });
  if (isUsed === (before?.usedAt !== undefined)) return;
  await showStoriesOf(work, sessionId);
  if (!isUsed && before?.endedAt) await takeBackBadges(work, [mentorId, menteeId], before.endedAt);
}

async function ownOutcome(work: Work, sessionId: string, byId: string) {
  const asked = await findMenteeReflection(work, sessionId);
  if (!asked) throw new UserError('That session is no longer there, so nothing was changed.');
  if (asked.authorId !== byId) throw new UserError('Only the one who asked for help can say whether it was of use.');
  const before = await findOutcome(work, sessionId);
  if (!canAnswer(before, work.now))
    throw new UserError('You answered this more than a week ago, and your answer is kept. Thank you for it.');
  return { mentorId: asked.partnerId, before };
}
