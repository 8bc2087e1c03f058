import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    // Whole processes: native modules, signals and working folders are not shared between files.
    pool: 'forks',
    maxWorkers: 2,
    // Generous, because PostgreSQL, kill -9 and two cores are in it; what is stuck still ends.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    // A test that passes at the second try has found something.
    retry: 0,
    unstubEnvs: true,
  },
});
