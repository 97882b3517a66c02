import { systemClock } from '../../src/clock.ts';
import { type Database, openTool } from '../../src/database/open.ts';
import type { Job } from '../../src/jobs/tables.ts';
import { iso } from '../../src/time.ts';
import { type Fire, kill, type Life } from './processes.ts';
import { examine, PARTS, textOf } from './workload.ts';

/** Real seconds in which everything has to be settled: many quarantines, and the backlog at Slack's pace. */
const limit = (messages: number) => 300 + messages / 10;
/** By the experiment's clock; the second look for a twin, after an hour, is not waited for. */
const SOON = { minutes: 10 };
const MOST_TOLD = 10;

/**
 * Waits until the database knows of nothing left to do, then lets the processes go and compares what people saw with
 * what was promised. What became of the jobs of lost and doubled messages is printed. @throws when it never settles.
 */
export async function settled(fire: Fire, databaseUrl: string, events: string[], children: (Life | undefined)[]) {
  fire.slack.faults.clear();
  const db = await openTool(databaseUrl, systemClock);
  const until = performance.now() + limit(events.length * PARTS.length) * 1000;
  for (let open = await openJobs(db, fire); open.length > 0; open = await openJobs(db, fire)) {
    if (fire.deaths.length > 0) throw new Error(`Processes ended by themselves: ${fire.deaths}`);
    if (performance.now() > until) {
      const inTheWay = open.filter((job) => job.phase === 1 || job.held_until !== null).slice(0, MOST_TOLD);
      throw new Error(`${open.length} jobs never ended by ${fire.clock.now()}, such as ${inTheWay.map(describe)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await Promise.all(children.map((child) => child && kill(child)));
  const jobs = await db.read.selectFrom('job').selectAll().where('kind', 'like', 'fire.%').execute();
  await db.close();
  const messages = jobs.filter((job) => job.kind !== 'fire.bell');
  const unknown = messages.filter((job) => job.outcome === 'unknown').map(words);
  const finding = examine(events, fire.seen(), unknown);
  for (const text of [...finding.lost, ...finding.doubled].slice(0, MOST_TOLD)) {
    console.info(`${text}: ${jobs.filter((job) => words(job) === text).map(describe)}`);
  }
  return finding;
}

/** All that are still to do for the events, and the looks for twins that are near. */
function openJobs(db: Database, fire: Fire): Promise<Job[]> {
  return db.read
    .selectFrom('job')
    .selectAll()
    .where('finished_at', 'is', null)
    .where((e) => e.or([e('kind', 'like', 'fire.%'), e('run_at', '<', iso(fire.clock.now().add(SOON)))]))
    .execute();
}

function words(job: Job): string {
  const { n, what } = JSON.parse(job.payload);
  return textOf(n, what);
}

const describe = (job: Job): string => JSON.stringify(job);
