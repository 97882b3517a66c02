import type { Transaction } from 'kysely';
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { requireSchema } from '../database/migrate.ts';
import { openTool } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { StartError } from '../errors.ts';
import { iso } from '../time.ts';
import { readSendRecord, writeSendRecord } from './send-record.ts';

const USAGE = 'Say “npm run jobs” to list the jobs in trouble, or “npm run jobs -- retry <id>” to run one again.';

/** Lists dead and unknown jobs, or makes one due again. Works beside a running app. */
export async function manageJobs(
  config: Pick<Config, 'databaseUrl'>,
  words: string[],
  say: (line: string) => void,
): Promise<boolean> {
  const [verb = 'list', id] = words;
  const db = await openTool(config.databaseUrl, systemClock);
  try {
    await requireSchema(db.read);
    if (verb === 'list') {
      const jobs = await db.read
        .selectFrom('job')
        .select(['id', 'kind', 'outcome', 'error', 'finished_at'])
        .where('outcome', 'in', ['dead', 'unknown'])
        .orderBy('finished_at', 'desc')
        .limit(100)
        .execute();
      for (const job of jobs) say(`${job.finished_at}  ${job.outcome}  ${job.kind}  ${job.id}  ${job.error ?? ''}`);
      say(jobs.length === 0 ? 'No job is in trouble.' : USAGE);
      return true;
    }
    if (verb !== 'retry' || !z.uuid().safeParse(id).success) throw new StartError(USAGE);
    const isRetried = await db.transact((trx) => retryJob(trx, id ?? '', iso(db.clock.now())));
    if (!isRetried) throw new StartError(`No dead or unknown job has the id ${id}.`);
    say('It’s due again and runs within a second when the app is up.');
    return true;
  } finally {
    await db.close();
  }
}

/** Makes a job due again. One that may have been sent is marked, so that it is looked for once more before it is said. */
export async function retryJob(trx: Transaction<Schema>, id: string, now: string): Promise<boolean> {
  const job = await trx
    .selectFrom('job')
    .select(['outcome', 'ref'])
    .where('id', '=', id)
    .where('outcome', 'in', ['dead', 'unknown'])
    .executeTakeFirst();
  if (!job) return false;
  const record = readSendRecord(job);
  const ref = record ? writeSendRecord({ ...record, looks: 0, again: job.outcome === 'unknown' }) : null;
  const fresh = { finished_at: null, outcome: null, error: null, failures: 0, phase: 0, expires_at: null };
  await trx
    .updateTable('job')
    .set({ ...fresh, ref, due_at: now, run_at: now })
    .where('id', '=', id)
    .execute();
  return true;
}
