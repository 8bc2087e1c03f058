// The stages of `npm test`, in order: cheap ones first, so that a slip is told soon.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fromExitCode, fromPlaywright, fromVitest } from './counts.mjs';
import { inRoot } from './ground.mjs';

const bin = (name) => inRoot('node_modules', '.bin', name);
const boundaryTest = 'test/boundaries.test.ts';

const single = (name, part, command, ...args) => ({
  name,
  part,
  command: bin(command),
  args,
  count: (exitCode) => fromExitCode(exitCode),
});

function vitest(name, reports, ...args) {
  const report = join(reports, `${name}.json`);
  return {
    name,
    part: name,
    command: bin('vitest'),
    args: [
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    count: (exitCode) => fromVitest(report, exitCode),
  };
}

/** @param reports a folder for what the runners write about themselves */
export function stages(reports) {
  const typed = ['shared', 'main', 'cloud', 'renderer', 'test'];
  const e2eReport = join(reports, 'e2e.json');
  return [
    single('format', 'format', 'biome', 'check', '--no-errors-on-unmatched'),
    single('lint', 'lint', 'oxlint', '--deny-warnings'),
    ...typed
      .filter((folder) => existsSync(inRoot(folder, 'tsconfig.json')))
      .map((folder) => single(`types ${folder}`, 'types', 'tsc', '-p', folder)),
    vitest('boundaries', reports, boundaryTest),
    {
      name: 'build',
      part: 'build',
      command: process.execPath,
      args: [inRoot('scripts', 'build.mjs'), 'all'],
      count: (exitCode) => fromExitCode(exitCode),
    },
    vitest('unit', reports, '--exclude', boundaryTest),
    {
      name: 'e2e',
      part: 'e2e',
      command: bin('playwright'),
      args: ['test', '--pass-with-no-tests', '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
      count: (exitCode) => fromPlaywright(e2eReport, exitCode),
    },
  ];
}
