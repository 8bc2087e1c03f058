// What the test runners' JSON reports say, as counts; a report that is not there is a failure.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './ground.mjs';

const read = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** A stage that failed has at least one failure, whatever its report says: a file may not have loaded. */
const honest = (counts, exitCode) =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

export const fromExitCode = (exitCode) => ({
  passed: exitCode === 0 ? 1 : 0,
  failed: exitCode === 0 ? 0 : 1,
  skipped: 0,
});

export function fromVitest(file, exitCode) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
  return honest(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: report.testResults.flatMap(failuresIn),
    },
    exitCode,
  );
}

/** What failed in one file and why, in a few lines: a log may be read from its end only. */
function failuresIn({ name, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults
    .filter(({ status }) => status === 'failed')
    .map((test) => `${file} > ${test.fullName}: ${briefly(test.failureMessages.join(' '))}`);
  return failed.length === 0 && message ? [`${file}: ${briefly(message)}`] : failed;
}

const briefly = (text) => text.replace(/\s+/g, ' ').slice(0, 400);

export function fromPlaywright(file, exitCode) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const broken = report.errors.length;
  const failures = [
    ...report.suites.flatMap((suite) => failuresOf(suite)),
    ...report.errors.map(({ message }) => `outside of any test: ${briefly(message ?? '')}`),
  ];
  const counts = { passed: expected, failed: unexpected + flaky + broken, skipped, failures };
  return honest(counts, exitCode);
}

/** What failed in a file or a group of it, in the same few lines. */
function failuresOf({ file, specs = [], suites = [] }) {
  const failed = specs
    .filter(({ ok }) => !ok)
    .map(({ title, tests }) => {
      const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
      return `${file} > ${title}: ${briefly(errors.map(({ message }) => message ?? '').join(' '))}`;
    });
  return [...failed, ...suites.flatMap((suite) => failuresOf(suite))];
}

export const lastLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
