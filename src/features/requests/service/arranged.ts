import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Format } from '../../members/rules/index.ts';
import { mentorsOffering, requireMember } from '../../members/service.ts';
import { openSession } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import { CANDIDATES_KEPT, expiryOf, type Request } from '../rules/index.ts';
import { insertOffer, insertRequest, updateOffer } from '../store/index.ts';
import { rowOf } from './ask.ts';
import { endWait } from './closing.ts';
export type Arranged = {
  mentorId: string;
  menteeId: string;
  skillId: string;
  goal: string;
  minutes: number;
  format: Format;
};

/**
 * Opens the session of two people who agreed on it elsewhere, such as in office hours. It stands on a matched request
 * and an accepted offer as any other, so that it can be handed back to other colleagues. @returns the session's id.
 */
export async function openArranged(tx: Tx, arranged: Arranged): Promise<string> {
  const { mentorId, menteeId, skillId } = arranged;
  const request = await requestOf(tx, arranged);
  await endWait(tx, menteeId, skillId);
  await insertRequest(tx, { ...rowOf(request), closed_at: iso(tx.now) });
  const offerId = randomUUID();
  await insertOffer(tx, { id: offerId, request_id: request.id, mentor_id: mentorId, answer_by: iso(tx.now) });
  await updateOffer(tx, offerId, { state: 'accepted', answered_at: iso(tx.now) });
  return openSession(tx, { ...arranged, requestId: request.id, offerId, at: 'now', isAgreed: true });
}

async function requestOf(tx: Tx, { mentorId, ...asked }: Arranged): Promise<Request> {
  const others = (await mentorsOffering(tx, [asked.skillId])).filter((held) => held.memberId !== mentorId);
  const candidates = others.sort((a, b) => b.level - a.level).map((held) => held.memberId);
  return {
    ...asked,
    ...{
      id: randomUUID(),
      topic: await skillName(tx, asked.skillId),
      tried: '',
      urgency: 'now',
      isAnonymous: false,
      isPrivate: false,
      mayHint: false,
      mayNameTopic: false,
    },
    ...{ sourceText: undefined, sourceLink: undefined, state: 'matched', chosenId: mentorId, progress: undefined },
    candidates: candidates.slice(0, CANDIDATES_KEPT),
    createdAt: tx.now,
    expiresAt: expiryOf(await requireMember(tx, asked.menteeId), tx.now),
  };
}
