import { sql } from 'kysely';
import { affectedRows } from '../database/affected.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { Tx } from '../database/transaction.ts';
import { iso } from '../time.ts';
import type { JobKind } from './define.ts';
import { type Trouble, troubleCameJob } from './failure-alert.ts';
import { jobId } from './id.ts';
import type { Job, JobOutcome, JobTable } from './tables.ts';
export type Schedule = {
  /** Same key, same job: enqueueing it again does nothing. Default: a new one each time. */
  key?: string;
  /** Default: now. */
  runAt?: Temporal.Instant;
  /** After this instant it is recorded as expired and not done. */
  expiresAt?: Temporal.Instant;
  lane?: string;
  group?: string;
};

/** Adds a job in the transaction of what caused it. @returns false when its key was there before. */
export async function enqueue<P>(tx: Tx, kind: JobKind<P>, payload: P, schedule: Schedule = {}): Promise<boolean> {
  return (await insert(tx, [rowOf(tx, kind, payload, schedule)])) > 0;
}

/**
 * Adds a job of a lane unless one just like it is due and was not begun: that one will see what this transaction writes.
 * The row is written to rather than read, so that nobody can begin it before this transaction is over.
 */
export async function enqueueUnlessWaiting<P>(tx: Tx, kind: JobKind<P>, payload: P, lane: string): Promise<void> {
  const row = rowOf(tx, kind, payload, { lane });
  const waiting = await tx.db
    .updateTable('job')
    .set({ lane })
    .where('lane', '=', lane)
    .where('finished_at', 'is', null)
    .where('kind', '=', row.kind)
    .where('payload', '=', row.payload)
    .where('attempt', '=', 0)
    .where('run_at', '<=', row.run_at)
    .executeTakeFirst();
  if (affectedRows(waiting) === 0) await insert(tx, [row]);
}

/** Adds many jobs of a kind, in their order. @returns how many of them were new. */
export async function enqueueAll<P>(tx: Tx, kind: JobKind<P>, jobs: { payload: P; schedule?: Schedule }[]) {
  const rows = jobs.map(({ payload, schedule }) => rowOf(tx, kind, payload, schedule ?? {}));
  let added = 0;
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) added += await insert(tx, rows.slice(i, i + ROWS_AT_ONCE));
  return added;
}

/** Rows of one insert: on SQLite nothing else runs meanwhile, and this many take some twenty milliseconds. */
const ROWS_AT_ONCE = 1000;

function rowOf<P>(tx: Tx, kind: JobKind<P>, payload: P, schedule: Schedule) {
  const at = iso(schedule.runAt ?? tx.now);
  const id = jobId(tx.now);
  return {
    id,
    workspace_id: tx.workspaceId,
    key: schedule.key ?? id,
    kind: kind.name,
    lane: schedule.lane ?? null,
    grp: schedule.group ?? null,
    payload: JSON.stringify(kind.payload.parse(payload)),
    due_at: at,
    run_at: at,
    expires_at: schedule.expiresAt ? iso(schedule.expiresAt) : null,
    attempt: 0,
    failures: 0,
    phase: 0,
  };
}

/** A job whose key is its own id meets no other one, which spares the database the look. */
async function insert(tx: Tx, rows: ReturnType<typeof rowOf>[]): Promise<number> {
  const isKeyed = rows.some((row) => row.key !== row.id);
  return insertRows(tx.db, 'job', rows, isKeyed ? ['workspace_id', 'key'] : []);
}

/**
 * Cancels what is still to be done of a group. A message that may already be on its way is left to finish; if it turns
 * out not to have been sent, it expires.
 */
export async function cancelGroup(tx: Tx, group: string): Promise<void> {
  const now = iso(tx.now);
  const live = tx.db.updateTable('job').where('grp', '=', group).where('finished_at', 'is', null);
  await live.set({ outcome: 'cancelled', finished_at: now }).where('phase', '=', 0).execute();
  await live.set({ expires_at: now }).execute();
}

export type JobChange = Partial<
  Pick<
    JobTable,
    | 'due_at'
    | 'run_at'
    | 'phase'
    | 'sent_at'
    | 'ref'
    | 'failures'
    | 'tried_at'
    | 'error'
    | 'outcome'
    | 'finished_at'
    | 'held_until'
  >
>;

/** Writes to a claimed job, unless it was finished or claimed anew meanwhile. @returns whether it was written. */
export async function change(tx: Tx, job: Job, to: JobChange): Promise<boolean> {
  const result = await tx.db
    .updateTable('job')
    .set(to)
    .where('id', '=', job.id)
    .where('attempt', '=', job.attempt)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return affectedRows(result) === 1;
}

/** Gives a claimed job back, to be claimed again at `until`. @returns false when somebody else owns it by now. */
export function putBack(tx: Tx, job: Job, until: Temporal.Instant, more: JobChange = {}): Promise<boolean> {
  return change(tx, job, { ...more, run_at: iso(until), held_until: null });
}

/** Ends a claimed job. @returns false when somebody else owns it by now. */
export async function finish(tx: Tx, job: Job, outcome: JobOutcome, more: JobChange = {}): Promise<boolean> {
  const isOurs = await change(tx, job, { ...more, outcome, finished_at: iso(tx.now), held_until: null });
  if (isOurs && (outcome === 'dead' || outcome === 'unknown')) await noteTrouble(tx);
  return isOurs;
}

/** Nobody looks at a table: the first trouble of a day is told to a person, and so is each error that meets everything. */
export async function noteTrouble(tx: Tx, what: Omit<Trouble, 'date'> = {}): Promise<void> {
  const date = tx.now.toString().slice(0, 'yyyy-mm-dd'.length);
  const key = [troubleCameJob.name, date, ...(what.refused ? [what.refused] : [])].join(':');
  await enqueue(tx, troubleCameJob, { date, ...what }, { key });
}

/** How many jobs ended as dead and as unknown on a UTC date. */
export async function countTrouble(tx: Tx, date: string): Promise<{ dead: number; unknown: number }> {
  const rows = await tx.db
    .selectFrom('job')
    .select((e) => ['outcome', e.fn.countAll<number>().as('n')])
    .where('outcome', 'in', ['dead', 'unknown'])
    .where('finished_at', '>=', `${date}T00`)
    .where('finished_at', '<', `${date}T24`)
    .groupBy('outcome')
    .execute();
  const of = (outcome: JobOutcome) => rows.find((row) => row.outcome === outcome)?.n ?? 0;
  return { dead: of('dead'), unknown: of('unknown') };
}

/** Which live jobs a rate limit holds back: those of a lane, those of a kind, or all that have a lane. */
export type Held = { lane: string } | { kind: string } | 'all lanes';

/** Moves live jobs to `until` at the earliest. */
export async function delayUntil(tx: Tx, held: Held, until: Temporal.Instant): Promise<void> {
  const live = tx.db
    .updateTable('job')
    .set({ run_at: iso(until) })
    .where('finished_at', 'is', null)
    .where('run_at', '<', iso(until));
  if (held === 'all lanes') await live.where('lane', 'is not', null).execute();
  else if ('lane' in held) await live.where('lane', '=', held.lane).execute();
  else await live.where('kind', '=', held.kind).execute();
}

/** Those jobs of these keys that would be done later than `at` are done then; what may be under way is left alone. */
export async function bringForward(tx: Tx, keys: string[], at: Temporal.Instant): Promise<void> {
  await tx.db
    .updateTable('job')
    .set({ due_at: iso(at), run_at: iso(at) })
    .where('key', 'in', keys)
    .where('finished_at', 'is', null)
    .where('phase', '=', 0)
    .where('failures', '=', 0)
    .where('run_at', '>', iso(at))
    .execute();
}

/** The keys of the jobs that are not done yet: the one of this id, or those of a kind in a group. */
export async function liveKeys(
  tx: Tx,
  of: { id: string } | { kind: { name: string }; group: string },
): Promise<string[]> {
  const live = liveJobs(tx).select('key');
  const those =
    'id' in of ? live.where('id', '=', of.id) : live.where('grp', '=', of.group).where('kind', '=', of.kind.name);
  return (await those.execute()).map(({ key }) => key);
}

/** When the first of the jobs of these keys that are not done yet runs, as ISO text; undefined when all are done. */
export async function nextOf(tx: Tx, keys: string[]): Promise<string | undefined> {
  if (keys.length === 0) return undefined;
  const row = await tx.db
    .selectFrom('job')
    .select('run_at')
    .where('key', 'in', keys)
    .where('finished_at', 'is', null)
    .orderBy('run_at')
    .executeTakeFirst();
  return row?.run_at;
}

/** Jobs that are not done yet, as “job”. */
export const liveJobs = (tx: Tx) => tx.db.selectFrom('job').where('job.finished_at', 'is', null);

/** Whether a live job says the same thing again after this one, so that this one may be left out. */
export async function hasSuccessor(tx: Tx, job: Job): Promise<boolean> {
  const row = await tx.db
    .selectFrom('job')
    .select(sql<number>`1`.as('one'))
    .where('lane', '=', job.lane)
    .where('finished_at', 'is', null)
    .where('kind', '=', job.kind)
    .where('payload', '=', job.payload)
    .where('id', '>', job.id)
    .where('run_at', '<=', iso(tx.now))
    .executeTakeFirst();
  return row !== undefined;
}
