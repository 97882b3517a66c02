import { randomUUID } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import type { Database } from '../database/open.ts';
import { iso } from '../time.ts';
import type { Work } from '../work.ts';
import type { JobKind } from './define.ts';

export type JobOutcome = 'done' | 'skipped' | 'expired' | 'cancelled' | 'dead' | 'unknown';

export type JobTable = {
  id: string;
  workspace_id: string;
  /** What makes it the same job: unique within the workspace, for ever. */
  key: string;
  kind: string;
  /** Messages of one lane (a channel or person) go out one after the other. */
  lane: string | null;
  /** What is cancelled together. */
  grp: string | null;
  payload: string;
  /** When it should happen. */
  due_at: string;
  /** When it may be claimed next: `due_at`, later the end of a lease or of a back-off. */
  run_at: string;
  expires_at: string | null;
  /** Counts claims and fences writes of those who lost theirs. */
  attempt: number;
  failures: number;
  /** 1 = the message may have been sent. */
  phase: number;
  sent_at: string | null;
  /** JSON: where a message went, or was about to go. */
  ref: string | null;
  outcome: JobOutcome | null;
  error: string | null;
  finished_at: string | null;
};

export type InboxTable = { workspace_id: string; key: string; at: string };
export type Job = Readonly<JobTable>;

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

/** A claimed row comes up again after this many seconds when its holder died. */
const LEASE_SECONDS = 60;

/** Adds a job in the transaction of what caused it. @returns false when its key was there before. */
export async function enqueue<P>(work: Work, kind: JobKind<P>, payload: P, schedule: Schedule = {}): Promise<boolean> {
  const at = iso(schedule.runAt ?? work.now);
  const inserted = await work.db
    .insertInto('job')
    .values({
      id: randomUUID(),
      workspace_id: work.workspaceId,
      key: schedule.key ?? randomUUID(),
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
    })
    .onConflict((c) => c.columns(['workspace_id', 'key']).doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Cancels what is still to be done of a group. A message that may already be on its way is left to finish. */
export async function cancelGroup(work: Work, group: string): Promise<void> {
  await work.db
    .updateTable('job')
    .set({ outcome: 'cancelled', finished_at: iso(work.now) })
    .where('workspace_id', '=', work.workspaceId)
    .where('grp', '=', group)
    .where('finished_at', 'is', null)
    .where('phase', '=', 0)
    .execute();
}

/** Takes up to `limit` due jobs of the workspace under a lease, oldest first. */
export async function claim(db: Database, workspaceId: string, now: Temporal.Instant, limit: number): Promise<Job[]> {
  const lock = db.skipLocked ? sql`for update skip locked` : sql``;
  const { rows } = await db.transact((trx) =>
    sql<JobTable>`
      update job set attempt = attempt + 1, run_at = ${iso(now.add({ seconds: LEASE_SECONDS }))}
      where id in (
        select id from job
        where workspace_id = ${workspaceId} and finished_at is null and run_at <= ${iso(now)}
        order by run_at, due_at, id limit ${limit} ${lock}
      ) and finished_at is null
      returning *`.execute(trx),
  );
  return rows.sort((a, b) => (a.due_at === b.due_at ? compare(a.id, b.id) : compare(a.due_at, b.due_at)));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export type JobChange = Partial<
  Pick<JobTable, 'run_at' | 'phase' | 'sent_at' | 'ref' | 'failures' | 'error' | 'outcome' | 'finished_at'>
>;

/** Writes to a claimed job, unless it was finished or claimed anew meanwhile. @returns whether it was written. */
export async function change(work: Work, job: Job, to: JobChange): Promise<boolean> {
  const result = await work.db
    .updateTable('job')
    .set(to)
    .where('id', '=', job.id)
    .where('attempt', '=', job.attempt)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) === 1;
}

/** Ends a claimed job. @returns false when somebody else owns it by now. */
export function finish(work: Work, job: Job, outcome: JobOutcome, more: JobChange = {}): Promise<boolean> {
  return change(work, job, { ...more, outcome, finished_at: iso(work.now) });
}

/** Moves every live job of a lane, or of all lanes, to `until` at the earliest. */
export async function holdLanes(work: Work, lane: string | undefined, until: Temporal.Instant): Promise<void> {
  let update = work.db
    .updateTable('job')
    .set({ run_at: iso(until) })
    .where('workspace_id', '=', work.workspaceId)
    .where('finished_at', 'is', null)
    .where('run_at', '<', iso(until));
  update = lane === undefined ? update.where('lane', 'is not', null) : update.where('lane', '=', lane);
  await update.execute();
}

/** When the next live job may be claimed, or undefined when there is none. */
export async function nextRunAt(db: Database, workspaceId: string): Promise<string | undefined> {
  const row = await db.read
    .selectFrom('job')
    .select('run_at')
    .where('workspace_id', '=', workspaceId)
    .where(sql<SqlBool>`finished_at is null`)
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  return row?.run_at;
}
