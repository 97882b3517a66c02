import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant } from '../../../time.ts';
import { ownersOnly, requireMember } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { getSettings, today, workspaceName } from '../../settings/service.ts';
import { filledIn, type Launch, longest, type Piece } from '../rules.ts';
import { findLaunch, insertLaunch, launchesPosted, updateLaunch } from '../store.ts';
import type { LaunchPostTable } from '../tables.ts';
import { launchPieces } from './pieces.ts';

/** The post of one text. */
export const launchPostJob = jobKind('launch.post', z.object({ id: z.string() }));
/** Prompt to whoever posted it, when its channel refused it. */
export const launchRefusedPrompt = jobKind('launch.refused', z.object({ channel: z.string(), reason: z.string() }));

/** Days for which a post waits for its channel. */
const WORTH_POSTING_DAYS = 2;

export type Listed = Piece & { last: { channel: string; at: Temporal.Instant; by: string | undefined } | undefined };

/** The texts of the kit, each with where it was posted last. @throws UserError when they are no owner. */
export async function kitFor(tx: Tx, by: string): Promise<Listed[]> {
  await ownersOnly(tx, by);
  const posted = await launchesPosted(tx);
  return launchPieces().map((piece) => {
    const last = posted.find((post) => post.piece === piece.id);
    return {
      ...piece,
      last: last && { channel: last.channel, at: instant(last.created_at), by: last.by_id ?? undefined },
    };
  });
}

/**
 * One text with the facts of this workspace. `digest` is the name of the digest's channel, if it is known.
 * @throws UserError when they are no owner, or there is no such text.
 */
export async function pieceFor(tx: Tx, by: string, id: string, digest: string | undefined): Promise<Piece> {
  await ownersOnly(tx, by);
  const piece = launchPieces().find((one) => one.id === id);
  if (!piece) throw new UserError('That text is no longer there. `/mentor launch` shows those that are.');
  const workspace = (await workspaceName(tx)) || 'our workspace';
  const known = {
    owner: (await requireMember(tx, by)).name,
    workspace,
    digest: digest === undefined ? 'a channel that we’ll name' : `#${digest}`,
  };
  const [heading, text] = [filledIn(piece.heading, known), filledIn(piece.text, known)];
  return { ...piece, heading: heading.slice(0, longest.heading), text: text.slice(0, longest.text) };
}

/** The channel of the digest, for an owner. @throws UserError when they are no owner. */
export async function digestChannelFor(tx: Tx, by: string): Promise<string | undefined> {
  await ownersOnly(tx, by);
  return (await getSettings(tx)).digestChannel;
}

/**
 * Posts a text on an owner's behalf, once a day and channel. @returns why not, in words for the owner, or undefined.
 * @throws UserError when they are no owner.
 */
export async function postLaunch(tx: Tx, by: string, piece: string, launch: Launch): Promise<string | undefined> {
  await ownersOnly(tx, by);
  const { heading, text, channel } = launch;
  const on_date = (await today(tx)).toString();
  const id = randomUUID();
  const isNew = await insertLaunch(tx, { id, piece, channel, on_date, heading, body: text, by_id: by });
  if (!isNew) return `This text was posted in <#${channel}> today already, so nothing was posted again.`;
  const expiresAt = tx.now.add({ hours: 24 * WORTH_POSTING_DAYS });
  await enqueue(tx, launchPostJob, { id }, { key: `launch:${id}`, lane: channel, expiresAt });
  return undefined;
}

/** A text on its way, or undefined when it is not wanted any more. */
export async function launchNow(tx: Tx, id: string): Promise<LaunchPostTable | undefined> {
  const post = await findLaunch(tx, id);
  return post?.state === 'posting' ? post : undefined;
}

/** It is in its channel, which keeps the words from here on. */
export function launchPosted(tx: Tx, id: string): Promise<void> {
  return updateLaunch(tx, id, { state: 'posted', heading: '', body: '' });
}

/** Its channel refused it: whoever posted it hears how it gets through, and may post it again. */
export async function launchFailed(tx: Tx, id: string, reason: string): Promise<void> {
  const post = await findLaunch(tx, id);
  if (post?.state !== 'posting') return;
  await updateLaunch(tx, id, { state: 'refused', heading: '', body: '' });
  if (post.by_id === null) return;
  const schedule = { memberId: post.by_id, key: `launch-refused:${id}`, dueAt: tx.now };
  await queuePrompt(tx, launchRefusedPrompt, { channel: post.channel, reason }, schedule);
}
