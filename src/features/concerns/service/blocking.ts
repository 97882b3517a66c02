import { isFormer } from '../../../database/personal-data.ts';
import { UserError } from '../../../errors.ts';
import type { Work } from '../../../work.ts';
import {
  blockMember,
  blocksOf,
  deleteQuietBlock,
  getMember,
  hasQuietBlock,
  insertQuietBlock,
} from '../../members/service.ts';
import { declineOffer, getOffer } from '../../requests/service.ts';
import { withdrawVeiled } from '../../sessions/service.ts';
import type { Concern } from '../rules.ts';
import { findConcern } from '../store.ts';
import { showReceipt } from './copies.ts';
/** Whether the reporter blocked whom it is about: 'quietly' without knowing whom; undefined where there is nobody to block. */
export type Blocked = 'no' | 'yes' | 'quietly' | undefined;

export async function blockedBy(work: Work, { id, reporterId, reportedId, isQuiet }: Concern): Promise<Blocked> {
  if (reportedId === undefined || !(await getMember(work, reportedId)) || isFormer(reportedId)) return undefined;
  if (isQuiet) return (await hasQuietBlock(work, id, reporterId)) ? 'quietly' : 'no';
  return (await blocksOf(work, reporterId)).includes(reportedId) ? 'yes' : 'no';
}

/** Nothing of whom it is about reaches the reporter any more; of somebody whom they do not know, no more questions. */
export async function block(work: Work, concern: Concern): Promise<void> {
  const { id, reporterId, reportedId, isQuiet } = concern;
  if (reportedId === undefined) return;
  if (!isQuiet) return blockMember(work, reporterId, reportedId);
  await insertQuietBlock(work, { for_id: id, member_id: reporterId, blocked_id: reportedId });
  await dropWhatIsThere(work, concern);
}

/** The quiet ask itself moves on. Other things of the same person stay, which tell whose they are. */
async function dropWhatIsThere(work: Work, { about, reporterId }: Concern): Promise<void> {
  if (about?.kind === 'session') await withdrawVeiled(work, about.id, reporterId);
  const { offer, request } = (about?.kind === 'offer' && (await getOffer(work, about.id))) || {};
  const isOpen = offer?.state === 'pending' || offer?.state === 'lapsed';
  if (isOpen && request?.state === 'open') await declineOffer(work, offer.id, reporterId);
}

/** @throws UserError when it is not theirs, or there is nobody to block. */
export async function blockFrom(work: Work, concernId: string, by: string): Promise<void> {
  const concern = await own(work, concernId, by);
  if ((await blockedBy(work, concern)) === undefined) throw new UserError('There’s nobody here to block.');
  await block(work, concern);
  await showReceipt(work, concernId, by);
}

/** Takes a quiet block back; any other is changed under “Skills and hours”. @throws UserError when it is not theirs. */
export async function unblockFrom(work: Work, concernId: string, by: string): Promise<void> {
  await own(work, concernId, by);
  await deleteQuietBlock(work, concernId, by);
  await showReceipt(work, concernId, by);
}

async function own(work: Work, id: string, by: string): Promise<Concern> {
  const concern = await findConcern(work, id);
  if (concern?.reporterId !== by) throw new UserError('This report isn’t here any more, or isn’t yours.');
  return concern;
}
