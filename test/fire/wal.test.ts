import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { randomOf } from '../support/random.ts';
import { createFire, gone } from './processes.ts';
import { settled } from './settle.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const CUTS = Number(process.env.CUTS ?? (isShort ? 6 : 200));

/** Events that come at once, so that cuts cross commits of several. */
const TOGETHER = 3;

/**
 * Bytes of the write-ahead log that a trace shows to have reached the disk, and those that were only written; `before`
 * lie there from earlier lives, until the log starts anew with its header.
 */
function lengths(trace: string, before: number): { synced: number; written: number } {
  const pending = new Set<string>();
  let written = before;
  let synced = before;
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const thread = line.split(' ')[0]!;
    const [, length, offset] = /pwrite64\(\d+<[^>]*-wal>, .*, (\d+), (\d+)/.exec(line) ?? [];
    if (offset === '0') [written, synced] = [0, 0];
    if (length && offset) written = Math.max(written, Number(length) + Number(offset));
    const isSync = /f(data)?sync\(\d+<[^>]*-wal>/.test(line);
    if (isSync && line.includes('unfinished')) pending.add(thread);
    const isAnswer = isSync || (line.includes('resumed') && pending.delete(thread));
    // The one in which the process was killed ends with "= ?", whether or not it was told of in two lines.
    if (isAnswer && line.includes('= 0')) synced = written;
  }
  return { synced, written };
}

it(`${CUTS} power cuts at the last fsync of the write-ahead log lose nothing and double nothing`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-wal-'));
  const path = join(folder, 'a.db');
  const random = randomOf(CUTS);
  const fire = await createFire({ databaseUrl: `file:${path}`, keepWal: true }, random, 0.1);
  const events: string[] = [];
  let life: Awaited<ReturnType<typeof fire.spawn>> | undefined;
  let isOver = false;
  const source = (async () => {
    for (let n = 0; !isOver; n += TOGETHER) {
      const some = Array.from({ length: TOGETHER }, (_, i) => n + i);
      events.push(...some.map((one) => `e${one}`));
      await Promise.all(some.map((one) => fire.deliver(`e${one}`, fire.people[one % fire.people.length]!, () => life)));
      await new Promise((resolve) => setTimeout(resolve, 40 * TOGETHER));
    }
  })();
  let bytesLost = 0;
  let onDisk = 0;
  for (let n = 0; n < CUTS; n += 1) {
    const trace = join(folder, `trace-${n}`);
    life = await fire.spawn(0, { file: trace, nth: 1 + Math.floor(random() * 60) });
    await gone(life);
    life = undefined;
    const { synced, written } = lengths(trace, onDisk);
    rmSync(trace);
    bytesLost += written - synced;
    onDisk = synced;
    truncateSync(`${path}-wal`, onDisk);
  }
  isOver = true;
  life = await fire.spawn();
  await source;
  const finding = await settled(fire, `file:${path}`, events, [life]);
  const result = { cuts: CUTS, bytesLost, events: events.length, ...finding };
  await fire.close();
  rmSync(folder, { recursive: true, force: true });
  console.info(`power cuts: ${JSON.stringify(result)}`);
  expect(result).toMatchObject({ lost: [], doubled: [], overlooked: 0 });
  expect(bytesLost).toBeGreaterThan(CUTS * 1000);
});
