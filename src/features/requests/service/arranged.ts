import { randomUUID } from 'node:crypto';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import type { Format } from '../../members/rules.ts';
import { mentorsOffering, requireMember } from '../../members/service.ts';
import { openSession } from '../../sessions/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { CANDIDATES_KEPT, expiryOf, type Request } from '../rules.ts';
import { insertOffer, insertRequest, updateOffer } from '../store.ts';
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
export async function openArranged(work: Work, arranged: Arranged): Promise<string> {
  const { mentorId, menteeId, skillId } = arranged;
  const request = await requestOf(work, arranged);
  await endWait(work, menteeId, skillId);
  await insertRequest(work, { ...rowOf(request), closed_at: iso(work.now) });
  const offerId = randomUUID();
  await insertOffer(work, { id: offerId, request_id: request.id, mentor_id: mentorId, answer_by: iso(work.now) });
  await updateOffer(work, offerId, { state: 'accepted', answered_at: iso(work.now) });
  return openSession(work, { ...arranged, requestId: request.id, offerId, at: 'now', isAgreed: true });
}

async function requestOf(work: Work, { mentorId, ...asked }: Arranged): Promise<Request> {
  const others = (await mentorsOffering(work, [asked.skillId])).filter((held) => held.memberId !== mentorId);
  const candidates = others.sort((a, b) => b.level - a.level).map((held) => held.memberId);
  return {
    ...asked,
    ...{
      id: randomUUID(),
      topic: await skillName(work, asked.skillId),
      tried: '',
      urgency: 'now',
      isAnonymous: false,
      isPrivate: false,
      mayHint: false,
      mayNameTopic: false,
    },
    ...{ sourceText: undefined, sourceLink: undefined, state: 'matched', chosenId: mentorId, progress: undefined },
    candidates: candidates.slice(0, CANDIDATES_KEPT),
    createdAt: work.now,
    expiresAt: expiryOf(await requireMember(work, asked.menteeId), work.now),
  };
}
