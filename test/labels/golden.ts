import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/**
 * The bytes are those of `golden/NAME`, which a person has looked at as a picture. After a change that is meant:
 * `GOLDEN=write npx vitest run test/labels`, look at what `git diff` shows, and commit it.
 */
export function expectGolden(name: string, bytes: Uint8Array): void {
  const file = fileURLToPath(new URL(`golden/${name}`, import.meta.url));
  if (process.env.GOLDEN === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return;
  }
  expect(Buffer.from(bytes).toString('latin1')).toBe(readFileSync(file, 'latin1'));
}
