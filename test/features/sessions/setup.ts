import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../src/database/transaction.ts';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import type { Session } from '../../../src/features/sessions/rules/index.ts';
import { getSession, type NewSession, openSession } from '../../../src/features/sessions/service/index.ts';
import { iso } from '../../../src/time.ts';
export const MENTEE = 'U0ADA';
export const MENTOR = 'U0BRAM';
export const GOAL = 'Find out why my pod restarts every minute';

/** A session as the acceptance of an offer opens it, with the request and the offer that it stands on. */
export async function openOne(tx: Tx, different: Partial<NewSession> & { skill?: string } = {}): Promise<string> {
  const { menteeId = MENTEE, mentorId = MENTOR, minutes = 20, format = 'thread', at = 'now', skill } = different;
  const { isQuiet = false, isAgreed = false } = different;
  for (const id of [menteeId, mentorId]) await requireMember(tx, id);
  const skillId = (await findOrCreateSkill(tx, skill ?? 'Kubernetes')).id;
  const [requestId, offerId] = [randomUUID(), randomUUID()];
  const workspace = { workspace_id: tx.workspaceId };
  const ask = { mentee_id: menteeId, skill_id: skillId, goal: GOAL, minutes, format, urgency: 'now' };
  const times = { created_at: iso(tx.now), closed_at: iso(tx.now) };
  await tx.db
    .insertInto('request')
    .values({
      ...workspace,
      ...ask,
      ...times,
      id: requestId,
      tried: '',
      is_anonymous: 0,
      state: 'matched',
      candidates: '[]',
    })
    .execute();
  const answer = { state: 'accepted' as const, offered_at: iso(tx.now), answer_by: iso(tx.now) };
  await tx.db
    .insertInto('offer')
    .values({ ...workspace, ...answer, id: offerId, request_id: requestId, mentor_id: mentorId })
    .execute();
  const two = { requestId, offerId, mentorId, menteeId, skillId, goal: GOAL };
  return openSession(tx, { ...two, minutes, format, at, isQuiet, isAgreed });
}

/** The session of this id. */
export async function session(tx: Tx, id: string): Promise<Session> {
  const found = await getSession(tx, id);
  if (!found) throw new Error(`There is no session ${id}`);
  return found;
}
