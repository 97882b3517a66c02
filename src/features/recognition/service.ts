import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { jobKind } from '../../jobs/define.ts';
import type { Work } from '../../work.ts';
import { requireMember } from '../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../prompts/service.ts';
import { getSettings } from '../settings/service.ts';
import { deleteThanks, findThanks, findThanksFrom, writeThanks } from './store.ts';

export { planDigest } from './service/digest.ts';

/** Hands a thank-you to the person it is for. */
export const deliverThanks = jobKind('recognition.thanks', z.object({ thanksId: z.string() }));

export type Given = { sessionId: string; giverId: string; receiverId: string; words: string; isPublic: boolean };

const groupOf = (thanksId: string) => `thanks:${thanksId}`;

/** Passes a thank-you on: one for each session and giver, so that giving it again changes the first. */
export async function giveThanks(work: Work, given: Given): Promise<void> {
  const { sessionId, giverId, receiverId, words, isPublic } = given;
  const id = (await findThanksFrom(work, sessionId, giverId))?.id ?? randomUUID();
  const people = { giver_id: giverId, receiver_id: receiverId };
  await writeThanks(work, { id, session_id: sessionId, ...people, words, is_public: isPublic ? 1 : 0 });
  const schedule = { memberId: receiverId, key: groupOf(id), dueAt: work.now, group: groupOf(id) };
  await queuePrompt(work, deliverThanks, { thanksId: id }, schedule);
  await refreshPrompts(work, groupOf(id));
}

/** Takes a thank-you back as far as nobody has read it. */
export async function takeBackThanks(work: Work, sessionId: string, giverId: string): Promise<void> {
  const given = await findThanksFrom(work, sessionId, giverId);
  if (!given) return;
  await cancelPrompts(work, groupOf(given.id));
  await deleteThanks(work, given.id);
}

/** What somebody passed on after a session, if they did. */
export async function thanksFrom(
  work: Work,
  sessionId: string,
  giverId: string,
): Promise<{ words: string; isPublic: boolean } | undefined> {
  const given = await findThanksFrom(work, sessionId, giverId);
  return given && { words: given.words, isPublic: given.is_public === 1 };
}

/** `isShown`: both names will stand in the digest. */
export type ThanksNow = { from: string; words: string; isShown: boolean };

/** A thank-you as its receiver sees it now, or undefined when it was taken back. */
export async function thanksNow(work: Work, thanksId: string): Promise<ThanksNow | undefined> {
  const given = await findThanks(work, thanksId);
  if (!given) return undefined;
  const giver = await requireMember(work, given.giver_id);
  const receiver = await requireMember(work, given.receiver_id);
  const hasDigest = (await getSettings(work)).digestChannel !== undefined;
  const isShown = hasDigest && given.is_public === 1 && giver.inDigest && receiver.inDigest;
  return { from: giver.name, words: given.words, isShown };
}
