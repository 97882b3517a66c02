import type { Tx } from '../../../database/transaction.ts';
import { forgetGoalsOf, goalHelped } from '../../matching/service/index.ts';
import { getSession } from '../../sessions/service/index.ts';
import { findRequest, forbidHints } from '../store/index.ts';

/** The mentee of a session has said whether they used it: if so, and they allowed it, their goal leads to who helped. */
export async function helpWasUsed(tx: Tx, sessionId: string, isUsed: boolean): Promise<void> {
  const session = await getSession(tx, sessionId);
  const request = session && (await findRequest(tx, session.requestId));
  if (request) await goalHelped(tx, sessionId, session.mentorId, isUsed && request.mayHint ? request.goal : '');
}

/** A member does not want their goals to help others find somebody any more. */
export async function stopHinting(tx: Tx, memberId: string): Promise<void> {
  await forbidHints(tx, memberId);
  await forgetGoalsOf(tx, memberId);
}
