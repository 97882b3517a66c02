import type { Tx } from '../../../database/transaction.ts';
import type { Words } from '../../../jobs/define.ts';
import { actionsOfSession } from '../../follow-ups/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { findSession } from '../store/index.ts';

/** What messages about a session show of it; undefined when there is none. */
export async function showSession(tx: Tx, sessionId: string) {
  const session = await findSession(tx, sessionId);
  if (!session) return undefined;
  const steps = (await actionsOfSession(tx, sessionId)).length;
  return { session, topic: await skillName(tx, session.skillId), steps };
}

/** All that is said in a session is said by one of the two to the other, or about them. */
export async function betweenTheTwo(tx: Tx, { sessionId }: { sessionId: string }): Promise<Words> {
  const session = await findSession(tx, sessionId);
  return session ? [[session.mentorId, session.menteeId, 'under way']] : [];
}
