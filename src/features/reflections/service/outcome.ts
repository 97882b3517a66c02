import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { useConfirmed } from '../../goals/service/index.ts';
import { requireMember } from '../../members/service.ts';
import type { Consent } from '../../newsletter/rules/index.ts';
import { consentTo, mayTell, offerStory, showStoriesOf } from '../../newsletter/service/index.ts';
import { cancelPrompts, queuePrompt, refreshPrompts, refreshPromptsAt } from '../../prompts/service/index.ts';
import { takeBackBadges } from '../../recognition/service/index.ts';
import { helpWasUsed } from '../../requests/service/index.ts';
import { getSession, lookedBack } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import {
  canAnswer,
  editableUntil,
  isOpenAgain,
  type Outcome,
  type OutcomeAnswer,
  outcomeAt,
  type TimeSaved,
} from '../rules.ts';
import { findMenteeReflection, findOutcome, writeOutcome } from '../store/index.ts';
/** Asks the mentee whether they used it; once more two weeks after "not yet". */
export const askOutcomePrompt = jobKind(
  'reflections.outcome',
  z.object({ sessionId: z.string(), isAgain: z.boolean().optional() }),
);
/** Tells the mentor that it was of use. */
export const tellUsePrompt = jobKind('reflections.used', z.object({ sessionId: z.string() }));

/** Minutes in which the mentee can add a line before the mentor hears of a yes. */
const TIME_FOR_DETAIL = 15;

const askGroup = (sessionId: string) => `outcome:${sessionId}`;
const tellGroup = (sessionId: string) => `outcome:${sessionId}:told`;

export async function planOutcome(tx: Tx, session: { id: string; menteeId: string }): Promise<void> {
  const { id: sessionId, menteeId: memberId } = session;
  const dueAt = outcomeAt(await requireMember(tx, memberId), tx.now);
  const expiresAt = dueAt.add({ hours: 28 * 24 });
  const schedule = { memberId, key: `${askGroup(sessionId)}:ask`, dueAt, expiresAt, group: askGroup(sessionId) };
  await queuePrompt(tx, askOutcomePrompt, { sessionId }, schedule);
}

/** Nothing more is asked about a session, and its mentor is told of no use. */
export async function cancelOutcome(tx: Tx, sessionId: string): Promise<void> {
  await cancelPrompts(tx, askGroup(sessionId));
  await cancelPrompts(tx, tellGroup(sessionId));
}

/** Asks once more, two weeks from now. However often the answer changes, it is asked once more only once. */
async function planAgain(tx: Tx, sessionId: string, memberId: string): Promise<void> {
  const dueAt = outcomeAt(await requireMember(tx, memberId), tx.now);
  const expiresAt = dueAt.add({ hours: 28 * 24 });
  const schedule = { memberId, key: `${askGroup(sessionId)}:again`, dueAt, expiresAt, group: askGroup(sessionId) };
  await queuePrompt(tx, askOutcomePrompt, { sessionId, isAgain: true }, schedule);
}

/** What the question shows that is asked once more, or undefined when it need not be. From now on it can be answered anew. */
export async function askedAgain(tx: Tx, sessionId: string): Promise<OutcomeNow | undefined> {
  const now = await outcomeNow(tx, sessionId);
  if (!now?.outcome) return undefined;
  if (now.outcome.askedAgainAt) return now;
  if (now.outcome.answer !== 'not yet') return undefined;
  const outcome = { ...now.outcome, askedAgainAt: tx.now };
  await writeOutcome(tx, outcome);
  // What promised this question promises none any more.
  await refreshPrompts(tx, askGroup(sessionId));
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

/** A line about it, what it saved them, and whether and how the newsletter may tell it. */
export type OutcomeWords = { detail: string; timeSaved?: TimeSaved | undefined; story: Consent };

/** What is known of a session's outcome, or undefined when the session left no trace. */
export async function outcomeNow(tx: Tx, sessionId: string): Promise<OutcomeNow | undefined> {
  const asked = await findMenteeReflection(tx, sessionId);
  if (!asked) return undefined;
  const mentor = (await requireMember(tx, asked.partnerId)).name;
  const mentee = (await requireMember(tx, asked.authorId)).name;
  const session = await getSession(tx, sessionId);
  const topic = session && (await skillName(tx, session.skillId));
  const partner = await requireMember(tx, asked.partnerId);
  const isThere = !partner.isDeactivated && partner.erasedAt === undefined;
  const talkAgain = session && isThere ? { skillId: session.skillId, mentorId: partner.id } : undefined;
  const outcome = await findOutcome(tx, sessionId);
  const canChange = canAnswer(outcome, tx.now);
  return { sessionId, talkAgain, mentor, mentee, topic, outcome, canChange };
}

/** What a session was about, while it is known. */
export async function topicOf(tx: Tx, sessionId: string): Promise<string | undefined> {
  const session = await getSession(tx, sessionId);
  return session && skillName(tx, session.skillId);
}

/** What the mentee may still change; `story` is undefined where there is no newsletter. @throws UserError when they are not the mentee, or its week is over. */
export async function outcomeForm(
  tx: Tx,
  sessionId: string,
  byId: string,
): Promise<OutcomeNow & { story: Consent | undefined }> {
  await ownOutcome(tx, sessionId, byId);
  const now = await outcomeNow(tx, sessionId);
  if (!now) throw new Error(`No mentee of session ${sessionId}`);
  const story = (await mayTell(tx, sessionId))
    ? await consentTo(tx, { sessionId, authorId: byId, source: 'outcome' })
    : undefined;
  return { ...now, story };
}

/**
 * Keeps the mentee's answer; a yes is told to the mentor, once, with the line that the mentee wrote for them.
 * Without `words` an earlier line, and what it saved, are kept. @throws UserError as `outcomeForm` does.
 */
export async function answerOutcome(
  tx: Tx,
  sessionId: string,
  byId: string,
  answer: OutcomeAnswer,
  words?: OutcomeWords,
): Promise<void> {
  const { mentorId, before } = await ownOutcome(tx, sessionId, byId);
  const isFirst = before === undefined || isOpenAgain(before);
  const answeredAt = isFirst ? tx.now : before.answeredAt;
  const detail = words?.detail ?? before?.detail ?? '';
  const askedAgainAt = before?.askedAgainAt;
  // What is not used yet has saved nothing.
  const timeSaved = answer === 'not yet' ? undefined : words ? words.timeSaved : before?.timeSaved;
  await writeOutcome(tx, { sessionId, menteeId: byId, mentorId, answer, detail, timeSaved, answeredAt, askedAgainAt });
  await judge(tx, { sessionId, menteeId: byId, mentorId }, answer === 'yes');
  if (words || answer !== 'yes') {
    // What was not of use is no story.
    const consent = answer === 'yes' && words ? words.story : 'no';
    const told = { sessionId, authorId: byId, partnerId: mentorId, source: 'outcome' } as const;
    await offerStory(tx, { ...told, words: detail, consent });
  }
  await helpWasUsed(tx, sessionId, answer === 'yes');
  await refreshPrompts(tx, askGroup(sessionId));
  await refreshPrompts(tx, tellGroup(sessionId));
  await refreshPromptsAt(tx, askGroup(sessionId), editableUntil(answeredAt));
  if (answer === 'not yet' && !askedAgainAt) await planAgain(tx, sessionId, byId);
  if (answer !== 'yes') return cancelPrompts(tx, tellGroup(sessionId));
  await useConfirmed(tx, sessionId, byId);
  await tellUse(tx, sessionId, mentorId);
}

/** The mentor hears of it once there was time to add a line to it. */
async function tellUse(tx: Tx, sessionId: string, mentorId: string): Promise<void> {
  const dueAt = tx.now.add({ minutes: TIME_FOR_DETAIL });
  const group = tellGroup(sessionId);
  await queuePrompt(tx, tellUsePrompt, { sessionId }, { memberId: mentorId, key: group, dueAt, group });
}

/** A yes counts from when it was said; what it earned goes when it is taken back. */
async function judge(
  tx: Tx,
  { sessionId, menteeId, mentorId }: { sessionId: string; menteeId: string; mentorId: string },
  isUsed: boolean,
): Promise<void> {
  const before = await getSession(tx, sessionId);
  await lookedBack(tx, sessionId, { isUsed });
  if (isUsed === (before?.usedAt !== undefined)) return;
  await showStoriesOf(tx, sessionId);
  if (isUsed) await publish(tx, { outcomeUsed: { sessionId } });
  if (!isUsed && before?.endedAt) await takeBackBadges(tx, [mentorId, menteeId], before.endedAt);
}

async function ownOutcome(tx: Tx, sessionId: string, byId: string) {
  const asked = await findMenteeReflection(tx, sessionId);
  if (!asked) throw new UserError('That session is no longer there, so nothing was changed.');
  if (asked.authorId !== byId) throw new UserError('Only the one who asked for help can say whether it was of use.');
  const before = await findOutcome(tx, sessionId);
  if (!canAnswer(before, tx.now))
    throw new UserError('You answered this more than a week ago, so your answer stays. Thank you for answering.');
  return { mentorId: asked.partnerId, before };
}
