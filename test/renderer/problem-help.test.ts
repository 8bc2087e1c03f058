import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from '../../shared/models/settings.ts';
import { problemHelp, problemsPage } from '../../shared/problem-help.ts';
import { remedyGroups } from '../../shared/problem-remedies.ts';
import { problemCodes } from '../../shared/problems.ts';
import { root } from '../support/cli.ts';

/** Whoever reads a code off a screen finds what it means and what to do, in their language. */

test.each(languages)('every code has a cause and a remedy in %s', (language) => {
  const lacking = problemCodes.filter((code) => {
    const { cause, remedy } = problemHelp(code, language);
    return cause.trim() === '' || remedy.trim() === '';
  });
  expect(lacking).toEqual([]);
});

test('no code has two remedies', () => {
  const codes = Object.values(remedyGroups).flat();
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});

test('docs/problems.md is what the words of the program make: else run `npm run docs`', () => {
  expect(readFileSync(`${root}docs/problems.md`, 'utf8')).toBe(problemsPage());
});

test('each code is a heading of its own, to be linked to', () => {
  const headings = [...problemsPage().matchAll(/^## (.+)$/gm)].map(([, code]) => code);
  expect(headings).toEqual([...problemCodes].toSorted());
});
