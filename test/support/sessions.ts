import { randomUUID } from 'node:crypto';
import type { Tx } from '../../src/database/transaction.ts';
import { findOrCreateSkill } from '../../src/features/members/service.ts';
import { iso } from '../../src/time.ts';

export type Held = { id: string; mentorId: string; menteeId: string; skillId: string };

/** A session of these two about a topic that was held and ended just now, with the request and the offer that it came from. */
export async function heldSession(tx: Tx, menteeId: string, mentorId: string, topic: string): Promise<Held> {
  const session = await endedSession(tx, menteeId, mentorId, topic);
  await tx.db
    .updateTable('session')
    .set({ held_at: iso(tx.now) })
    .where('id', '=', session.id)
    .execute();
  return session;
}

/** The same without a sign that they talked. */
export async function endedSession(tx: Tx, menteeId: string, mentorId: string, topic: string): Promise<Held> {
  const { id: skillId } = await findOrCreateSkill(tx, topic);
  const [id, requestId, offerId] = [randomUUID(), randomUUID(), randomUUID()];
  const asked = { goal: 'Find out why it restarts', minutes: 20, format: 'thread' };
  const common = { workspace_id: tx.workspaceId, created_at: iso(tx.now) };
  const request = { ...common, ...asked, id: requestId, mentee_id: menteeId, skill_id: skillId, urgency: 'now' };
  await tx.db
    .insertInto('request')
    .values({ ...request, state: 'matched', tried: '', is_anonymous: 0, candidates: '[]' })
    .execute();
  await tx.db
    .insertInto('offer')
    .values({
      id: offerId,
      workspace_id: tx.workspaceId,
      request_id: requestId,
      mentor_id: mentorId,
      state: 'accepted',
      offered_at: iso(tx.now),
      answer_by: iso(tx.now),
    })
    .execute();
  const people = { mentor_id: mentorId, mentee_id: menteeId, skill_id: skillId };
  const from = { request_id: requestId, offer_id: offerId, opening_question: 'What made you smile today?' };
  await tx.db
    .insertInto('session')
    .values({
      ...common,
      ...asked,
      ...people,
      ...from,
      id,
      state: 'ended',
      ending: 'wrapped up',
      extensions: 0,
      ended_at: iso(tx.now),
    })
    .execute();
  return { id, mentorId, menteeId, skillId };
}
