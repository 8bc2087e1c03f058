import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/electron/**', '**/node_modules/**'],
    // Whole processes: native modules, signals and working folders are not shared between files.
    pool: 'forks',
    // One more than there are cores: tests of whole processes wait for disks and replies a good part of their time.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    sequence: { sequencer: LongestFirst },
    // Generous, because PostgreSQL, kill -9 and two shared cores are in it; what is stuck still ends.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
    // What the window is waited for comes when it comes; the second that is usual is short beside other work.
    expect: { poll: { timeout: 30_000 } },
    // A test that passes at the second try has found something.
    retry: 0,
    unstubEnvs: true,
  },
});
