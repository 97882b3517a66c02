import { enqueue } from '../../../jobs/store.ts';
import type { Work } from '../../../work.ts';
import { getSession } from '../../sessions/service.ts';
import { findRequest, offersOf } from '../store.ts';
import { backToCascade } from './answers.ts';
import { showProgress } from './cascade.ts';
import { offerChanged } from './kinds.ts';
import { helperIsBack } from './wait-list.ts';

/** Another mentor is sought for a session that was handed back; one that was not held does not count for their week. */
export async function sessionIsOver(work: Work, sessionId: string): Promise<void> {
  const session = await getSession(work, sessionId);
  await talkChanged(work, sessionId);
  if (session?.ending === 'handed back') await backToCascade(work, session.requestId, session.mentorId);
  else if (session && !session.heldAt) await helperIsBack(work, session.mentorId);
}

/** What the cards of a matched request say of its conversation has changed. */
export async function talkChanged(work: Work, sessionId: string): Promise<void> {
  const session = await getSession(work, sessionId);
  const request = session && (await findRequest(work, session.requestId));
  if (!request) return;
  for (const offer of await offersOf(work, request.id)) {
    if (offer.state === 'accepted') await enqueue(work, offerChanged, { offerId: offer.id }, { lane: offer.mentorId });
  }
  await showProgress(work, request);
}
