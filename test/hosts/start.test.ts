import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The scripts are plain JavaScript for Node 20; the types used here are said here. */
const script = (name: string) => new URL(`../../scripts/lib/${name}`, import.meta.url).href;
const choice = (await import(script('host-choice.mjs'))) as {
  whyNoElectron(about: object): string | null;
  electronBinary(root: string, env: object): string | null;
  electronReachable(root: string, env: object): Promise<boolean>;
};
const counts = (await import(script('counts.mjs'))) as {
  fromVitest(file: string, exitCode: number): object;
  fromPlaywright(file: string, exitCode: number): object;
  lastLine(total: object): string;
};

const folder = mkdtempSync(join(tmpdir(), 'lineside-start-'));
const electron = join(folder, 'node_modules', 'electron');
mkdirSync(electron, { recursive: true });
writeFileSync(join(electron, 'package.json'), '{"version":"0.0.0"}');

describe('Electron or the browser', () => {
  const ground = { platform: 'linux', env: { DISPLAY: ':0' }, uid: 1000 };

  test('a display and a user of its own are what Electron needs on Linux', () => {
    expect(choice.whyNoElectron(ground)).toBeNull();
    expect(choice.whyNoElectron({ ...ground, env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBeNull();
    expect(choice.whyNoElectron({ ...ground, env: {} })).toMatch('no display');
    expect(choice.whyNoElectron({ ...ground, uid: 0 })).toMatch('root');
    expect(choice.whyNoElectron({ ...ground, asked: 'browser' })).toMatch('asked');
    expect(choice.whyNoElectron({ platform: 'win32', env: {} })).toBeNull();
  });

  test('a runtime that is named but not there is not there', () => {
    expect(choice.electronBinary(folder, {})).toBeNull();
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(choice.electronBinary(folder, {})).toBeNull();
    mkdirSync(join(electron, 'dist'));
    writeFileSync(join(electron, 'dist', 'electron'), '');
    expect(choice.electronBinary(folder, {})).toBe(join(electron, 'dist', 'electron'));
    expect(choice.electronBinary(folder, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' })).toBeNull();
  });

  describe('on a network that swallows everything', () => {
    let silent: Server;
    beforeAll(() => {
      silent = createServer(() => {});
      return new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', () => resolve()));
    });
    afterAll(() => silent.close());

    test('is decided within five seconds', async () => {
      const { port } = silent.address() as AddressInfo;
      const startedAt = performance.now();
      const env = { ELECTRON_MIRROR: `http://127.0.0.1:${port}/` };
      expect(await choice.electronReachable(folder, env)).toBe(false);
      expect(performance.now() - startedAt).toBeLessThan(5000);
    });
  });
});

describe('the last line of npm test', () => {
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  test('says skipped only where something was', () => {
    expect(counts.lastLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(counts.lastLine({ passed: 3, failed: 1, skipped: 2 })).toBe(
      '3 passed, 1 failed, 2 skipped',
    );
  });

  test('counts a report that was never written, and a file that never loaded, as failures', () => {
    expect(counts.fromVitest(join(folder, 'none.json'), 1)).toMatchObject({ failed: 1 });
    const unloaded = file('vitest.json', {
      numPassedTests: 5,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [
        {
          name: join(import.meta.dirname, '../a.test.ts'),
          status: 'failed',
          message: 'no such file',
          assertionResults: [],
        },
      ],
    });
    expect(counts.fromVitest(unloaded, 1)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0,
      failures: [`${join('test', 'a.test.ts')}: no such file`],
    });
  });

  test('counts an end to end test that needed two tries as failed, and says what failed and why', () => {
    const flaky = file('e2e.json', {
      errors: [{ message: 'a promise\n that nobody waited for' }],
      stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 0 },
      suites: [
        {
          file: 'a.spec.ts',
          specs: [{ title: 'fine', ok: true, tests: [] }],
          suites: [
            {
              file: 'a.spec.ts',
              specs: [
                {
                  title: 'slow',
                  ok: false,
                  tests: [{ results: [{ errors: [{ message: 'too\n late' }] }, { errors: [] }] }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(counts.fromPlaywright(flaky, 0)).toEqual({
      passed: 4,
      failed: 2,
      skipped: 0,
      failures: [
        'a.spec.ts > slow: too late',
        'outside of any test: a promise that nobody waited for',
      ],
    });
    const crashed = file('crash.json', {
      errors: [],
      suites: [],
      stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 },
    });
    expect(counts.fromPlaywright(crashed, 1)).toMatchObject({ failed: 1 });
  });
});
