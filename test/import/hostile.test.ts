import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTable, unsureOf } from '../../main/import/open-table.ts';
import { must, mustFail } from '../support/must.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { all, cells, file, opened } from './support.ts';

/** What else is dropped on a window: none of it may hang, and none is guessed at. */

describe('what is no file', () => {
  test('a pipe that nobody writes to does not hang', async () => {
    const path = join(temporaryFolder(), 'devices.csv');
    execFileSync('mkfifo', [path]);
    expect(mustFail(await openTable(path)).code).toBe('file-unreadable');
  });

  test('a folder, one that leads into itself, and a link that does', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'devices.csv'));
    symlinkSync(folder, join(folder, 'devices.csv', 'again'));
    symlinkSync(join(folder, 'round.csv'), join(folder, 'round.csv'));
    for (const name of [
      'devices.csv',
      'devices.csv/again',
      'devices.csv/again/devices.csv/again',
      'round.csv',
    ]) {
      expect(mustFail(await openTable(join(folder, name))).code).toBe('file-unreadable');
    }
  });

  test('a file that is too large is refused before it is read', async () => {
    // A hole: it takes no room on the disk.
    const path = file('SN\n');
    truncateSync(path, 2049 * 1024 * 1024);
    expect(mustFail(await openTable(path)).code).toBe('import-too-large');
  });

  test('a device without an end', async () => {
    expect(mustFail(await openTable('/dev/zero')).code).toBe('file-unreadable');
  });
});

describe('what is in it', () => {
  test('a heading alone is a table of no rows', async () => {
    for (const text of ['SN,Name', 'SN,Name\r\n']) {
      expect(await cells(await opened(text))).toEqual([['SN', 'Name']]);
    }
  });

  test('blank lines alone are no row', async () => {
    expect(await cells(await opened('\n\r\n\n'))).toEqual([]);
  });

  test('NUL bytes: no text at its beginning, and in a cell far down a character like any other', async () => {
    expect(mustFail(await openTable(file('SN,N\nA1,\0\0x\n'))).code).toBe('import-not-text');
    const rows = await cells(await opened(`SN,N\n${'A1,x\n'.repeat(20_000)}A2,\0\n`));
    expect(rows.at(-1)).toEqual(['A2', '\0']);
  });

  test('headings that every object has', async () => {
    const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'valueOf'];
    const values = names.map((_, at) => `v${at}`);
    const csv = `${names.join(',')}\n${values.join(',')}\n`;
    const list = JSON.stringify([names, values]);
    const line = `{${names.map((name, at) => `"${name}":"v${at}"`).join(',')}}\n`;
    for (const text of [csv, list, line]) {
      expect(await cells(await opened(text))).toEqual([names, values]);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).v0).toBeUndefined();
  });

  test('a mark of another encoding in the middle of two files that were put together', async () => {
    const rows = await cells(await opened('SN,N\nA1,x\n\ufeffSN,N\nA2,y\n'));
    expect(rows[2]).toEqual(['\ufeffSN', 'N']);
    expect(rows[3]).toEqual(['A2', 'y']);
  });

  test('an encoding that could be two is asked for, with how each would look', async () => {
    const table = await opened(Buffer.from([0x53, 0x4e, 0x0a, 0xc4, 0xe3, 0x0a]));
    const asked = unsureOf(table);
    expect(asked?.code).toBe('import-encoding-unsure');
    expect(String(asked?.params?.possible)).toContain('gb18030');
  });
});

describe('what changes while it is read', () => {
  test.each([
    ['CSV', 'A1,x\n'],
    ['a list', '{"a":1},\n'],
  ])('%s that grows is not taken for whole', async (kind, line) => {
    const path = file(
      kind === 'CSV' ? `SN,N\n${line.repeat(100_000)}` : `[${line.repeat(100_000)}{}]`,
    );
    const table = must(await openTable(path));
    const rows = table.rows();
    must((await rows.next()).value as never);
    appendFileSync(path, line);
    let code: string | undefined;
    for await (const batch of rows) if (!batch.ok) code = batch.problem.code;
    await table.close();
    expect(code).toBe('import-changed');
  });

  test('one that is gone while it is open is read to its end', async () => {
    const path = file('SN,N\nA1,x\n');
    const table = must(await openTable(path));
    execFileSync('rm', [path]);
    expect((await all(table)).rows).toHaveLength(2);
    await table.close();
  });
});
