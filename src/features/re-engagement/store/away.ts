import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { activeGoals } from '../../goals/store/index.ts';
import { reachableMembers } from '../../members/store/index.ts';
import { liveRequests, waitingRequests } from '../../requests/store/index.ts';
import { sessionsSince } from '../../sessions/store/history.ts';
import { offers, wants } from '../../skills/store/held.ts';

export type Sieve = {
  /** Somebody with a session that was held since then, or with one that is not over, or who is here only since then, is left out. */
  awaySince: Temporal.Instant;
  allowGuests: boolean;
  /** The kind of prompt that somebody who muted it is left out by. */
  kind: string;
  /** For what owners read: what somebody asked quietly changes nothing. */
  ignoresQuiet?: boolean;
};

/** Who is looked at, as a subquery names them. */
const ONE = sql.ref<string>('member.id');

/** Members whom nobody has met for a while and for whom there may be something to ask for or to give. */
function away(tx: Tx, { awaySince, allowGuests, kind, ignoresQuiet = false }: Sieve) {
  const quiet = ignoresQuiet ? [0] : [0, 1];
  let query = reachableMembers(tx)
    .where('member.created_at', '<=', iso(awaySince))
    .where('member.mutes', 'not like', `%"${kind}"%`)
    .where((e) => e.or([e('member.paused_until', 'is', null), e('member.paused_until', '<=', iso(tx.now))]))
    .where((e) => e.not(e.exists(sessionSince(tx, awaySince).where('is_quiet', 'in', quiet))))
    .where((e) => e.not(e.exists(openRequest(tx).where('is_anonymous', 'in', quiet))))
    .where((e) => e.or([e.exists(offered(tx)), e.exists(aimed(tx)), e.exists(sought(tx))]));
  if (!allowGuests) query = query.where('member.is_guest', '=', 0);
  return query;
}

const found = sql`1`.as('one');

const sessionSince = (tx: Tx, since: Temporal.Instant) =>
  sessionsSince(tx, since)
    .select(found)
    .where((e) => e.or([e('mentor_id', '=', ONE), e('mentee_id', '=', ONE)]));

const openRequest = (tx: Tx) => liveRequests(tx).select(found).where('mentee_id', '=', ONE);

/** Who offers which skill. */
const offeredBySomebody = (tx: Tx) => offers(tx).select(['skill_id', 'member_id']).as('o');

/** They want something that somebody else offers. */
const offered = (tx: Tx) =>
  wants(tx)
    .innerJoin(offeredBySomebody(tx), 'o.skill_id', 'member_skill.skill_id')
    .select(found)
    .where('member_skill.member_id', '=', ONE)
    .where('o.member_id', '!=', ONE);

/** One of their goals is about something that somebody else offers. */
const aimed = (tx: Tx) =>
  activeGoals(tx)
    .innerJoin(offeredBySomebody(tx), 'o.skill_id', 'goal.skill_id')
    .select(found)
    .where('goal.member_id', '=', ONE)
    .where('o.member_id', '!=', ONE);

/** They offer something that somebody else waits for. */
const sought = (tx: Tx) =>
  offers(tx)
    .innerJoin(waitingRequests(tx).select(['skill_id', 'mentee_id']).as('q'), 'q.skill_id', 'member_skill.skill_id')
    .select(found)
    .where('member_skill.member_id', '=', ONE)
    .where('q.mentee_id', '!=', ONE);

/** Those of them whose last invitation was settled before `restedSince`. */
function rested(tx: Tx, sieve: Sieve, restedSince: Temporal.Instant) {
  const invited = tx.db.selectFrom('invitation').select(found).where('member_id', '=', ONE);
  return away(tx, sieve).where((e) => e.not(e.exists(invited.where('may_come_until', '>', iso(restedSince)))));
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
    .select('member.id')
    .where('member.id', '>', after)
    .orderBy('member.id')
    .limit(most)
    .execute();
  return rows.map((row) => row.id);
}

/** Whether this member is still one of them, their invitation aside. */
export async function isAway(tx: Tx, sieve: Sieve, memberId: string): Promise<boolean> {
  return (await away(tx, sieve).select('member.id').where('member.id', '=', memberId).executeTakeFirst()) !== undefined;
}
