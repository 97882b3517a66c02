import { isFormer } from '../../../database/personal-data.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { getMember } from '../../members/service.ts';
import { liftSuspension, suspendedFor, suspendQuietAsks } from '../../requests/service.ts';
import type { Concern } from '../rules.ts';
import { insertEvent, lockConcern, updateConcern } from '../store.ts';
import { showCopies, tellReporter } from './copies.ts';
import { isReader } from './readers.ts';

const NOT_YOURS = 'Only the people who read reports can do that, and never about themselves.';

/** A report that `by` may deal with, locked. @throws UserError when they may not, or it is not there any more. */
async function held(work: Work, id: string, by: string): Promise<Concern> {
  const concern = await lockConcern(work, id);
  if (!(await isReader(work, by))) throw new UserError(NOT_YOURS);
  if (!concern) throw new UserError('This report isn’t here any more. `/mentor concerns` shows those that are.');
  if (isParty(concern, by)) throw new UserError(NOT_YOURS);
  return concern;
}

const isParty = ({ reporterId, reportedId }: Concern, memberId: string) => [reporterId, reportedId].includes(memberId);

/** Whether somebody may see a report: who reads them, and has no part in it. */
export async function maySee(work: Work, concern: Concern, memberId: string): Promise<boolean> {
  return !isParty(concern, memberId) && (await isReader(work, memberId));
}

function refuseClosed({ closedAt }: Concern): void {
  if (closedAt) throw new UserError('This report is closed already. `/mentor concerns` shows those that are open.');
}

/** Somebody has read it; whoever reported hears so the first time. @throws UserError as said there. */
export async function markRead(work: Work, id: string, by: string): Promise<void> {
  const concern = await held(work, id, by);
  refuseClosed(concern);
  await note(work, concern, by, 'read');
  if (concern.readAt) return;
  await updateConcern(work, id, { read_at: iso(work.now) });
  await tellReporter(work, concern, 'read');
}

/** It is dealt with. @throws UserError as said there. */
export async function closeConcern(work: Work, id: string, by: string): Promise<void> {
  const concern = await held(work, id, by);
  refuseClosed(concern);
  await updateConcern(work, id, { closed_at: iso(work.now), read_at: iso(concern.readAt ?? work.now) });
  await note(work, concern, by, 'closed');
  await tellReporter(work, concern, 'closed');
}

/** Whom it is about may not ask quietly until that is lifted. @throws UserError when that is so, or there is nobody. */
export async function suspend(work: Work, id: string, by: string): Promise<void> {
  const concern = await held(work, id, by);
  refuseClosed(concern);
  const { reportedId } = concern;
  if (reportedId === undefined || isFormer(reportedId))
    throw new UserError('This report names nobody whose quiet asks could be suspended.');
  if (!(await suspendQuietAsks(work, reportedId, id))) throw new UserError('Their quiet asks are suspended already.');
  await note(work, concern, by, 'suspended');
}

/** They may ask quietly again, as far as this report goes; also of one that is closed. @throws UserError as said there. */
export async function lift(work: Work, id: string, by: string): Promise<void> {
  const concern = await held(work, id, by);
  if (!(await liftSuspension(work, id))) throw new UserError('That suspension is lifted already.');
  await note(work, concern, by, 'lifted');
}

/** Who had asked quietly; that somebody looked is kept. @returns their id and name. @throws UserError as said there. */
export async function showWho(work: Work, id: string, by: string): Promise<{ id: string; name: string }> {
  const concern = await held(work, id, by);
  refuseClosed(concern);
  const member = concern.reportedId && (await getMember(work, concern.reportedId));
  if (!member || !concern.isQuiet || isFormer(member.id))
    throw new UserError('Who that was isn’t known here any more.');
  await note(work, concern, by, 'saw who');
  return { id: member.id, name: member.name };
}

async function note(work: Work, { id }: Concern, by: string, what: Parameters<typeof insertEvent>[2]): Promise<void> {
  await insertEvent(work, id, what, by);
  await showCopies(work, id);
}

/** Whether quiet asks are suspended because of this report. */
export async function isSuspendedBy(work: Work, id: string): Promise<boolean> {
  return (await suspendedFor(work, [id])).length > 0;
}
