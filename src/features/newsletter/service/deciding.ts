import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { getMembers, ownersOnly, touchOwners } from '../../members/service.ts';
import { cancelPrompts, refreshPrompts } from '../../prompts/service/index.ts';
import { lockNewsletter, updateNewsletter } from '../store/index.ts';
import type { NewsletterTable } from '../tables.ts';
import { NOT_HERE, toNewsletter } from './draft.ts';
import { draftGroup, postJob, postKey } from './job-kinds.ts';

/** Days for which a post waits for its channel. */
const WORTH_POSTING_DAYS = 2;

const ids = z.array(z.string());

export type Edited = {
  heading: string;
  opening: string;
  closing: string;
  /** Ids of the stories that are in. */
  stories: string[];
  hasFigures: boolean;
  hasTechnique: boolean;
};

/** Changes a draft. The words of a story stay: two people agreed to just these. @throws UserError as `ownDraft` does. */
export async function editDraft(tx: Tx, month: string, by: string, to: Edited): Promise<void> {
  const row = await ownDraft(tx, month, by);
  const offered = ids.parse(JSON.parse(row.offered));
  await updateNewsletter(tx, month, {
    heading: to.heading,
    opening: to.opening,
    closing: to.closing,
    ...(isReworded(row, to) ? { words_by: by } : {}),
    stories: JSON.stringify(offered.filter((id) => to.stories.includes(id))),
    has_figures: to.hasFigures ? 1 : 0,
    has_technique: to.hasTechnique ? 1 : 0,
  });
  await refreshPrompts(tx, draftGroup(month));
}

function isReworded(row: NewsletterTable, to: Edited): boolean {
  return row.heading !== to.heading || row.opening !== to.opening || row.closing !== to.closing;
}

/**
 * Posts the draft, once, exactly as the owner saw it: `mark` names what that was.
 * @returns false when it has changed since, and nothing is posted. @throws UserError as `ownDraft` does.
 */
export async function postDraft(tx: Tx, month: string, by: string, mark: string): Promise<boolean> {
  const row = await ownDraft(tx, month, by);
  const now = await toNewsletter(tx, row);
  await refreshPrompts(tx, draftGroup(month));
  if (now.mark !== mark) return false;
  if (now.channel === undefined)
    throw new UserError('There’s no channel for the newsletter any more. `/mentor settings` is where you choose one.');
  const stories = JSON.stringify(now.stories.map((story) => story.id));
  await updateNewsletter(tx, month, { state: 'posting', decided_by: by, channel: now.channel, stories });
  const expiresAt = tx.now.add({ hours: 24 * WORTH_POSTING_DAYS });
  await enqueue(tx, postJob, { month }, { key: postKey(month, row.failures), lane: now.channel, expiresAt });
  await cancelPrompts(tx, draftGroup(month));
  await touchOwners(tx);
  return true;
}

/** Leaves a month out; its stories wait for the next one. @throws UserError as `ownDraft` does. */
export async function skipDraft(tx: Tx, month: string, by: string): Promise<void> {
  await ownDraft(tx, month, by);
  await updateNewsletter(tx, month, { state: 'skipped', decided_by: by });
  await touchOwners(tx);
  await cancelPrompts(tx, draftGroup(month));
  await refreshPrompts(tx, draftGroup(month));
}

/** The draft for its owner, locked. @throws UserError when they are no owner, or it was posted or skipped meanwhile. */
async function ownDraft(tx: Tx, month: string, by: string): Promise<NewsletterTable> {
  await ownersOnly(tx, by);
  const row = await lockNewsletter(tx, month);
  if (!row) throw new UserError(NOT_HERE);
  if (row.state === 'draft') return row;
  const decider = row.decided_by ?? '';
  const name = (await getMembers(tx, [decider])).get(decider)?.name ?? 'Someone';
  const who = decider === by ? 'You' : name;
  const did = row.state === 'skipped' ? 'left this newsletter out' : 'posted this newsletter';
  throw new UserError(`${who} ${did} already, so nothing was changed.`);
}
