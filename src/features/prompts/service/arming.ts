import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { NO_END } from '../../members/rules/index.ts';
import { getMembers } from '../../members/service.ts';
import { isDueFor, joinAgain, membersLeftOut } from '../store/left-out.ts';
import { bundleJob } from './job-kinds.ts';

/**
 * What held back a person's messages may be over: what is due is looked at now. The jobs that wait for the end that was
 * known before find nothing to say then.
 */
export async function rearm(tx: Tx, memberId: string): Promise<void> {
  if (!(await isDueFor(tx, memberId, iso(tx.now)))) return;
  await joinAgain(tx, memberId);
  await enqueue(tx, bundleJob, { memberId }, { lane: memberId });
}

/** Hours after which what is due and has no job to say it is found. */
const LEFT_OUT = 1;

/** Makes sure that everything due has a job to say it: each person's once a UTC date, so that what always fails rests. */
export async function armLeftOut(tx: Tx): Promise<void> {
  const ids = await membersLeftOut(tx, bundleJob.name, iso(tx.now.subtract({ hours: LEFT_OUT })));
  const date = tx.now.toString().slice(0, 'yyyy-mm-dd'.length);
  for (const { id: memberId, ...member } of (await getMembers(tx, ids)).values()) {
    const isWithoutEnd = member.pausedUntil?.equals(NO_END) ?? false;
    if (member.isDeactivated || member.unreachable !== undefined || isWithoutEnd) continue;
    await joinAgain(tx, memberId);
    await enqueue(tx, bundleJob, { memberId }, { key: `prompt:left-out:${memberId}:${date}`, lane: memberId });
  }
}
