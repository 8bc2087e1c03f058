import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** `docs/faults.md` promises a proof for each fault: its tests are there, by the words it gives. */

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const rows = readFileSync(join(docs, 'faults.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number] = /^\| R(\d+) \|/.exec(line) ?? [];
    const cells = line.split(' | ');
    return number === undefined
      ? []
      : [{ number: Number(number), cells, proof: cells.at(-1) ?? '' }];
  });

test('all 34 faults are there, each with what is seen and promised', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 34 }, (_, at) => at + 1));
  for (const { number, cells } of rows) expect(cells, `R${number}`).toHaveLength(5);
});

test.each(rows)('R$number has its tests, or says why none can run', ({ number, proof }) => {
  const links = [...proof.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
  if (links.length === 0) expect(proof, `R${number}`).toMatch(/^Not here: /);
  for (const [, words = '', path = ''] of links) {
    const file = join(docs, path);
    expect(existsSync(file), path).toBe(true);
    const text = readFileSync(file, 'utf8').replaceAll('\\', '');
    expect(text.includes(words), `"${words}" in ${path}`).toBe(true);
  }
});
