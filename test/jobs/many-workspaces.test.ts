import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { travelClock } from '../../sandbox/clock.ts';
import { readConfig } from '../../src/config.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import type { Deps } from '../../src/deps.ts';
import { markUninstalled, saveWorkspace } from '../../src/features/settings/service.ts';
import type { Carrier } from '../../src/jobs/carrier.ts';
import { createRegistry, jobKind } from '../../src/jobs/define.ts';
import { runBatches } from '../../src/jobs/runner.ts';
import { enqueue, enqueueAll } from '../../src/jobs/store.ts';
import { createTurns } from '../../src/jobs/turns.ts';
import { createLog } from '../../src/log.ts';
import { createClient } from '../../src/slack/client.ts';
import { freshDatabaseUrl, handBackDatabase, onBothDatabases } from '../support/database.ts';

const ring = jobKind('test.ring', z.object({ n: z.number() }));
const call = jobKind('test.call', z.object({ n: z.number() }));

/** An engine for many workspaces, in the machine's time, that notes when what was done. */
async function given(dialect: 'sqlite' | 'postgres') {
  const url = await freshDatabaseUrl(dialect);
  const clock = travelClock();
  const db = await openDatabase(url, clock);
  await migrate(db.read);
  const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', LOG_LEVEL: 'silent' });
  const log = createLog(config);
  const slack = createClient(config, log);
  const gone = new Set<string>();
  const asked: string[] = [];
  const done = new Map<string, number[]>();
  const note = (id: string) => void done.set(id, [...(done.get(id) ?? []), performance.now()]);
  const registry = createRegistry();
  registry.timer(ring, async (tx) => note(tx.workspaceId));
  registry.task(call, async ({ workspace }) => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    note(workspace.id);
  });
  const deps: Deps = {
    ...{ config, db, clock: db.clock, log, listeners: [] },
    jobs: { wake: (id) => runner.wake(id) },
    installations: {
      find: async ({ installedIn = '' }) => {
        asked.push(installedIn);
        return gone.has(installedIn) ? undefined : { id: installedIn, botUserId: 'U0APP', slack };
      },
      hear: async () => false,
    },
  };
  const carrier = { isOpen: async () => true, setbackOf: () => ({}) } as unknown as Carrier;
  const former = (id: string) => ({ id, botUserId: '', slack });
  const turns = createTurns(deps, { registry, last: registry, carrierOf: () => carrier, former, restHours: 720 });
  const runner = runBatches(deps, turns);
  onTestFinished(async () => {
    await runner.stop();
    await db.close();
    await handBackDatabase(url);
  });
  const work = <T>(id: string, unit: Parameters<typeof inTransaction<T>>[1]) =>
    inTransaction({ ...deps, workspace: { id } }, unit);
  const until = async (look: () => boolean) => {
    while (!look()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { db, runner, work, done, gone, asked, until };
}

onBothDatabases('Many workspaces in one engine', (dialect) => {
  it.each([ring, call])('10,000 jobs of one delay a job of another by less than two seconds ($name)', async (kind) => {
    const { runner, work, done, until } = await given(dialect);
    for (const id of ['T0BURST', 'T0QUIET']) await work(id, (tx) => saveWorkspace(tx, id, 'U0APP'));
    const burst = Array.from({ length: 10_000 }, (_, n) => ({ payload: { n } }));
    await work('T0BURST', (tx) => enqueueAll(tx, kind, burst));
    runner.start();
    await until(() => (done.get('T0BURST')?.length ?? 0) > 100);
    const late: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const began = performance.now();
      await work('T0QUIET', (tx) => enqueue(tx, kind, { n }));
      await until(() => (done.get('T0QUIET')?.length ?? 0) > n);
      late.push((done.get('T0QUIET')?.[n] ?? 0) - began);
    }
    expect(Math.max(...late)).toBeLessThan(2000);
    // It was still at it: what is shown is not that it was over.
    expect(done.get('T0BURST')?.length).toBeLessThan(10_000);
  });

  it('one that the app was taken out of is not looked at, however much it has due', async () => {
    const { db, runner, work, done, gone, asked, until } = await given(dialect);
    for (const id of ['T0GONE', 'T0HERE']) await work(id, (tx) => saveWorkspace(tx, id, 'U0APP'));
    await work('T0GONE', (tx) => enqueueAll(tx, ring, [{ payload: { n: 1 } }, { payload: { n: 2 } }]));
    await work('T0GONE', (tx) => markUninstalled(tx));
    gone.add('T0GONE');
    // What was written is known; from here on nothing tells of it.
    runner.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    asked.length = 0;
    await work('T0HERE', (tx) => enqueue(tx, ring, { n: 1 }));
    await until(() => done.has('T0HERE'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(asked).not.toContain('T0GONE');
    const left = await db.read.selectFrom('job').select('attempt').where('workspace_id', '=', 'T0GONE').execute();
    expect(left).toEqual([{ attempt: 0 }, { attempt: 0 }]);
    gone.delete('T0GONE');
    await work('T0GONE', (tx) => saveWorkspace(tx, 'T0GONE', 'U0APP'));
    await until(() => done.get('T0GONE')?.length === 2);
  });
});
