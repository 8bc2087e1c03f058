import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../main/store/files.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

test('a folder is made with those above it, for its owner alone, and again it is no fault', () => {
  const folder = temporaryFolder();
  const deep = join(folder, 'a', 'b', 'c');
  makeFolder(deep);
  makeFolder(deep);
  for (const each of [deep, join(folder, 'a')]) expect(statSync(each).mode & 0o777).toBe(0o700);
  const open = join(folder, 'open');
  mkdirSync(open, { mode: 0o755 });
  makeFolder(open);
  expect(statSync(open).mode & 0o777).toBe(0o755);
});

test('where a file is in the way, that is said', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow('EEXIST');
  expect(() => makeFolder(join(file, 'below', 'it'))).toThrow('ENOTDIR');
});
