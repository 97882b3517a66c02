import type { Tx } from '../../../database/transaction.ts';
import { getSession } from '../../sessions/service/index.ts';
import { findRequest, offersOf } from '../store/index.ts';
import { backToCascade } from './answers.ts';
import { showOffer, showProgress } from './cascade.ts';
import { helperIsBack } from './wait-list.ts';

/** Another mentor is sought for a session that was handed back; one that was not held does not count for their week. */
export async function sessionIsOver(tx: Tx, sessionId: string): Promise<void> {
  const session = await getSession(tx, sessionId);
  await talkChanged(tx, sessionId);
  if (session?.ending === 'handed back') await backToCascade(tx, session.requestId, session.mentorId);
  else if (session && !session.heldAt) await helperIsBack(tx, session.mentorId);
}

/** What the cards of a matched request say of its conversation has changed. */
export async function talkChanged(tx: Tx, sessionId: string): Promise<void> {
  const session = await getSession(tx, sessionId);
  const request = session && (await findRequest(tx, session.requestId));
  if (!request) return;
  for (const offer of await offersOf(tx, request.id)) {
    if (offer.state === 'accepted') await showOffer(tx, offer);
  }
  await showProgress(tx, request);
}
