import type { Tx } from '../../../database/transaction.ts';
import { actionsOf } from '../../follow-ups/service.ts';
import { partnerShown } from '../../sessions/rules/index.ts';
import { sessionsOf } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import { findRequest, offersTo, requestsOf } from '../store/index.ts';

/** What a member has going on: requests, questions to them, sessions and actions. */
export async function statusOf(tx: Tx, memberId: string) {
  const requests = await requestsOf(tx, memberId, ['open', 'waiting']);
  const sessions = [];
  for (const session of await sessionsOf(tx, memberId, ['planned', 'open', 'running'])) {
    const { state, plannedFor, skillId } = session;
    const partnerId = partnerShown(session, memberId);
    sessions.push({ topic: await skillName(tx, skillId), partnerId, state, plannedFor });
  }
  const actions = await actionsOf(tx, memberId);
  return {
    requests: requests.map((r) => ({ id: r.id, topic: r.topic, isWaiting: r.state === 'waiting' })),
    offers: await questionsTo(tx, memberId),
    sessions,
    actions: actions.map(({ when, will, dueOn }) => ({ when, will, dueOn: dueOn.toString() })),
  };
}

async function questionsTo(tx: Tx, memberId: string) {
  const questions = [];
  for (const offer of await offersTo(tx, memberId, ['pending', 'lapsed'])) {
    const request = await findRequest(tx, offer.requestId);
    if (!request) continue;
    const asker = request.isAnonymous ? undefined : request.menteeId;
    questions.push({ topic: request.topic, minutes: request.minutes, asker });
  }
  return questions;
}
