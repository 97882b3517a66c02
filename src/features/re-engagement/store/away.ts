import { type ExpressionBuilder, sql } from 'kysely';
import type { Schema } from '../../../database/schema.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';

export type Sieve = {
  /** Somebody with a session that was held since then, or with one that is not over, or who is here only since then, is left out. */
  awaySince: Temporal.Instant;
  allowGuests: boolean;
  /** The kind of prompt that somebody who muted it is left out by. */
  kind: string;
  /** For what owners read: what somebody asked quietly changes nothing. */
  ignoresQuiet?: boolean;
};

type Members = ExpressionBuilder<Schema & { m: Schema['member'] }, 'm'>;

/** Members whom nobody has met for a while and for whom there may be something to ask for or to give. */
function away(tx: Tx, { awaySince, allowGuests, kind, ignoresQuiet = false }: Sieve) {
  const since = iso(awaySince);
  let query = tx.db
    .selectFrom('member as m')
    .where('m.is_deactivated', '=', 0)
    .where('m.is_bot', '=', 0)
    .where('m.erased_at', 'is', null)
    .where('m.unreachable', 'is', null)
    .where('m.created_at', '<=', since)
    .where('m.mutes', 'not like', `%"${kind}"%`)
    .where((e) => e.or([e('m.paused_until', 'is', null), e('m.paused_until', '<=', iso(tx.now))]))
    .where((e) => e.not(e.exists(sessionSince(e, since, ignoresQuiet))))
    .where((e) => e.not(e.exists(openRequest(e, ignoresQuiet))))
    .where((e) => e.or([e.exists(offered(e)), e.exists(aimed(e)), e.exists(sought(e))]));
  if (!allowGuests) query = query.where('m.is_guest', '=', 0);
  return query;
}

const sessionSince = (e: Members, since: string, ignoresQuiet: boolean) =>
  e
    .selectFrom('session as s')
    .select(sql`1`.as('one'))
    .whereRef('s.workspace_id', '=', 'm.workspace_id')
    .where('s.is_quiet', 'in', ignoresQuiet ? [0] : [0, 1])
    .where((s) => s.or([s('s.mentor_id', '=', s.ref('m.id')), s('s.mentee_id', '=', s.ref('m.id'))]))
    .where((s) =>
      s.or([s('s.ended_at', 'is', null), s.and([s('s.ended_at', '>', since), s('s.held_at', 'is not', null)])]),
    );

const openRequest = (e: Members, ignoresQuiet: boolean) =>
  e
    .selectFrom('request as r')
    .select(sql`1`.as('one'))
    .whereRef('r.workspace_id', '=', 'm.workspace_id')
    .whereRef('r.mentee_id', '=', 'm.id')
    .where('r.is_anonymous', 'in', ignoresQuiet ? [0] : [0, 1])
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

/** One of their goals is about something that somebody else offers. */
const aimed = (e: Members) =>
  e
    .selectFrom('goal as g')
    .innerJoin('member_skill as o', (j) =>
      j.onRef('o.workspace_id', '=', 'g.workspace_id').onRef('o.skill_id', '=', 'g.skill_id'),
    )
    .select(sql`1`.as('one'))
    .whereRef('g.workspace_id', '=', 'm.workspace_id')
    .whereRef('g.member_id', '=', 'm.id')
    .where('g.state', '=', 'open')
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
function rested(tx: Tx, sieve: Sieve, restedSince: Temporal.Instant) {
  return away(tx, sieve).where((e) =>
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

/** How many people could be invited, as owners read it. */
export async function countAway(tx: Tx, sieve: Sieve, restedSince: Temporal.Instant): Promise<number> {
  const { n } = await rested(tx, { ...sieve, ignoresQuiet: true }, restedSince)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Ids of the next `most` of them after an id, in the order of ids. */
export async function nextAway(
  tx: Tx,
  sieve: Sieve,
  restedSince: Temporal.Instant,
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await rested(tx, sieve, restedSince)
    .select('m.id')
    .where('m.id', '>', after)
    .orderBy('m.id')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}

/** Whether this member is still one of them, their invitation aside. */
export async function isAway(tx: Tx, sieve: Sieve, memberId: string): Promise<boolean> {
  return (await away(tx, sieve).select('m.id').where('m.id', '=', memberId).executeTakeFirst()) !== undefined;
}
