import { z } from 'zod';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { openTool } from '../database/open.ts';
import { StartError } from '../errors.ts';
import { iso } from '../time.ts';

const USAGE = 'Say “npm run jobs” to list the jobs in trouble, or “npm run jobs -- retry <id>” to run one again.';

/** Lists dead and unknown jobs, or makes one due again. Works beside a running app. */
export async function manageJobs(config: Config, words: string[], say: (line: string) => void): Promise<boolean> {
  const [verb = 'list', id] = words;
  const db = await openTool(config.databaseUrl, systemClock);
  try {
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
    const now = iso(db.clock.now());
    const result = await db.read
      .updateTable('job')
      .set({ finished_at: null, outcome: null, error: null, failures: 0, phase: 0, expires_at: null, run_at: now })
      .where('id', '=', id ?? '')
      .where('outcome', 'in', ['dead', 'unknown'])
      .executeTakeFirst();
    if (Number(result.numUpdatedRows) === 0) throw new StartError(`No dead or unknown job has the id ${id}.`);
    say('It is due again and runs within a second when the app is up.');
    return true;
  } finally {
    await db.close();
  }
}
