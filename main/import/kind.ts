import type { TableKind } from '../../shared/import/source.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { readValues } from './json/values.ts';

/** First bytes of what is often dropped by mistake, and its name for people. */
const signatures: readonly [string, readonly number[]][] = [
  ['XLS', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['GZIP', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
];
const zip = [0x50, 0x4b, 0x03, 0x04];

/**
 * What a file is by its first bytes: its name is only what somebody called it. Null: a text. Problems:
 * `import-old-workbook` (also a workbook with a password), `import-not-text`.
 */
export function binaryKind(head: Uint8Array): Result<'xlsx' | null> {
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  if (begins(zip)) return ok('xlsx');
  for (const [kind, bytes] of signatures) {
    if (begins(bytes))
      return kind === 'XLS' ? fail('import-old-workbook') : fail('import-not-text');
  }
  return ok(null);
}

/** What a text is by its beginning. Problem: `import-web-page`, which old programs save as a "workbook". */
export function textKind(text: string): Result<Exclude<TableKind, 'xlsx'>> {
  const begin = text.slice(0, 4096).trimStart();
  if (/^<(?:!doctype|html|table|\?xml|meta|head|body|div)/i.test(begin))
    return fail('import-web-page');
  if (/^\[(?:\s*(?:[{[\]]|$)|[ \t]*\r?\n)/.test(begin)) return ok('json');
  // A list on one line is a row only if it is one to the end: `["A1"` may be a cell of any text.
  if (/^\[\s*"/.test(begin))
    return ok(isList(text.trimStart().split('\n', 1)[0] ?? '') ? 'ndjson' : 'csv');
  if (/^\{\s*(?:"|\}|$)/.test(begin)) return ok('ndjson');
  return ok('csv');
}

function isList(line: string): boolean {
  const values = readValues(line, () => null);
  return values !== 'object' && 'list' in values;
}
