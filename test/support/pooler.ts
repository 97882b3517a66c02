import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './postgres.ts';

type Pooler = { urlOf(databaseUrl: string): string; stop(): Promise<void> };

/**
 * Debian's PgBouncer before the server of `databaseUrl`, with fewer connections to it than the app has: transactions of
 * one connection of the app go to any of them.
 */
export async function startPooler(databaseUrl: string, mode: 'transaction' | 'statement'): Promise<Pooler> {
  const server = new URL(databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-pooler-'));
  // It refuses to run as root, and what it runs as instead has to read its settings.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const { hostname, port: serverPort, username, password } = server;
  writeFileSync(
    file,
    `[databases]
* = host=${hostname} port=${serverPort} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = 3
`,
  );
  const account = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('pgbouncer', ['-q', ...account, file], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: 'ignore',
  });
  const urlOf = (url: string) => Object.assign(new URL(url), { port: String(port) }).href;
  await answers(urlOf(databaseUrl), child);
  return {
    urlOf,
    stop: async () => {
      child.kill('SIGINT');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  let failure: unknown;
  child.once('error', (error) => {
    failure = error;
  });
  for (let tries = 0; tries < 100; tries += 1) {
    if (failure) throw new Error('PgBouncer cannot be started: apt-get install pgbouncer', { cause: failure });
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.end();
    } catch {
      await setTimeout(100);
    }
  }
  throw new Error(`PgBouncer does not answer at ${url}`);
}
