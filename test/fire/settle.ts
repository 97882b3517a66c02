import { systemClock } from '../../src/clock.ts';
import { type Database, openTool } from '../../src/database/open.ts';
import { type Fire, kill, type Life, SPEED } from './processes.ts';
import { textOf } from './workload.ts';

/** Real seconds in which everything has to be settled: several quarantines. */
const SETTLE = 240;

/** Waits until nothing is left to do, then lets the processes go. @returns the texts that count as unknown. */
export async function settled(
  fire: Fire,
  databaseUrl: string,
  expected: number,
  children: (Life | undefined)[],
): Promise<string[]> {
  const until = performance.now() + SETTLE * 1000;
  fire.slack.faults.clear();
  const quiet = (60_000 / SPEED) * 1.5;
  for (let before = -1; performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, quiet));
    const now = fire.seen().length;
    if (now === before && now >= expected * 0.9) break;
    before = now;
  }
  // The looks for twins come two minutes and an hour after; an hour of fast time is a few minutes.
  await new Promise((resolve) => setTimeout(resolve, 130_000 / SPEED));
  await Promise.all(children.map((child) => child && kill(child)));
  const db = await openTool(databaseUrl, systemClock);
  const unknown = await unknownTexts(db);
  await db.close();
  return unknown;
}

async function unknownTexts(db: Database): Promise<string[]> {
  const jobs = await db.read.selectFrom('job').selectAll().where('outcome', '=', 'unknown').execute();
  return jobs.map((job) => JSON.parse(job.payload)).map(({ n, what }) => textOf(n, what));
}
