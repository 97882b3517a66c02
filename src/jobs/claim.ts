import { type SqlBool, sql } from 'kysely';
import type { Database } from '../database/open.ts';
import type { Tx } from '../database/transaction.ts';
import { iso } from '../time.ts';
import type { Job, JobTable } from './tables.ts';

/** Seconds after which a claimed row comes up again when its holder died; a living holder renews. */
export const LEASE_SECONDS = 30;

const leaseEnd = (now: Temporal.Instant) => iso(now.add({ seconds: LEASE_SECONDS }));

/**
 * Whether a row has to wait for another one of its lane: one in somebody's hands, or one that comes first. Those that may
 * have been sent come first, then what is due, in that order. It is one order for all rows: with two of them, a message
 * that may have been sent and one that was due before but turned up later would wait for each other for ever.
 * A subselect with a limit rather than `exists`, which a planner may turn into a join of the whole table with itself.
 */
const isBlocked = (now: string) => sql<SqlBool>`(job.lane is not null and (
  select 1 from job as other
  where other.workspace_id = job.workspace_id and other.lane = job.lane and other.finished_at is null
    and other.id <> job.id
    and (other.held_until > ${now} or other.phase > job.phase
      or (other.phase = job.phase and (other.phase = 1 or other.due_at <= ${now})
        and (other.due_at < job.due_at or (other.due_at = job.due_at and other.id < job.id))))
  limit 1
) is not null)`;

/** Live, due, and in nobody's hands. */
const isFree = (workspaceId: string, at: string) => sql`
  workspace_id = ${workspaceId} and finished_at is null and run_at <= ${at}
  and (held_until is null or held_until <= ${at})`;

/** The due rows that nobody has in hand and that wait for no other one, oldest first, and of each lane at most one. */
const dueRows = (db: Pick<Database, 'skipLocked'>, workspaceId: string, at: string, limit: number, only = sql``) => sql`
  select id from job
  where ${isFree(workspaceId, at)} and not ${isBlocked(at)} ${only}
  order by run_at, id limit ${limit} ${db.skipLocked}`;

/** Takes up to `limit` due jobs of the workspace under a lease, oldest first, and of each lane at most one. */
export async function claim(db: Database, workspaceId: string, now: Temporal.Instant, limit: number): Promise<Job[]> {
  const at = iso(now);
  const rows = await db.statement(sql<JobTable>`
    with next as materialized (${dueRows(db, workspaceId, at, limit)})
    update job set attempt = attempt + 1, held_until = ${leaseEnd(now)}
    where id in (select id from next) and finished_at is null
    returning *`);
  return inOrder(rows);
}

/** The names of some kinds as they stand in a statement: made once, since there are dozens and they never change. */
export const kindList = (names: string[]) => sql.raw(names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', '));

/**
 * Ends up to `limit` due jobs of some kinds as done, in the transaction that does what they are for: its row locks are
 * all the lease they need. Leaves out what failed before and what has expired.
 */
export async function takeDue(
  tx: Tx,
  db: Pick<Database, 'skipLocked'>,
  kinds: ReturnType<typeof kindList>,
  limit: number,
): Promise<Job[]> {
  const at = iso(tx.now);
  const only = sql`and kind in (${kinds}) and failures = 0 and (expires_at is null or expires_at >= ${at})`;
  const { rows } = await sql<JobTable>`
    with next as materialized (${dueRows(db, tx.workspaceId, at, limit, only)})
    update job set attempt = attempt + 1, outcome = 'done', finished_at = ${at}, held_until = null
    where id in (select id from next) and finished_at is null
    returning *`.execute(tx.db);
  return inOrder(rows);
}

/** Makes jobs that this very transaction took due again. */
export async function release(tx: Tx, jobs: Job[]): Promise<void> {
  const ids = jobs.map((job) => job.id);
  await tx.db
    .updateTable('job')
    .set((e) => ({ attempt: e('attempt', '-', 1), outcome: null, finished_at: null }))
    .where('id', 'in', ids)
    .execute();
}

const inOrder = (rows: Job[]) =>
  rows.sort((a, b) => (a.due_at === b.due_at ? compare(a.id, b.id) : compare(a.due_at, b.due_at)));

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Extends the leases of jobs that take long, as of `now`. Those that somebody else owns by now are left alone. */
export async function renew(tx: Tx, jobs: Job[], now: Temporal.Instant): Promise<void> {
  for (const job of jobs) {
    await tx.db
      .updateTable('job')
      .set({ held_until: leaseEnd(now) })
      .where('id', '=', job.id)
      .where('attempt', '=', job.attempt)
      .where('finished_at', 'is', null)
      .execute();
  }
}

/** Ends all leases: only for a database that a single process can use, which has just started. */
export async function releaseAll(db: Database): Promise<void> {
  await db.statement(sql`update job set held_until = null where finished_at is null and held_until is not null`);
}

export type Waiting = { id: string; runAt: string };

/**
 * The workspaces with a live job for a time up to `until`, and that time. One that the app was taken out of after `rested`
 * is left out: nothing is done there until its time is over. `only` asks about one workspace. Instants are ISO text.
 */
export async function waitingWorkspaces(
  db: Database,
  until: string,
  rested: string,
  only?: string,
): Promise<Waiting[]> {
  const those = only === undefined ? sql`` : sql`and w.id = ${only}`;
  const { rows } = await sql<Waiting>`
    select id, run_at as "runAt" from (
      select w.id, (
        select run_at from job where workspace_id = w.id and finished_at is null order by run_at, id limit 1
      ) as run_at
      from workspace as w where (w.uninstalled_at is null or w.uninstalled_at <= ${rested}) ${those}
    ) as waiting
    where run_at <= ${until}`.execute(db.read);
  return rows;
}

/** Whether a job is due and in nobody's hands, were it one that has to wait for another: cheaper than to try and take it. */
export async function isAnyDue(db: Database, workspaceId: string, now: Temporal.Instant): Promise<boolean> {
  const rows = await db.statement(sql`select 1 from job where ${isFree(workspaceId, iso(now))} limit 1`);
  return rows.length > 0;
}

/** When the next live job that is not due at `now` becomes due, as ISO text. */
export async function nextRunAfter(
  db: Database,
  workspaceId: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const row = await db.read
    .selectFrom('job')
    .select('run_at')
    .where('workspace_id', '=', workspaceId)
    .where('finished_at', 'is', null)
    .where('run_at', '>', iso(now))
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  return row?.run_at;
}

/** When some live job can be claimed next, as ISO text; in the past when one can be claimed now. Reads every live row. */
export async function nextClaimable(
  db: Database,
  workspaceId: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const at = iso(now);
  const when = sql<string>`case when held_until > run_at then held_until else run_at end`;
  const row = await db.read
    .selectFrom('job')
    .select(when.as('at'))
    .where('workspace_id', '=', workspaceId)
    .where('finished_at', 'is', null)
    .where((e) => e.or([e('run_at', '>', at), e.not(isBlocked(at))]))
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
}
