import { liveThrough } from './year/run.ts';
import { summarise } from './year/summary.ts';

/*
 * MEMBERS=1000 DAYS=365 SEED=1 npm run bench:year: a year of invented people with the whole app on an embedded Slack.
 * Prints JSON and ends with 1 if anybody had reason to complain. It shows what the app does to people who behave like
 * this; it proves nothing about how people behave.
 */
const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const options = { members: number('MEMBERS', 1_000), days: number('DAYS', 365), seed: number('SEED', 1) };
const step = number('STEP', 120);
const began = performance.now();
const url = process.env.DATABASE_URL;
let told = 0;

const year = await liveThrough({
  ...{ ...options, step, ...(url ? { databaseUrl: url } : {}) },
  onDay: (day, { watch }) => {
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    if (day % 15 === 0) console.error(`day ${day} after ${minutes} minutes: ${JSON.stringify(watch.sums)}`);
    for (const complaint of watch.complaints.slice(told)) console.error(JSON.stringify(complaint));
    told = watch.complaints.length;
  },
});
const summary = await summarise(year);
console.log(
  JSON.stringify(
    { ...options, step, wallMinutes: Math.round((performance.now() - began) / 6000) / 10, ...summary },
    null,
    2,
  ),
);
await year.close();
process.exitCode = summary.complaints.total > 0 ? 1 : 0;
