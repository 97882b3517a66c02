import { sql } from 'kysely';
import { readConfig } from '../../src/config.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import type { WorkspaceDeps } from '../../src/deps.ts';
import { createRunner } from '../../src/jobs/runner.ts';
import { createLog } from '../../src/log.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { createClient } from '../../src/slack/client.ts';
import { oneInstallation } from '../../src/workspace.ts';
import { fastClock } from './fast-clock.ts';
import { fireRegistry, takeEvent, withoutProtection } from './workload.ts';

/**
 * One process of the app without Bolt: configuration, database, engine and outbox as in start.ts. Its parent sends it
 * events as `{ n, channel }` and gets `{ ack: n }` back once the transaction is durable. It is meant to be killed.
 */
const { env } = process;
const config = readConfig(env);
const clock = fastClock(Number(env.FIRE_SPEED), Number(env.FIRE_ORIGIN), Number(env.FIRE_SKEW ?? 0));
const log = createLog(config);
const db = await openDatabase(config.databaseUrl, clock);
await migrate(db.read);
// Nothing leaves the write-ahead log, so that its length says what is in it.
if (env.FIRE_KEEP_WAL) await sql`pragma wal_autocheckpoint = 0`.execute(db.read);
const slack = createClient(config, log, Number(env.FIRE_TIMEOUT));
const workspace = { id: 'T0HARBOUR', botUserId: 'U0APP', slack };
const plain: WorkspaceDeps = {
  config,
  db,
  clock: db.clock,
  log,
  installations: oneInstallation(workspace),
  workspace,
  jobs: { wake: () => runner.wake() },
  listeners: [],
};
const deps = env.FIRE_UNPROTECTED ? withoutProtection(plain) : plain;
const runner = createRunner(deps, fireRegistry(), createOutbox(deps));
runner.start();

process.on('message', ({ n, channel }: { n: string; channel: string }) => {
  takeEvent(deps, n, channel).then(
    (isNew) => process.send?.({ ack: n, isNew }),
    (error) => log.error({ err: error }, 'an event wasn’t taken in'),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true, pid: process.pid });
