import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../support/cli.ts';

/** The workflow of the checks: it cannot run here, but what it names is here and it may do no more than read. */

interface Step {
  uses?: string;
  run?: string;
  if?: string;
  env?: Record<string, string>;
}
interface Workflow {
  on: { schedule: unknown[] };
  permissions: Record<string, string>;
  jobs: Record<string, { strategy?: { matrix: { os: string[] } }; steps: Step[] }>;
}

const text = readFileSync(join(root, '.github/workflows/check.yml'), 'utf8');
const workflow = parse(text) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
const runs = (job: string) => workflow.jobs[job]?.steps.map(({ run = '' }) => run).join('\n') ?? '';

test('all tests and the desktop window run on three systems', () => {
  const { matrix } = workflow.jobs['test']?.strategy ?? { matrix: { os: [] } };
  expect(matrix.os.map((os) => os.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
  expect(runs('test')).toMatch(/^npm test$/m);
  const desktop = workflow.jobs['test']?.steps.filter(({ run }) => run?.includes('test:electron'));
  expect(desktop).toHaveLength(2);
  // Skipped without a word it would look passed.
  for (const step of desktop ?? []) {
    expect(step.env).toEqual({ LINESIDE_ELECTRON_REQUIRED: '1' });
    expect(step.if).toContain('always()');
  }
});

test('known holes and the age of Electron are looked at once a week', () => {
  expect(runs('release-check')).toContain('npm run release-check');
  expect(workflow.on.schedule).toHaveLength(1);
});

test('each script that it runs exists', () => {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(1);
  for (const name of named) expect(own.scripts, name).toHaveProperty(name);
});

test('it may read and nothing else, and runs nothing that could change behind a name', () => {
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(text).not.toMatch(/secrets\.|pull_request_target|no-sandbox/);
  for (const { uses } of steps) {
    if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
  }
});
