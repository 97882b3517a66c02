import { defineConfig } from 'vitest/config';

/** The test files named in `MUTANT_TESTS`, with commas between. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TZ: 'UTC' },
    // Modules are loaded once for all files: a mutant is tried in seconds then.
    isolate: false,
    include: (process.env.MUTANT_TESTS ?? '').split(','),
  },
});
