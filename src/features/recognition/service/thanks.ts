import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { instant, iso } from '../../../time.ts';
import { activePeople, getMembers, lockMember, mayReach, NOT_PASSED_ON, requireMember } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { giveBack, spend, whyOver } from '../../quotas/service.ts';
import { readable } from '../../requests/rules/topic.ts';
import { getSession } from '../../sessions/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { changeableUntil, isChangeable, type ReadThanks, readThanks, thanksRefusal } from '../rules/thanks.ts';
import { choicesOf } from '../store/badges.ts';
import { deleteThanks, findThanks, findThanksFrom, setAgreed, writeThanks } from '../store/index.ts';
import type { ThanksTable } from '../tables.ts';
/** The time to take a thank-you back is over. */
export const thanksSettledJob = jobKind('recognition.thanks-settled', z.object({ thanksId: z.string() }));
/** Hands a thank-you to the person it is for. */
export const deliverThanksPrompt = jobKind('recognition.thanks', z.object({ thanksId: z.string() }));

/** `sessionId` where it looks back on a session; one for each session and giver. */
export type Given = { sessionId?: string; giverId: string; receiverId: string; words: string; isPublic: boolean };

const groupOf = (thanksId: string) => `thanks:${thanksId}`;

/**
 * Keeps a thank-you, which is passed on once the time to take it back is over. After a session, giving it again in that
 * time changes the first. @returns its id. @throws UserError when it cannot be passed on.
 */
export async function giveThanks(tx: Tx, given: Given): Promise<string> {
  const refusal = await refusalOf(tx, given);
  if (refusal !== undefined) throw new UserError(refusal);
  const { sessionId, giverId, receiverId, words } = given;
  const isPublic = given.isPublic && !(await isQuiet(tx, sessionId));
  const earlier = sessionId === undefined ? undefined : await findThanksFrom(tx, sessionId, giverId);
  const id = earlier?.id ?? randomUUID();
  if (!earlier) await spend(tx, await requireMember(tx, giverId), 'thanks', receiverId);
  const people = { giver_id: giverId, receiver_id: receiverId };
  const row = { id, session_id: sessionId ?? null, ...people, words: words.trim(), is_public: isPublic ? 1 : 0 };
  await writeThanks(tx, row);
  const runAt = changeableUntil(tx.now);
  await enqueue(tx, thanksSettledJob, { thanksId: id }, { key: `settled:${id}`, runAt, group: groupOf(id) });
  return id;
}

/** What is said after a quiet ask stays between the two, whatever one of them ticked. */
async function isQuiet(tx: Tx, sessionId: string | undefined): Promise<boolean> {
  return sessionId !== undefined && ((await getSession(tx, sessionId))?.isQuiet ?? false);
}

/** Why this thank-you would not be passed on, or undefined. */
async function refusalOf(tx: Tx, { sessionId, giverId, receiverId, words }: Given): Promise<string | undefined> {
  const giver = await requireMember(tx, giverId);
  await lockMember(tx, giverId);
  const earlier = sessionId === undefined ? undefined : await findThanksFrom(tx, sessionId, giverId);
  const refusal = thanksRefusal({
    isSelf: giverId === receiverId,
    receiver: await requireMember(tx, receiverId),
    words,
  });
  if (refusal === undefined && !(await mayReach(tx, giverId, receiverId))) return NOT_PASSED_ON;
  return refusal ?? (earlier ? undefined : whyOver(tx, giver, 'thanks', receiverId));
}

/**
 * What somebody wrote in the field for a thank-you after a session: gives, changes or takes back, and leaves alone what
 * was passed on. @returns why it could not be passed on, or undefined.
 */
export async function thankAfter(tx: Tx, given: Given & { sessionId: string }): Promise<string | undefined> {
  const earlier = await findThanksFrom(tx, given.sessionId, given.giverId);
  if (earlier && !isChangeable(instant(earlier.created_at), tx.now)) return undefined;
  if (given.words === '') {
    if (earlier) await withdraw(tx, earlier);
    return undefined;
  }
  const refusal = await refusalOf(tx, given);
  if (refusal === undefined) await giveThanks(tx, given);
  return refusal;
}

/** Takes a thank-you back; nobody has read it. @throws UserError when it is not theirs, or too late. */
export async function takeBackThanks(tx: Tx, thanksId: string, byId: string): Promise<void> {
  await withdraw(tx, await ownThanks(tx, thanksId, byId));
}

async function withdraw(tx: Tx, { id, giver_id, receiver_id, created_at }: ThanksTable): Promise<void> {
  await giveBack(tx, await requireMember(tx, giver_id), 'thanks', created_at, receiver_id);
  await cancelGroup(tx, groupOf(id));
  await cancelPrompts(tx, groupOf(id));
  await deleteThanks(tx, id);
  tx.touch(giver_id);
}

/** Lets the digest show a thank-you, or not. @throws UserError when it is not theirs, or too late. */
export async function showThanks(tx: Tx, thanksId: string, byId: string, isPublic: boolean): Promise<GivenNow> {
  const row = await ownThanks(tx, thanksId, byId);
  await writeThanks(tx, { ...row, is_public: isPublic ? 1 : 0 });
  return givenNow(tx, thanksId);
}

async function ownThanks(tx: Tx, thanksId: string, byId: string): Promise<ThanksTable> {
  const row = await findThanks(tx, thanksId);
  if (!row) throw new UserError('That thank-you was taken back already, and no one has read it.');
  if (row.giver_id !== byId) throw new UserError('That thank-you is someone else’s, so only they can change it.');
  if (!isChangeable(instant(row.created_at), tx.now))
    throw new UserError('A thank-you can be changed or taken back for ten minutes. This one was passed on.');
  return row;
}

export type GivenNow = {
  thanksId: string;
  to: string;
  words: string;
  isPublic: boolean;
  /** Whether there is a digest in which the receiver lets it be shown. */
  canBeShown: boolean;
};

/** What its giver sees of a thank-you while it can be changed. */
export async function givenNow(tx: Tx, thanksId: string): Promise<GivenNow> {
  const row = await findThanks(tx, thanksId);
  if (!row) throw new UserError('That thank-you was taken back already, and no one has read it.');
  const receiver = await requireMember(tx, row.receiver_id);
  const canBeShown = await isShowable(tx, row);
  return { thanksId, to: receiver.name, words: row.words, isPublic: row.is_public === 1, canBeShown };
}

/** Nobody can take it back any more: the receiver reads it. */
export async function passOn(tx: Tx, thanksId: string): Promise<void> {
  const row = await findThanks(tx, thanksId);
  if (!row) return;
  const isAlways = (await choicesOf(tx, row.receiver_id)).thanksShown;
  if (row.is_public === 1 && isAlways) await setAgreed(tx, thanksId, iso(tx.now));
  const schedule = { memberId: row.receiver_id, key: groupOf(thanksId), dueAt: tx.now, group: groupOf(thanksId) };
  await queuePrompt(tx, deliverThanksPrompt, { thanksId }, schedule);
  tx.touch(row.receiver_id);
}

/** What somebody passed on after a session, if they did; `isSettled` when it cannot be changed any more. */
export async function thanksFrom(
  tx: Tx,
  sessionId: string,
  giverId: string,
): Promise<{ words: string; isPublic: boolean; isSettled: boolean } | undefined> {
  const given = await findThanksFrom(tx, sessionId, giverId);
  if (!given) return undefined;
  const isSettled = !isChangeable(instant(given.created_at), tx.now);
  return { words: given.words, isPublic: given.is_public === 1, isSettled };
}

/** `isAsked`: it can be shown if they say yes; `isShown`: both names will stand in the digest. */
export type ThanksNow = { thanksId: string; from: string; words: string; isAsked: boolean; isShown: boolean };

/** The receiver lets the digest show a thank-you, or not. @throws UserError when it is not theirs to say. */
export async function agreeToShow(tx: Tx, thanksId: string, byId: string, isAgreed: boolean): Promise<void> {
  const row = await findThanks(tx, thanksId);
  if (row?.receiver_id !== byId) throw new UserError('That thank-you is for someone else, so only they can say.');
  await setAgreed(tx, thanksId, isAgreed ? iso(tx.now) : null);
  await refreshPrompts(tx, groupOf(thanksId));
}

/** From whom to whom a thank-you goes. */
export async function thanksBetween(tx: Tx, thanksId: string): Promise<[string, string][]> {
  const row = await findThanks(tx, thanksId);
  return row ? [[row.giver_id, row.receiver_id]] : [];
}

/** A thank-you as one of the two has it in front of them, or undefined: its receiver once it was passed on. */
export async function thanksSeenBy(tx: Tx, thanksId: string, memberId: string) {
  const row = await findThanks(tx, thanksId);
  const isTheirs = row?.giver_id === memberId || row?.receiver_id === memberId;
  if (!row || !isTheirs) return undefined;
  if (row.receiver_id === memberId && isChangeable(instant(row.created_at), tx.now)) return undefined;
  return { giverId: row.giver_id, receiverId: row.receiver_id, words: row.words };
}

/** A thank-you as its receiver sees it now, or undefined when it is gone. */
export async function thanksNow(tx: Tx, thanksId: string): Promise<ThanksNow | undefined> {
  const given = await findThanks(tx, thanksId);
  if (!given) return undefined;
  const { name } = await requireMember(tx, given.giver_id);
  const isAsked = given.is_public === 1 && (await isShowable(tx, given));
  return { thanksId, from: name, words: given.words, isAsked, isShown: isAsked && given.agreed_at !== null };
}

/** Public thanks can be shown where there is a digest and both let their name appear; then the receiver decides. */
async function isShowable(tx: Tx, { giver_id, receiver_id, session_id }: ThanksTable): Promise<boolean> {
  if (await isQuiet(tx, session_id ?? undefined)) return false;
  if ((await getSettings(tx)).digestChannel === undefined) return false;
  const [giver, receiver] = [await requireMember(tx, giver_id), await requireMember(tx, receiver_id)];
  return giver.inDigest && receiver.inDigest;
}

/** Whom and what for, as somebody typed it after a command; mentions and marks in the words are as people read them. */
export async function readTyped(tx: Tx, text: string): Promise<ReadThanks> {
  const ids = [...text.matchAll(/<@([A-Z0-9]+)/g)].map(([, id = '']) => id);
  const mentioned = readThanks(text, [...(await getMembers(tx, ids)).values()]);
  const read = mentioned.receiverIds.length > 0 ? mentioned : readThanks(text, await activePeople(tx));
  return { ...read, words: readable(read.words) };
}

/** What became of one thank-you for several people. */
export type GivenToEach = { given: GivenNow[]; refused: { name: string; why: string }[] };

/** Gives each of several people the same words: each is a thank-you of its own. */
export async function thankEach(tx: Tx, receiverIds: string[], given: Omit<Given, 'receiverId'>): Promise<GivenToEach> {
  const each: GivenToEach = { given: [], refused: [] };
  for (const receiverId of receiverIds) {
    const refusal = await refusalOf(tx, { ...given, receiverId });
    if (refusal === undefined) each.given.push(await givenNow(tx, await giveThanks(tx, { ...given, receiverId })));
    else each.refused.push({ name: (await requireMember(tx, receiverId)).name, why: refusal });
  }
  return each;
}
