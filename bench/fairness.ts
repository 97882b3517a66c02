import { calibrate } from './fairness-calibration.ts';
import { policies } from './fairness-policies.ts';
import { simulate } from './fairness-simulation.ts';
import { summarise } from './fairness-summary.ts';

/*
 * npm run bench:fairness -- [--days 90] [--members 5000] [--asks 120]: the app's ranking against four other policies on
 * the same invented people, all of them through the app's cascade, three fixed seeds; and whether what the app says
 * about the wait comes true. Prints JSON. It compares policies; it proves nothing about people.
 */
const option = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const world = { days: option('days', 90), members: option('members', 5_000), asksADay: option('asks', 120) };
const seeds = [1, 2, 3];

const expectations: unknown[] = [];
const results = Object.entries(policies).map(([name, policy]) => {
  const runs = seeds.map((seed) => {
    const outcome = simulate({ ...world, seed }, policy);
    if (name === 'Bitewise') expectations.push({ seed, ...calibrate(outcome) });
    return summarise(outcome);
  });
  return { policy: name, ...average(runs) };
});
console.log(JSON.stringify({ ...world, seeds, results, expectations }, null, 2));

/** The mean of every number over the runs. */
function average<T extends Record<string, number | Record<string, number>>>(runs: T[]): T {
  const mean = (values: number[]) => Math.round((values.reduce((sum, v) => sum + v, 0) / values.length) * 1000) / 1000;
  const entries = Object.entries(runs[0]!).map(([key, value]) => [
    key,
    typeof value === 'number'
      ? mean(runs.map((run) => run[key] as number))
      : average(runs.map((run) => run[key] as Record<string, number>)),
  ]);
  return Object.fromEntries(entries);
}
