import { liveThrough } from './year/run.ts';
import { summarise } from './year/summary.ts';

/*
 * MEMBERS=1000 DAYS=365 SEEDS=1,2 ROUGH=1 npm run bench:year: years of invented people with the whole app on an embedded
 * Slack, one for each seed; rough = with rate limits, faults, outages and restarts. Prints JSON and ends with 1 if
 * anybody had reason to complain or a job came to nothing. It shows what the app does to people who behave like this; it
 * proves nothing about how people behave.
 */
const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const step = number('STEP', 120);
const url = process.env.DATABASE_URL;
const isRough = process.env.ROUGH === '1';

async function live(seed: number): Promise<boolean> {
  const options = { members: number('MEMBERS', 1_000), days: number('DAYS', 365), seed, step, isRough };
  const began = performance.now();
  const minutes = () => Math.round((performance.now() - began) / 6000) / 10;
  let told = 0;
  const year = await liveThrough({
    ...{ ...options, ...(url ? { databaseUrl: url } : {}) },
    onDay: (day, { watch }) => {
      if (day % 15 === 0) console.error(`day ${day} after ${minutes()} minutes: ${JSON.stringify(watch.sums)}`);
      for (const complaint of watch.complaints.slice(told)) console.error(JSON.stringify(complaint));
      told = watch.complaints.length;
    },
  });
  const summary = await summarise(year);
  console.log(JSON.stringify({ ...options, wallMinutes: minutes(), ...summary }, null, 2));
  await year.close();
  return summary.complaints.total === 0 && !summary.isInTrouble;
}

for (const seed of (process.env.SEEDS ?? process.env.SEED ?? '1').split(',').map(Number)) {
  if (!(await live(seed))) process.exitCode = 1;
}
