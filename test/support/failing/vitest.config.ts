import { defineConfig } from 'vitest/config';

/** A run with the real set-up in which one test fails, to see that the failure gets out. */
export default defineConfig({
  test: { root: import.meta.dirname, globalSetup: ['../postgres.ts'], include: ['fails.ts'] },
});
