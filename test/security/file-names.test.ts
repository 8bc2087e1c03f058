import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileNames } from '../../main/labels/export/names.ts';
import { safeName } from '../../main/labels/label-folder.ts';

/** What a file is called comes from batches and SNs, and so from whoever made them up. */

const evil = [
  '../../x',
  '..\\..\\x',
  '/etc/passwd',
  'C:\\Windows\\x',
  'CON',
  'nul.pdf',
  'Lpt1',
  'x'.repeat(300),
  '🙂🙂',
  'abc\u202Efdp.exe',
  '\u0000',
  '...',
  '-rf',
  'a\nb',
  '',
];
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const holds = (name: string): void => {
  const at = resolve('/labels');
  expect(dirname(join(at, name))).toBe(at);
  expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);
};

test.each(evil)('%j becomes a name inside of its folder', (text) => {
  holds(safeName(text));
  const name = fileNames()(text);
  holds(name);
  expect(name).not.toMatch(device);
});

test('so does any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      holds(safeName(text));
      holds(fileNames()(text));
    }),
  );
});
