import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { createTx, type Tx } from '../src/database/transaction.ts';
import { metricsOf, type Period } from '../src/features/metrics/service.ts';
import { inventCompany } from './report/company.ts';
import { fillWith } from './report/fill.ts';

/*
 * npm run bench:report -- --sessions 100000 --members 20000 [--url postgres://…]: the figures of a quarter, and of a
 * month, from a generated company with a year of talks behind it. Prints JSON: seconds for each, the most megabytes that
 * the process had meanwhile (the filling of the database apart), and the longest time for which nothing else was done.
 */
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '100000' },
    members: { type: 'string', default: '20000' },
    url: { type: 'string' },
  },
});
const [sessions, members] = [Number(values.sessions), Number(values.members)];
const folder = mkdtempSync(join(tmpdir(), 'bitewise-report-'));
const clock = { now: () => Temporal.Instant.from('2026-10-05T09:00:00Z') };
const db = await openDatabase(values.url ?? `file:${join(folder, 'report.db')}`, {
  ...clock,
  schedule: () => ({}),
} as never);
await migrate(db.read);
const inTx = <T>(unit: (tx: Tx) => Promise<T>) =>
  db.transact((trx) => unit(createTx(trx, { now: clock.now(), workspaceId: 'T1' })));

// Three in four asks find somebody, and 85 in 100 of those talks are held.
const options = { members, asks: Math.round(sessions / 0.75 / 0.85), seed: 1 };
await inTx((tx) =>
  fillWith(tx, inventCompany({ ...options, from: '2025-10-05T00:00:00Z', to: '2026-10-01T00:00:00Z' })),
);
globalThis.gc?.();

async function measure(period: Period) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let most = process.memoryUsage().rss;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  delay.enable();
  const began = performance.now();
  await inTx((tx) => metricsOf(tx, period));
  const seconds = (performance.now() - began) / 1000;
  await new Promise((done) => setTimeout(done, 20));
  delay.disable();
  clearInterval(watch);
  most = Math.max(most, process.memoryUsage().rss);
  return { seconds, megabytes: Math.round(most / 1e6), blockedForSeconds: delay.max / 1e9 };
}

const quarter = await measure({ from: '2026-07-01', to: '2026-10-01' });
const month = await measure({ from: '2026-09-01', to: '2026-10-01' });
const year = await measure({ from: '2025-11-01', to: '2026-10-01' });
const again = await measure({ from: '2026-07-01', to: '2026-10-01' });
console.log(
  JSON.stringify(
    { sessions, members, database: values.url ? 'postgres' : 'sqlite', quarter, month, year, again },
    null,
    2,
  ),
);
await db.close();
rmSync(folder, { recursive: true, force: true });
