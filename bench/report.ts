import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { createTx } from '../src/database/transaction.ts';
import { inventCompany } from './report/company.ts';
import { fillWith } from './report/fill.ts';
import { measureReport, WORKSPACE } from './report/live.ts';

/*
 * npm run bench:report -- --sessions 100000 --members 20000 [--url postgres://…]: the whole app on a generated company
 * with a year of talks behind it; an owner asks for the report of the last quarter, with plots and file, while somebody
 * goes on typing commands. Prints JSON: `seconds` from the command to the last file in Slack, `megabytes` that the app
 * had at the most, and `slowdown`, how many times as long acknowledgements took meanwhile as at rest.
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
const url = values.url ?? `file:${join(folder, 'report.db')}`;

async function fill(): Promise<void> {
  const now = Temporal.Now.instant();
  const db = await openDatabase(url, { now: () => now, isMachine: true });
  await migrate(db.read);
  // Three in four asks find somebody, and 85 in 100 of those talks are held.
  const asks = Math.round(sessions / 0.75 / 0.85);
  const today = now.toZonedDateTimeISO('UTC').startOfDay();
  const [from, to] = [today.subtract({ months: 12 }), today].map((day) => day.toInstant().toString());
  const company = inventCompany({ members, asks, seed: 1, from: from!, to: to! });
  await db.transact((trx) => fillWith(createTx(trx, { now, workspaceId: WORKSPACE }), company));
  await db.close();
}

try {
  await fill();
  const database = url.startsWith('file:') ? 'sqlite' : 'postgres';
  console.log(JSON.stringify({ ...(await measureReport(url)), sessions, members, database }, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
