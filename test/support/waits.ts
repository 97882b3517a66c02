import { randomUUID } from 'node:crypto';
import type { Tx } from '../../src/database/transaction.ts';
import { findOrCreateSkill } from '../../src/features/members/service.ts';
import { iso } from '../../src/time.ts';

export type Past = {
  /** How many were accepted, by turns of so many `helpers` (5), and how many nobody accepted. */
  accepted?: number;
  unmatched?: number;
  helpers?: number;
  /** Working minutes that each waited. */
  minutes: number;
  /** When their lifetime was over; a week ago unless said. */
  expiresAt?: Temporal.Instant;
  isQuiet?: boolean;
};

/** Requests of the past about a skill, as the app would have kept them. @returns the skill's id. */
export async function pastRequests(tx: Tx, skill: string, past: Past): Promise<string> {
  const { accepted = 0, unmatched = 0, helpers = 5, minutes } = past;
  const { id: skillId } = await findOrCreateSkill(tx, skill);
  const ended = past.expiresAt ?? tx.now.subtract({ hours: 24 * 7 });
  for (let i = 0; i < accepted + unmatched; i += 1) {
    const isAccepted = i < accepted;
    const request = {
      ...{ id: randomUUID(), workspace_id: tx.workspaceId, mentee_id: `UPAST${i}`, skill_id: skillId, goal: '' },
      ...({ minutes: 20, format: 'thread', urgency: 'today', state: isAccepted ? 'matched' : 'expired' } as const),
      ...{ created_at: iso(ended.subtract({ hours: 48 })), expires_at: iso(ended), closed_at: iso(ended) },
      ...{ waited_minutes: minutes, tried: '', is_anonymous: past.isQuiet ? 1 : 0, candidates: '[]' },
    };
    await tx.db.insertInto('request').values(request).execute();
    if (!isAccepted) continue;
    const offer = {
      id: randomUUID(),
      workspace_id: tx.workspaceId,
      request_id: request.id,
      state: 'accepted',
    } as const;
    const times = { offered_at: request.created_at, answer_by: iso(ended), answered_at: iso(ended) };
    await tx.db
      .insertInto('offer')
      .values({ ...offer, ...times, mentor_id: `UHELPER${i % helpers}` })
      .execute();
  }
  return skillId;
}
