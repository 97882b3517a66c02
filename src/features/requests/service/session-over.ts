import type { Work } from '../../../work.ts';
import { getSession } from '../../sessions/service.ts';
import { backToCascade } from './answers.ts';
import { helperIsBack } from './wait-list.ts';

/** Another mentor is sought for a session that was handed back; one that was not held does not count for their week. */
export async function sessionIsOver(work: Work, sessionId: string): Promise<void> {
  const session = await getSession(work, sessionId);
  if (session?.ending === 'handed back') await backToCascade(work, session.requestId, session.mentorId);
  else if (session && !session.heldAt) await helperIsBack(work, session.mentorId);
}
