import type { Insertable, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { affectedRows } from '../../../database/affected.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { urgencies } from '../../matching/rules/score.ts';
import { formats } from '../../members/rules/index.ts';
import type { Merge } from '../../skills/service/index.ts';
import { skillNames } from '../../skills/store/skills.ts';
import type { Offer, OfferState, Request, RequestState } from '../rules/index.ts';
import type { OfferTable, RequestTable } from '../tables.ts';

const ids = z.array(z.string());

function toRequest(row: Selectable<RequestTable> & { topic: string }): Request {
  return {
    id: row.id,
    menteeId: row.mentee_id,
    skillId: row.skill_id,
    topic: row.topic,
    goal: row.goal,
    tried: row.tried,
    minutes: row.minutes,
    format: z.enum(formats).parse(row.format),
    urgency: z.enum(urgencies).parse(row.urgency),
    isAnonymous: row.is_anonymous === 1,
    mayHint: row.may_hint === 1,
    isPrivate: row.is_private === 1,
    mayNameTopic: row.may_name_topic === 1,
    sourceText: row.source_text ?? undefined,
    sourceLink: row.source_link ?? undefined,
    state: row.state,
    chosenId: row.chosen_id ?? undefined,
    candidates: ids.parse(JSON.parse(row.candidates)),
    progress: toMessage(row.progress_channel, row.progress_ts),
    createdAt: instant(row.created_at),
    expiresAt: row.expires_at ? instant(row.expires_at) : undefined,
  };
}

function toOffer(row: Selectable<OfferTable>): Offer {
  return {
    id: row.id,
    requestId: row.request_id,
    mentorId: row.mentor_id,
    state: row.state,
    offeredAt: instant(row.offered_at),
    answerBy: instant(row.answer_by),
    proposedFor: row.proposed_for ? instant(row.proposed_for) : undefined,
    message: toMessage(row.channel, row.ts),
  };
}

const toMessage = (channel: string | null, ts: string | null) => (channel && ts ? { channel, ts } : undefined);

const requests = (tx: Tx) =>
  tx.db
    .selectFrom('request')
    .innerJoin(skillNames(tx), 'skill.id', 'request.skill_id')
    .selectAll('request')
    .select('skill.name as topic');

export async function findRequest(tx: Tx, id: string): Promise<Request | undefined> {
  const row = await requests(tx).where('request.id', '=', id).executeTakeFirst();
  return row && toRequest(row);
}

/** The same, and nobody else changes it before this transaction ends: an update that changes nothing takes the lock. */
export async function lockRequest(tx: Tx, id: string): Promise<Request | undefined> {
  await tx.db.updateTable('request').set(lockBy('state')).where('id', '=', id).execute();
  return findRequest(tx, id);
}

export async function requestsOf(tx: Tx, menteeId: string, states: RequestState[]): Promise<Request[]> {
  const query = requests(tx).where('request.mentee_id', '=', menteeId).where('request.state', 'in', states);
  return (await query.orderBy('request.created_at').orderBy('request.id').execute()).map(toRequest);
}

/** Requests about these skills that are open or on the wait list; the open ones first, the oldest of each first. */
export async function liveAbout(tx: Tx, skillIds: string[]): Promise<Request[]> {
  const query = requests(tx)
    .where('request.skill_id', 'in', skillIds)
    .where('request.state', 'in', ['open', 'waiting']);
  return (await query.orderBy('request.state').orderBy('request.created_at').orderBy('request.id').execute()).map(
    toRequest,
  );
}

/** Requests on the wait lists of these skills, oldest first. */
export async function waitingFor(tx: Tx, skillIds: string[]): Promise<Request[]> {
  if (skillIds.length === 0) return [];
  const query = requests(tx).where('request.skill_id', 'in', skillIds).where('request.state', '=', 'waiting');
  return (await query.orderBy('request.created_at').orderBy('request.id').execute()).map(toRequest);
}

/** Requests of which others may hear, as “request”: what was asked quietly is nobody's news. */
export const tellableRequests = ({ db }: Pick<Tx, 'db'>) =>
  db.selectFrom('request').where('request.is_anonymous', '=', 0);

/** Requests that are open or wait, as “request”. */
export const liveRequests = (tx: Tx) => tx.db.selectFrom('request').where('request.state', 'in', ['open', 'waiting']);

/** Requests on the wait lists, as “request”. */
export const waitingRequests = (tx: Tx) => tx.db.selectFrom('request').where('request.state', '=', 'waiting');

/** Ids of those who are on the wait list of a skill. */
export async function waitingPeople(tx: Tx, skillId: string): Promise<string[]> {
  const rows = await waitingRequests(tx).select('mentee_id').where('skill_id', '=', skillId).execute();
  return rows.map((row) => row.mentee_id);
}

/** Skills that somebody waits for. */
export async function skillsWaitedFor(tx: Tx): Promise<string[]> {
  const rows = await waitingRequests(tx).select('skill_id').distinct().execute();
  return rows.map((row) => row.skill_id);
}

export async function insertRequest(tx: Tx, row: Omit<Insertable<RequestTable>, 'workspace_id'>): Promise<void> {
  await tx.db
    .insertInto('request')
    .values({ ...row, workspace_id: tx.workspaceId })
    .execute();
}

/** Takes a member off the wait list of a skill. */
export async function deleteWaiting(tx: Tx, menteeId: string, skillId: string): Promise<void> {
  await tx.db
    .deleteFrom('request')
    .where('mentee_id', '=', menteeId)
    .where('skill_id', '=', skillId)
    .where('state', '=', 'waiting')
    .execute();
}

export async function updateRequest(tx: Tx, id: string, to: Updateable<RequestTable>): Promise<void> {
  await tx.db.updateTable('request').set(to).where('id', '=', id).execute();
}

/** Closes a request that is in one of the states `from`. @returns false when it was not: somebody else was quicker. */
export async function closeRequest(
  tx: Tx,
  id: string,
  from: RequestState[],
  to: Pick<Updateable<RequestTable>, 'state' | 'waited_minutes'>,
): Promise<boolean> {
  const result = await tx.db
    .updateTable('request')
    .set({ ...to, closed_at: iso(tx.now) })
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst();
  return affectedRows(result) === 1;
}

/** None of a member's goals may help others find somebody. */
export async function forbidHints(tx: Tx, menteeId: string): Promise<void> {
  await tx.db.updateTable('request').set({ may_hint: 0 }).where('mentee_id', '=', menteeId).execute();
}

const offers = (tx: Tx) => tx.db.selectFrom('offer').selectAll();

export async function findOffer(tx: Tx, id: string): Promise<Offer | undefined> {
  const row = await offers(tx).where('id', '=', id).executeTakeFirst();
  return row && toOffer(row);
}

/** Whose suggested time for a request passed without an answer. */
export async function missedProposer(tx: Tx, requestId: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('offer')
    .select('mentor_id')
    .where('request_id', '=', requestId)
    .where('state', '=', 'withdrawn')
    .whereRef('answered_at', '>=', 'proposed_for')
    .orderBy('proposed_for', 'desc')
    .executeTakeFirst();
  return row?.mentor_id;
}

export async function offersOf(tx: Tx, requestId: string): Promise<Offer[]> {
  const rows = await offers(tx).where('request_id', '=', requestId).orderBy('offered_at').orderBy('id').execute();
  return rows.map(toOffer);
}

/** Offers to a mentor in one of these states, whose request is open; oldest first. */
export async function offersTo(tx: Tx, mentorId: string, states: OfferState[]): Promise<Offer[]> {
  const rows = await tx.db
    .selectFrom('offer')
    .innerJoin('request', 'request.id', 'offer.request_id')
    .selectAll('offer')
    .where('offer.mentor_id', '=', mentorId)
    .where('offer.state', 'in', states)
    .where('request.state', '=', 'open')
    .orderBy('offer.offered_at')
    .orderBy('offer.id')
    .execute();
  return rows.map(toOffer);
}

/** For an offer that never reached its mentor. */
export async function deleteOffer(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('offer').where('id', '=', id).execute();
}

export async function insertOffer(
  tx: Tx,
  offer: Pick<OfferTable, 'id' | 'request_id' | 'mentor_id' | 'answer_by'>,
): Promise<void> {
  const fresh = { workspace_id: tx.workspaceId, state: 'pending' as const, offered_at: iso(tx.now) };
  await tx.db
    .insertInto('offer')
    .values({ ...fresh, ...offer })
    .execute();
}

export async function updateOffer(tx: Tx, id: string, to: Updateable<OfferTable>): Promise<void> {
  await tx.db.updateTable('offer').set(to).where('id', '=', id).execute();
}

/** How many requests about each of these skills, but for quiet ones, are open or wait. */
export async function openAbout(tx: Tx, skillIds: string[]): Promise<Map<string, number>> {
  if (skillIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('request')
    .select((e) => ['skill_id', e.fn.countAll().as('n')])
    .where('skill_id', 'in', skillIds)
    .where('state', 'in', ['open', 'waiting'])
    .where('is_anonymous', '=', 0)
    .groupBy('skill_id')
    .execute();
  return new Map(rows.map((row) => [row.skill_id, Number(row.n)]));
}

/** Requests about the first of two skills are about the second. */
export async function moveRequests(tx: Tx, { fromId, intoId }: Merge): Promise<void> {
  await tx.db.updateTable('request').set({ skill_id: intoId }).where('skill_id', '=', fromId).execute();
}
