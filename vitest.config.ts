import { defineConfig } from 'vitest/config';
import { Slowest } from './test/support/slowest.ts';
import { Unmet } from './test/support/unmet.ts';

export default defineConfig({
  test: {
    reporters: ['default', new Slowest(), new Unmet()],
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
    // Most files wait for a database or for Slack's pace, so that more of them than cores may run at once.
    maxWorkers: 4,
    // Each of these has a workspace or two of its own, and Slack waits three seconds for an answer.
    maxConcurrency: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          // The mutants have packages of their own.
          exclude: ['test/browser/**', 'test/fire/**', 'test/mutants/**'],
          // Reading the app and its vocabulary anew for every file took longer than most tests. Nothing of a workspace
          // stands in module state, so that files may share it.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          expect: { poll: { timeout: 10_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'fire',
          include: ['test/fire/**/*.test.ts'],
          testTimeout: 1_200_000,
          // The short form mostly waits and measures nothing, so that several of its experiments may share the machine.
          ...(process.env.FIRE === 'short' ? { maxWorkers: 3 } : { fileParallelism: false }),
        },
      },
    ],
  },
});
