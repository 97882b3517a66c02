import { isFormer } from '../../../database/personal-data.ts';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import {
  blockMember,
  blocksOf,
  deleteQuietBlock,
  getMember,
  hasQuietBlock,
  insertQuietBlock,
} from '../../members/service.ts';
import { declineOffer, getOffer } from '../../requests/service/index.ts';
import { withdrawVeiled } from '../../sessions/service/index.ts';
import type { Concern } from '../rules.ts';
import { findConcern } from '../store.ts';
import { showReceipt } from './copies.ts';
/** Whether the reporter blocked whom it is about: 'quietly' without knowing whom; undefined where there is nobody to block. */
export type Blocked = 'no' | 'yes' | 'quietly' | undefined;

export async function blockedBy(tx: Tx, { id, reporterId, reportedId, isQuiet }: Concern): Promise<Blocked> {
  if (reportedId === undefined || !(await getMember(tx, reportedId)) || isFormer(reportedId)) return undefined;
  if (isQuiet) return (await hasQuietBlock(tx, id, reporterId)) ? 'quietly' : 'no';
  return (await blocksOf(tx, reporterId)).includes(reportedId) ? 'yes' : 'no';
}

/** Nothing of whom it is about reaches the reporter any more; of somebody whom they do not know, no more questions. */
export async function block(tx: Tx, concern: Concern): Promise<void> {
  const { id, reporterId, reportedId, isQuiet } = concern;
  if (reportedId === undefined) return;
  if (!isQuiet) return blockMember(tx, reporterId, reportedId);
  await insertQuietBlock(tx, { for_id: id, member_id: reporterId, blocked_id: reportedId });
  await dropWhatIsThere(tx, concern);
}

/** The quiet ask itself moves on. Other things of the same person stay, which tell whose they are. */
async function dropWhatIsThere(tx: Tx, { about, reporterId }: Concern): Promise<void> {
  if (about?.kind === 'session') await withdrawVeiled(tx, about.id, reporterId);
  const { offer, request } = (about?.kind === 'offer' && (await getOffer(tx, about.id))) || {};
  const isOpen = offer?.state === 'pending' || offer?.state === 'lapsed';
  if (isOpen && request?.state === 'open') await declineOffer(tx, offer.id, reporterId);
}

/** @throws UserError when it is not theirs, or there is nobody to block. */
export async function blockFrom(tx: Tx, concernId: string, by: string): Promise<void> {
  const concern = await own(tx, concernId, by);
  if ((await blockedBy(tx, concern)) === undefined) throw new UserError('There’s no one here to block.');
  await block(tx, concern);
  await showReceipt(tx, concernId, by);
}

/** Takes a quiet block back; any other is changed under “Skills and hours”. @throws UserError when it is not theirs. */
export async function unblockFrom(tx: Tx, concernId: string, by: string): Promise<void> {
  await own(tx, concernId, by);
  await deleteQuietBlock(tx, concernId, by);
  await showReceipt(tx, concernId, by);
}

async function own(tx: Tx, id: string, by: string): Promise<Concern> {
  const concern = await findConcern(tx, id);
  if (concern?.reporterId !== by) throw new UserError('This report isn’t here any more, or isn’t yours.');
  return concern;
}
