import { isFormer } from '../../../database/personal-data.ts';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import { getMember } from '../../members/service.ts';
import { liftSuspension, suspendedFor, suspendQuietAsks } from '../../requests/service/index.ts';
import type { Concern } from '../rules.ts';
import { insertEvent, lockConcern, updateConcern } from '../store.ts';
import { showCopies, tellReporter } from './copies.ts';
import { hasPart, isReader } from './readers.ts';

const NOT_YOURS = 'Only the people who read reports can do that, and never about themselves.';

/** A report that `by` may deal with, locked. @throws UserError when they may not, or it is not there any more. */
async function held(tx: Tx, id: string, by: string): Promise<Concern> {
  const concern = await lockConcern(tx, id);
  if (!(await isReader(tx, by))) throw new UserError(NOT_YOURS);
  if (!concern) throw new UserError('This report isn’t here any more. `/mentor concerns` shows those that are.');
  if (await hasPart(tx, concern, by)) throw new UserError(NOT_YOURS);
  return concern;
}

/** Whether somebody may see a report: who reads them, and has no part in it. */
export async function maySee(tx: Tx, concern: Concern, memberId: string): Promise<boolean> {
  return (await isReader(tx, memberId)) && !(await hasPart(tx, concern, memberId));
}

function refuseClosed({ closedAt }: Concern): void {
  if (closedAt) throw new UserError('This report is closed already. `/mentor concerns` shows those that are open.');
}

/** Somebody has read it; whoever reported hears so the first time. @throws UserError as said there. */
export async function markRead(tx: Tx, id: string, by: string): Promise<void> {
  const concern = await held(tx, id, by);
  refuseClosed(concern);
  await note(tx, concern, by, 'read');
  if (concern.readAt) return;
  await updateConcern(tx, id, { read_at: iso(tx.now) });
  await tellReporter(tx, concern, 'read');
}

/** It is dealt with. @throws UserError as said there. */
export async function closeConcern(tx: Tx, id: string, by: string): Promise<void> {
  const concern = await held(tx, id, by);
  refuseClosed(concern);
  await updateConcern(tx, id, { closed_at: iso(tx.now), read_at: iso(concern.readAt ?? tx.now) });
  await note(tx, concern, by, 'closed');
  await tellReporter(tx, concern, 'closed');
}

/** Whom it is about may not ask quietly until that is lifted. @throws UserError when that is so, or there is nobody. */
export async function suspend(tx: Tx, id: string, by: string): Promise<void> {
  const concern = await held(tx, id, by);
  refuseClosed(concern);
  const { reportedId } = concern;
  if (reportedId === undefined || isFormer(reportedId))
    throw new UserError('This report names no one whose quiet asks could be suspended.');
  if (!(await suspendQuietAsks(tx, reportedId, id))) throw new UserError('Their quiet asks are suspended already.');
  await note(tx, concern, by, 'suspended');
}

/** They may ask quietly again, as far as this report goes; also of one that is closed. @throws UserError as said there. */
export async function lift(tx: Tx, id: string, by: string): Promise<void> {
  const concern = await held(tx, id, by);
  if (!(await liftSuspension(tx, id))) throw new UserError('That suspension is lifted already.');
  await note(tx, concern, by, 'lifted');
}

/** Who had asked quietly; that somebody looked is kept. @returns their id and name. @throws UserError as said there. */
export async function showWho(tx: Tx, id: string, by: string): Promise<{ id: string; name: string }> {
  const concern = await held(tx, id, by);
  refuseClosed(concern);
  const member = concern.reportedId && (await getMember(tx, concern.reportedId));
  if (!member || !concern.isQuiet || isFormer(member.id))
    throw new UserError('Who that was isn’t known here any more.');
  await note(tx, concern, by, 'saw who');
  return { id: member.id, name: member.name };
}

async function note(tx: Tx, { id }: Concern, by: string, what: Parameters<typeof insertEvent>[2]): Promise<void> {
  await insertEvent(tx, id, what, by);
  await showCopies(tx, id);
}

/** Whether quiet asks are suspended because of this report. */
export async function isSuspendedBy(tx: Tx, id: string): Promise<boolean> {
  return (await suspendedFor(tx, [id])).length > 0;
}
