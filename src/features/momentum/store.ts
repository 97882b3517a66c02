import type { ExpressionBuilder, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import { instant, iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { RoundState } from './rules.ts';

/** The invitations after one quiet week; `week` is its Monday, YYYY-MM-DD. */
export type MomentumRoundTable = {
  workspace_id: string;
  week: string;
  state: RoundState;
  /** Conversations in it, and in a usual week. */
  talks: number;
  usual: number;
  /** How many people would be invited. */
  people: number;
  /** When it goes on by itself; null until an owner has been told. */
  goes_at: string | null;
  decided_by: string | null;
  created_at: string;
};

/** That somebody was invited, so that they are not again too soon. */
export type InvitationTable = {
  workspace_id: string;
  member_id: string;
  week: string;
  /** The last moment at which it may reach them. */
  may_come_until: string;
};

const rounds = (work: Work) =>
  work.db.selectFrom('momentum_round').selectAll().where('workspace_id', '=', work.workspaceId);

export function findRound(work: Work, week: string): Promise<MomentumRoundTable | undefined> {
  return rounds(work).where('week', '=', week).executeTakeFirst();
}

/** The newest round, whatever became of it. */
export function lastRound(work: Work): Promise<MomentumRoundTable | undefined> {
  return rounds(work).orderBy('week', 'desc').limit(1).executeTakeFirst();
}

/** The round that nobody else changes before this transaction is over. */
export async function lockRound(work: Work, week: string): Promise<MomentumRoundTable | undefined> {
  await work.db
    .updateTable('momentum_round')
    .set((r) => ({ people: r.ref('people') }))
    .where('workspace_id', '=', work.workspaceId)
    .where('week', '=', week)
    .execute();
  return findRound(work, week);
}

/** Adds the round of a week. @returns false when there is one. */
export async function insertRound(
  work: Work,
  row: Pick<MomentumRoundTable, 'week' | 'talks' | 'usual' | 'people'>,
): Promise<boolean> {
  const inserted = await work.db
    .insertInto('momentum_round')
    .values({ ...row, workspace_id: work.workspaceId, state: 'asked', created_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'week']).doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0;
}

export async function updateRound(work: Work, week: string, to: Updateable<MomentumRoundTable>): Promise<void> {
  await work.db
    .updateTable('momentum_round')
    .set(to)
    .where('workspace_id', '=', work.workspaceId)
    .where('week', '=', week)
    .execute();
}

/** When conversations ended, from `from` until before `to`. */
export async function talksBetween(
  work: Work,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Temporal.Instant[]> {
  const rows = await work.db
    .selectFrom('session as s')
    .select('s.ended_at')
    .where('s.workspace_id', '=', work.workspaceId)
    .where('s.ended_at', '>=', iso(from))
    .where('s.ended_at', '<', iso(to))
    // Such a session, and no other, left its people a reflection.
    .where((e) => e.exists(e.selectFrom('reflection as r').select('r.id').whereRef('r.session_id', '=', 's.id')))
    .execute();
  return rows.flatMap(({ ended_at }) => (ended_at ? [instant(ended_at)] : []));
}

export type Sieve = {
  /** Somebody with a session since then, or who is here only since then, is left out. */
  awaySince: Temporal.Instant;
  allowGuests: boolean;
  /** The kind of prompt that somebody who muted it is left out by. */
  kind: string;
};

type Members = ExpressionBuilder<Schema & { m: Schema['member'] }, 'm'>;

/** Members whom nobody has met for a while and for whom there may be something to ask for or to give. */
function away(work: Work, { awaySince, allowGuests, kind }: Sieve) {
  const since = iso(awaySince);
  let query = work.db
    .selectFrom('member as m')
    .where('m.workspace_id', '=', work.workspaceId)
    .where('m.is_deactivated', '=', 0)
    .where('m.is_bot', '=', 0)
    .where('m.erased_at', 'is', null)
    .where('m.unreachable', 'is', null)
    .where('m.created_at', '<=', since)
    .where('m.mutes', 'not like', `%"${kind}"%`)
    .where((e) => e.or([e('m.paused_until', 'is', null), e('m.paused_until', '<=', iso(work.now))]))
    .where((e) => e.not(e.exists(sessionSince(e, since))))
    .where((e) => e.not(e.exists(openRequest(e))))
    .where((e) => e.or([e.exists(offered(e)), e.exists(sought(e))]));
  if (!allowGuests) query = query.where('m.is_guest', '=', 0);
  return query;
}

const sessionSince = (e: Members, since: string) =>
  e
    .selectFrom('session as s')
    .select(sql`1`.as('one'))
    .whereRef('s.workspace_id', '=', 'm.workspace_id')
    .where((s) => s.or([s('s.mentor_id', '=', s.ref('m.id')), s('s.mentee_id', '=', s.ref('m.id'))]))
    .where((s) => s.or([s('s.created_at', '>', since), s('s.ended_at', 'is', null), s('s.ended_at', '>', since)]));

const openRequest = (e: Members) =>
  e
    .selectFrom('request as r')
    .select(sql`1`.as('one'))
    .whereRef('r.workspace_id', '=', 'm.workspace_id')
    .whereRef('r.mentee_id', '=', 'm.id')
    .where('r.state', 'in', ['open', 'waiting']);

/** They want something that somebody else offers. */
const offered = (e: Members) =>
  e
    .selectFrom('member_skill as w')
    .innerJoin('member_skill as o', (j) =>
      j.onRef('o.workspace_id', '=', 'w.workspace_id').onRef('o.skill_id', '=', 'w.skill_id'),
    )
    .select(sql`1`.as('one'))
    .whereRef('w.workspace_id', '=', 'm.workspace_id')
    .whereRef('w.member_id', '=', 'm.id')
    .where('w.kind', '=', 'wants')
    .where('o.kind', '=', 'offers')
    .whereRef('o.member_id', '!=', 'm.id');

/** They offer something that somebody else waits for. */
const sought = (e: Members) =>
  e
    .selectFrom('member_skill as h')
    .innerJoin('request as q', (j) =>
      j.onRef('q.workspace_id', '=', 'h.workspace_id').onRef('q.skill_id', '=', 'h.skill_id'),
    )
    .select(sql`1`.as('one'))
    .whereRef('h.workspace_id', '=', 'm.workspace_id')
    .whereRef('h.member_id', '=', 'm.id')
    .where('h.kind', '=', 'offers')
    .where('q.state', '=', 'waiting')
    .whereRef('q.mentee_id', '!=', 'm.id');

/** Those of them whose last invitation was settled before `restedSince`. */
function rested(work: Work, sieve: Sieve, restedSince: Temporal.Instant) {
  return away(work, sieve).where((e) =>
    e.not(
      e.exists(
        e
          .selectFrom('invitation as i')
          .select(sql`1`.as('one'))
          .whereRef('i.workspace_id', '=', 'm.workspace_id')
          .whereRef('i.member_id', '=', 'm.id')
          .where('i.may_come_until', '>', iso(restedSince)),
      ),
    ),
  );
}

/** How many people could be invited. */
export async function countAway(work: Work, sieve: Sieve, restedSince: Temporal.Instant): Promise<number> {
  const { n } = await rested(work, sieve, restedSince)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Ids of the next `most` of them after an id, in the order of ids. */
export async function nextAway(
  work: Work,
  sieve: Sieve,
  restedSince: Temporal.Instant,
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await rested(work, sieve, restedSince)
    .select('m.id')
    .where('m.id', '>', after)
    .orderBy('m.id')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}

/** Whether this member is still one of them, their invitation aside. */
export async function isAway(work: Work, sieve: Sieve, memberId: string): Promise<boolean> {
  return (await away(work, sieve).select('m.id').where('m.id', '=', memberId).executeTakeFirst()) !== undefined;
}

/** Notes that somebody is invited. @returns false when they are already, for the same week. */
export async function insertInvitation(work: Work, row: Omit<InvitationTable, 'workspace_id'>): Promise<boolean> {
  const inserted = await work.db
    .insertInto('invitation')
    .values({ ...row, workspace_id: work.workspaceId })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'week']).doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** How many others wait for each of these skills. */
export async function waitingFor(work: Work, skillIds: string[], memberId: string): Promise<Map<string, number>> {
  if (skillIds.length === 0) return new Map();
  const rows = await work.db
    .selectFrom('request')
    .select((e) => ['skill_id', e.fn.count<number>('mentee_id').distinct().as('people')])
    .where('workspace_id', '=', work.workspaceId)
    .where('state', '=', 'waiting')
    .where('skill_id', 'in', skillIds)
    .where('mentee_id', '!=', memberId)
    .groupBy('skill_id')
    .execute();
  return new Map(rows.map((row) => [row.skill_id, Number(row.people)]));
}
