import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const VITEST = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const CONFIG = new URL('./support/failing/vitest.config.ts', import.meta.url).pathname;

it('A test that fails makes the test command fail', () => {
  const { VITEST: _ours, ...env } = process.env;
  const run = spawnSync(process.execPath, [VITEST, 'run', '--config', CONFIG], { env, encoding: 'utf8' });
  expect(run.stdout).toContain('1 failed');
  expect(run.status).toBe(1);
});
