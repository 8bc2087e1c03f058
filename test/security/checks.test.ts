import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/cli.ts';

/** docs/security.md says what is kept and where that is proved: both have to be true. */

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const rows = page
  .split('\n')
  .map((line) => /^\| (\d+) \|(.*)\|$/.exec(line))
  .filter((found) => found !== null)
  .map(([, number, cells = '']) => ({ number: Number(number), cells: cells.split(' | ') }));

const linked = /\[[\w/-]+ › ([^\]]+)\]\(\.\.\/(test\/[^)]+)\)/g;
const quoted = (title: string) => [`'${title}'`, `"${title}"`, `\`${title}\``];

test('there is a row for each of the 44, in their order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, at) => at + 1));
});

test.each(rows)('row $number names tests that exist, or says why there is none', ({ cells }) => {
  const proof = cells.at(-1)?.trim() ?? '';
  const links = [...proof.matchAll(linked)];
  if (links.length === 0) return expect(proof).toMatch(/^Not (?:here|kept)[^:]*: .{20}/);
  for (const [whole, title = '', file = ''] of links) {
    expect(existsSync(join(root, file)), file).toBe(true);
    const text = readFileSync(join(root, file), 'utf8');
    expect(
      quoted(title).some((name) => text.includes(name)),
      whole,
    ).toBe(true);
  }
  // Nothing but links: a sentence in their place would look proved.
  expect(proof.replace(linked, '').replaceAll(/[,\s]/g, '')).toBe('');
});

test('pages that it points to exist', () => {
  for (const [, file = ''] of page.matchAll(/\]\(([\w-]+\.md)\)/g)) {
    expect(existsSync(join(root, 'docs', file)), file).toBe(true);
  }
});
