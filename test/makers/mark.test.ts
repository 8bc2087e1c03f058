import { expect, test } from 'vitest';
import { markOf, sameFile } from '../../main/makers/mark.ts';
import { getMeta, setMeta } from '../../main/store/meta.ts';
import { openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { friday, handles, makingStation } from './support.ts';

const mark = (ino: string, birth: string, host: string) =>
  `1 ino:${ino} birth:${birth} host:${host}`;

test('a file is told by inode, birth and machine; a birth that is not known is not held against it', () => {
  const was = mark('7', '500', 'a');
  expect(sameFile(was, was)).toBe(true);
  expect(sameFile(was, mark('7', '0', 'a'))).toBe(true);
  expect(sameFile(was, mark('8', '500', 'a'))).toBe(false);
  expect(sameFile(was, mark('7', '501', 'a'))).toBe(false);
  expect(sameFile(was, mark('7', '500', 'b'))).toBe(false);
  expect(sameFile(was, '1 –')).toBe(false);
  expect(sameFile('1 –', was)).toBe(false);
});

test('marks of before are held by their inode, whatever number the disk has now', () => {
  expect(sameFile('1 66306:7', mark('7', '500', 'a'))).toBe(true);
  expect(sameFile('1 66306:8', mark('7', '500', 'a'))).toBe(false);
});

test('a disk with another number after a restart costs no range, and the mark is renewed', async () => {
  const folder = temporaryFolder();
  const { app, next } = await makingStation({ folder });
  await next();
  const { db } = app.parts.store;
  const ino = /ino:(\d+)/.exec(getMeta(db, 'journal_file') ?? '')?.[1];
  setMeta(db, 'journal_file', `1 4711:${ino}`);
  await app.close();
  const again = await openStation({ folder, catalog: false, clock: { now: () => friday } });
  expect(await handles(again).next()).toMatchObject({ deviceSn: 'MX0002' });
  expect(getMeta(again.parts.store.db, 'journal_file')).toBe(markOf(folder, 1));
});
