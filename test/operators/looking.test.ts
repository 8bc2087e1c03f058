import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isCallName } from '../../shared/contract.ts';
import { isLook } from '../../shared/looking.ts';

const renderer = fileURLToPath(new URL('../../renderer', import.meta.url));

test('every call that a screen fills itself with is no sign of a person', () => {
  const texts = globSync('**/*.{ts,tsx}', { cwd: renderer }).map((file) =>
    readFileSync(join(renderer, file), 'utf8'),
  );
  const asked = texts.flatMap((text) =>
    [...text.matchAll(/useQuery\(\s*'([a-zA-Z.]+)'/g)].map(([, name]) => name ?? ''),
  );
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((name) => isCallName(name) && !isLook(name))).toEqual([]);
});
