import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, it } from 'vitest';
import { freshDatabaseUrl, onBothDatabases } from './support/database.ts';
import { liveTheLoop } from './support/loop.ts';
import { createWorld, type World } from './support/world.ts';

let world: World | undefined;
let folder: string | undefined;
afterEach(async () => {
  await world?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

onBothDatabases('The loop over signed HTTP', (dialect) => {
  it('goes from the question to the digest across restarts, with nothing lost and nothing twice', {
    timeout: 120_000,
  }, async () => {
    folder = mkdtempSync(join(tmpdir(), 'bitewise-loop-'));
    const databaseUrl = dialect === 'sqlite' ? `file:${join(folder, 'loop.db')}` : await freshDatabaseUrl(dialect);
    world = await createWorld({ mode: 'http', databaseUrl });
    await liveTheLoop(world);
  });
});
