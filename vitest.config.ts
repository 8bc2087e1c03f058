import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

/** Tests of plain code: their files follow each other in a process, so that the station is loaded once for many. */
const sharing =
  /^test.(catalog|certificate|cloud|commands|devices|diagnostics|export|handover|import|intake|labels|line|makers|model|operators|printing|reconcile|recovery|serial|series|station|store|sync|templates|units|update|wedge)./;
/** What puts something else in the place of a module needs a process where that is not loaded yet. */
const mocking = /\bvi\.(mock|doMock|hoisted)\(/;

const files = globSync('test/**/*.test.{ts,tsx}', { cwd: import.meta.dirname }).map((file) =>
  file.replaceAll('\\', '/'),
);
const mayShare = (file: string) => sharing.test(file) && !mocking.test(readFileSync(file, 'utf8'));
const project = (name: string, isolate: boolean) => ({
  extends: true as const,
  test: { name, isolate, include: files.filter((file) => mayShare(file) !== isolate) },
});

export default defineConfig({
  test: {
    projects: [project('apart', true), project('shared', false)],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    // Whole processes: native modules, signals and working folders are not shared between those that are apart.
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
