import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import { goalsLookedAt, reviewWith } from '../../goals/service/index.ts';
import { mayPropose } from '../../knowledge/service/index.ts';
import { requireMember, setMute } from '../../members/service.ts';
import type { Consent } from '../../newsletter/rules/index.ts';
import { consentTo, forgetStoriesOf, mayTell, offerStory, showStoriesOf } from '../../newsletter/service/index.ts';
import { cancelPrompts, queuePrompt, refreshPrompts, refreshPromptsAt } from '../../prompts/service/index.ts';
import { takeBackBadges, thankAfter, thanksFrom } from '../../recognition/service/index.ts';
import { isUnsure } from '../../sessions/rules/held.ts';
import type { Session } from '../../sessions/rules/index.ts';
import { getSession, lookedBack } from '../../sessions/service/index.ts';
import {
  askAt,
  editableUntil,
  isEditable,
  isUseful,
  questionFor,
  type Reflection,
  type Role,
  remindAt,
  spreadMinutes,
  wasGood,
} from '../rules.ts';
import {
  countAsked,
  dropUnanswered,
  findReflection,
  findUnanswered,
  insertReflection,
  placeOf,
  writeAnswer,
} from '../store/index.ts';
import { cancelOutcome, planOutcome, topicOf } from './outcome.ts';
import { questions } from './questions.ts';
/** Asks one person their question. Muting reflections mutes this kind. */
export const askPrompt = jobKind('reflections.ask', z.object({ reflectionId: z.string(), isReminder: z.boolean() }));

export type EndedSession = Pick<Session, 'id' | 'mentorId' | 'menteeId'>;

export type Answer = {
  usefulness: number | undefined;
  answer: string;
  differently: string;
  /** Whether and how the newsletter may tell the answer. */
  story: Consent;
  /** Words to pass on to the other person, '' for none. */
  thanks: string;
  showThanks: boolean;
};

const groupOf = (reflectionId: string) => `reflection:${reflectionId}`;

/** Plans what follows a session that was held: a question to each, and later "did you use it?" to the mentee. */
export async function planReflections(tx: Tx, session: EndedSession): Promise<void> {
  await planLookBack(tx, session);
  await plan(tx, session, 'mentor', session.mentorId, session.menteeId);
  await planOutcome(tx, session);
}

/** Plans the question to the mentee alone, who by answering it says that they talked. */
export async function planLookBack(tx: Tx, session: EndedSession): Promise<void> {
  await plan(tx, session, 'mentee', session.menteeId, session.mentorId);
}

/** Nobody listens in on a huddle: whether it took place is the mentee's to say. */
export async function lookBackOn(tx: Tx, session: Session): Promise<void> {
  if (session.format !== 'thread' && session.startedAt && isUnsure(session, tx.now)) await planLookBack(tx, session);
}

/** It turned out that a session was not held: nothing more is asked about it, and what it earned goes. */
export async function takeBackReflections(tx: Tx, session: EndedSession & Pick<Session, 'endedAt'>): Promise<void> {
  await dropQuestions(tx, session);
  await forgetStoriesOf(tx, session.id);
  await takeBackBadges(tx, [session.mentorId, session.menteeId], session.endedAt ?? tx.now);
}

/** Nothing more is asked about a session; answers that were given stay their authors'. */
export async function dropQuestions(tx: Tx, { id, mentorId, menteeId }: EndedSession): Promise<void> {
  for (const reflectionId of await dropUnanswered(tx, id)) {
    await cancelPrompts(tx, groupOf(reflectionId));
    await refreshPrompts(tx, groupOf(reflectionId));
  }
  await cancelOutcome(tx, id);
  tx.touch(mentorId);
  tx.touch(menteeId);
}

async function plan(tx: Tx, session: EndedSession, role: Role, authorId: string, partnerId: string): Promise<void> {
  const question = questionFor(questions()[role], authorId, await countAsked(tx, authorId, role));
  const id = randomUUID();
  if (!(await insertReflection(tx, { id, sessionId: session.id, authorId, partnerId, role, question }))) return;
  const dueAt = askAt(await requireMember(tx, authorId), tx.now, spreadMinutes(session.id, authorId));
  // Two weeks on, "did you use it?" comes, and a look back at the conversation has had its time.
  const expiresAt = tx.now.add({ hours: 14 * 24 });
  const schedule = { memberId: authorId, key: `${groupOf(id)}:ask`, dueAt, expiresAt, group: groupOf(id) };
  await queuePrompt(tx, askPrompt, { reflectionId: id, isReminder: false }, schedule);
  tx.touch(authorId);
}

/** Plans the one reminder; called when the question is asked, so that it counts from then. */
export async function planReminder(tx: Tx, { id, sessionId, authorId }: Reflection): Promise<void> {
  const dueAt = remindAt(await requireMember(tx, authorId), tx.now, spreadMinutes(sessionId, authorId));
  const expiresAt = dueAt.add({ hours: 7 * 24 });
  const schedule = { memberId: authorId, key: `${groupOf(id)}:reminder`, dueAt, expiresAt, group: groupOf(id) };
  await queuePrompt(tx, askPrompt, { reflectionId: id, isReminder: true }, schedule);
}

/** Days for which an unanswered question stays in Home. */
const SHOWN_DAYS = 14;

/** A member's questions of the last two weeks that are still to be answered, oldest first; none while they are muted. */
export async function unansweredOf(tx: Tx, memberId: string): Promise<Reflection[]> {
  if ((await requireMember(tx, memberId)).mutes.includes(askPrompt.name)) return [];
  return findUnanswered(tx, memberId, tx.now.subtract({ hours: 24 * SHOWN_DAYS }));
}

export type Asked = {
  reflection: Reflection;
  partner: string;
  topic: string | undefined;
  isMuted: boolean;
  /** Whether it is known that they talked, and, when it is not, the session of which its mentee can say so. */
  isHeld: boolean;
  /** Whether a thank-you of its author for this session is to be shown. */
  isThanksShown: boolean;
  /** Whether its author lets the newsletter tell their answer. */
  isStory: boolean;
  /** With every fourth one: the author's goals, and whether they said that these still fit. */
  goals: Awaited<ReturnType<typeof reviewWith>>;
  /** Whether the talk was good, and its author could write a knowledge card about it. */
  canKeep: boolean;
  /** Whether an answer can still be changed. */
  canChange: boolean;
};

/** What a question's message shows now, or undefined when the reflection is gone. */
export async function askedNow(tx: Tx, reflectionId: string): Promise<Asked | undefined> {
  const reflection = await findReflection(tx, reflectionId);
  if (!reflection) return undefined;
  const author = await requireMember(tx, reflection.authorId);
  const partner = (await requireMember(tx, reflection.partnerId)).name;
  const topic = await topicOf(tx, reflection.sessionId);
  const canKeep = wasGood(reflection) && (await mayPropose(tx, reflection.sessionId, author.id));
  const isHeld = (await getSession(tx, reflection.sessionId))?.heldAt !== undefined;
  const isThanksShown = (await thanksFrom(tx, reflection.sessionId, author.id))?.isPublic === true;
  const key = { sessionId: reflection.sessionId, authorId: author.id, source: 'reflection' } as const;
  const isStory = (await consentTo(tx, key)) !== 'no';
  const place = await placeOf(tx, reflectionId);
  const goals = place && (await reviewWith(tx, author.id, place.nth, place.madeAt));
  const isMuted = author.mutes.includes(askPrompt.name);
  const canChange = isEditable(reflection.answeredAt, tx.now);
  return { reflection, partner, topic, isMuted, isHeld, isThanksShown, isStory, canKeep, canChange, goals };
}

/** The author says under a reflection that their goals still fit, or goes on to change them. @throws UserError when it is not theirs. */
export async function reviewGoals(tx: Tx, reflectionId: string, byId: string): Promise<void> {
  const reflection = await findReflection(tx, reflectionId);
  if (reflection?.authorId !== byId)
    throw new UserError('That question is no longer there, so nothing was changed. `/mentor goals` shows your goals.');
  await goalsLookedAt(tx, byId);
  await refreshPrompts(tx, groupOf(reflectionId));
}

export type Form = {
  reflection: Reflection;
  partner: string;
  thanks: { words: string; isPublic: boolean; isSettled: boolean } | undefined;
  /** Undefined where there is no newsletter, or it must not tell. */
  story: Consent | undefined;
  /** It began with a quiet ask, so nothing of it is shown to others. */
  isQuiet: boolean;
};

/** What its author fills in, with what they wrote before. @throws UserError when it is not theirs or its week is over. */
export async function reflectionForm(tx: Tx, reflectionId: string, byId: string): Promise<Form> {
  const reflection = await ownReflection(tx, reflectionId, byId);
  const partner = (await requireMember(tx, reflection.partnerId)).name;
  const { sessionId, authorId } = reflection;
  const story = (await mayTell(tx, sessionId))
    ? await consentTo(tx, { sessionId, authorId, source: 'reflection' })
    : undefined;
  const isQuiet = (await getSession(tx, sessionId))?.isQuiet ?? false;
  return { reflection, partner, thanks: await thanksFrom(tx, sessionId, byId), story, isQuiet };
}

/**
 * Keeps an answer, first or changed, and passes the thank-you on. @returns why the thank-you, and nothing else, could not
 * be passed on, or undefined. @throws UserError as `reflectionForm` does.
 */
export async function saveReflection(
  tx: Tx,
  reflectionId: string,
  byId: string,
  given: Answer,
): Promise<string | undefined> {
  const reflection = await ownReflection(tx, reflectionId, byId);
  if (reflection.role === 'mentee' && given.usefulness === undefined)
    throw new UserError('Please say how useful the session was, from 1 to 5. Nothing was saved yet.');
  const { answer, differently, story } = given;
  const usefulness = reflection.role === 'mentee' ? given.usefulness : undefined;
  await writeAnswer(tx, { ...reflection, usefulness, answer, differently });
  await refreshPromptsAt(tx, groupOf(reflectionId), editableUntil(reflection.answeredAt ?? tx.now));
  const { sessionId, authorId: giverId, partnerId: receiverId } = reflection;
  if (reflection.role === 'mentee') await judge(tx, reflection, isUseful(usefulness));
  const told = { sessionId, authorId: giverId, partnerId: receiverId, source: 'reflection' } as const;
  // What was of no use is no story.
  const consent = reflection.role === 'mentee' && !isUseful(usefulness) ? 'no' : story;
  await offerStory(tx, { ...told, words: answer, consent });
  const thanks = { sessionId, giverId, receiverId, words: given.thanks, isPublic: given.showThanks };
  const refusal = await thankAfter(tx, thanks);
  await cancelPrompts(tx, groupOf(reflectionId));
  await refreshPrompts(tx, groupOf(reflectionId));
  tx.touch(byId);
  return refusal;
}

/** What the mentee thinks of the session counts from now on; what it earned while they thought better of it goes. */
async function judge(tx: Tx, { sessionId, authorId, partnerId }: Reflection, isUseful: boolean): Promise<void> {
  const before = await getSession(tx, sessionId);
  await lookedBack(tx, sessionId, { isUseful });
  await showStoriesOf(tx, sessionId);
  if (!isUseful && before?.endedAt) await takeBackBadges(tx, [authorId, partnerId], before.endedAt);
}

async function ownReflection(tx: Tx, reflectionId: string, byId: string): Promise<Reflection> {
  const reflection = await findReflection(tx, reflectionId);
  if (!reflection) throw new UserError('That reflection is no longer there, so nothing was changed.');
  if (reflection.authorId !== byId)
    throw new UserError('A reflection is private to its author, and this one isn’t yours.');
  if (!isEditable(reflection.answeredAt, tx.now))
    throw new UserError('A reflection can be changed for a week. This one is kept as you left it.');
  return reflection;
}

/** Stops, or with `isMuted` false resumes, all questions to this person; the message they clicked shows it. */
export async function muteReflections(tx: Tx, reflectionId: string, byId: string, isMuted: boolean): Promise<void> {
  const reflection = await findReflection(tx, reflectionId);
  if (reflection && reflection.authorId !== byId)
    throw new UserError('That message is someone else’s, so only they can mute it.');
  await setMute(tx, byId, askPrompt.name, isMuted);
}
