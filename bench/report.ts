import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { createTx, type Tx } from '../src/database/transaction.ts';
import { metricsOf, type Period } from '../src/features/metrics/service/index.ts';
import { inventCompany } from './report/company.ts';
import { fillWith } from './report/fill.ts';

/*
 * npm run bench:report -- --sessions 100000 --members 20000 [--url postgres://…]: the figures of a quarter, a month and
 * eleven months from a generated company with a year of talks behind it, and of the quarter a second time, in a process
 * of their own. Prints JSON: seconds, the most megabytes that the process had, and the longest time in which it did
 * nothing else.
 */
const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '100000' },
    members: { type: 'string', default: '20000' },
    url: { type: 'string' },
    filled: { type: 'boolean', default: false },
  },
});
const [sessions, members] = [Number(values.sessions), Number(values.members)];
const now = Temporal.Instant.from('2026-10-05T09:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'bitewise-report-'));
const url = values.url ?? `file:${join(folder, 'report.db')}`;

const open = () => openDatabase(url, { now: () => now, isMachine: true });
type Db = Awaited<ReturnType<typeof open>>;
const inTx = <T>(db: Db, unit: (tx: Tx) => Promise<T>) =>
  db.transact((trx) => unit(createTx(trx, { now, workspaceId: 'T1' })));

async function fill(): Promise<void> {
  const db = await open();
  await migrate(db.read);
  // Three in four asks find somebody, and 85 in 100 of those talks are held.
  const asks = Math.round(sessions / 0.75 / 0.85);
  const company = inventCompany({ members, asks, seed: 1, from: '2025-10-05T00:00:00Z', to: '2026-10-01T00:00:00Z' });
  await inTx(db, (tx) => fillWith(tx, company));
  await db.close();
}

async function measure(db: Db, period: Period) {
  let [most, last, stall] = [process.memoryUsage().rss, performance.now(), 0];
  const look = () => {
    const at = performance.now();
    [most, stall, last] = [Math.max(most, process.memoryUsage().rss), Math.max(stall, at - last), at];
  };
  const watch = setInterval(look, 1);
  const began = performance.now();
  await inTx(db, (tx) => metricsOf(tx, period));
  const seconds = (performance.now() - began) / 1000;
  look();
  clearInterval(watch);
  const rounded = (s: number) => Math.round(s * 1000) / 1000;
  return { seconds: rounded(seconds), megabytes: Math.round(most / 1e6), longestStall: rounded(stall / 1000) };
}

async function measureAll(): Promise<void> {
  const db = await open();
  const quarter = { from: '2026-07-01', to: '2026-10-01' };
  const figures = {
    quarter: await measure(db, quarter),
    month: await measure(db, { from: '2026-09-01', to: '2026-10-01' }),
    elevenMonths: await measure(db, { from: '2025-11-01', to: '2026-10-01' }),
    quarterAgain: await measure(db, quarter),
  };
  const database = url.startsWith('file:') ? 'sqlite' : 'postgres';
  console.log(JSON.stringify({ sessions, members, database, ...figures }, null, 2));
  await db.close();
}

if (values.filled) await measureAll();
else {
  await fill();
  const again = ['--filled', '--url', url, '--sessions', `${sessions}`, '--members', `${members}`];
  process.exitCode = spawnSync(process.execPath, [import.meta.filename, ...again], { stdio: 'inherit' }).status ?? 1;
}
rmSync(folder, { recursive: true, force: true });
