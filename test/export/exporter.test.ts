import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ExportInfo, ExportOrder } from '../../shared/models/export.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { temporaryFolder } from '../support/temp-folder.ts';
import { until } from '../support/wait.ts';

/** Files that a window asks for: made in the background, told how far they are, fetched in pieces. */

async function open() {
  const folder = temporaryFolder();
  const app = await openStation({ folder });
  const call = <T>(name: string, input: object) =>
    app.call(name, input, { role: 'technician' }).then((reply) => must(reply) as T);
  const { station, store } = app.parts;
  const ground = { groupId: 'INV5K1', allocateTo: null, batchId: null, masterData: {} };
  const job = must(station.prepare(ground));
  must(
    store.group(() => {
      for (let nr = 0; nr < 300; nr++) {
        station.receiveFor(job, `U-${1000 + nr}`, { kind: 'typed', name: '' });
      }
    }),
  );
  const begin = (order: Partial<ExportOrder>) =>
    call<ExportInfo>('exports.begin', { topic: 'devices', format: 'csv', ...order });
  const ended = (id: string) =>
    until('the export', () => {
      const found = app.parts.exporter.shown().find((one) => one.id === id);
      return found?.state === 'running' ? undefined : found;
    });
  async function bytes(id: string): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let offset: number | null = 0; offset !== null; ) {
      const piece: { base64: string; next: number | null } = await call('exports.take', {
        id,
        offset,
      });
      pieces.push(Buffer.from(piece.base64, 'base64'));
      offset = piece.next;
    }
    return Buffer.concat(pieces);
  }
  return { app, folder, call, begin, ended, bytes };
}

test('what is chosen on Devices goes out as a file, in each format, and no secret with it', async () => {
  const { begin, ended, bytes, folder, app } = await open();
  const devices = ['U-1007', 'U-1003'].map((deviceSn) => ({ groupId: 'INV5K1', deviceSn }));
  const named = await ended((await begin({ choice: { devices } })).id);
  expect(named).toMatchObject({ state: 'done', done: 2, of: 2, problem: null });
  expect(named.name).toMatch(/^devices-\d{4}-\d\d-\d\d\.csv$/);
  const rows = (await bytes(named.id)).toString('utf8').trim().split('\r\n');
  expect(rows.map((row) => row.split(',')[1])).toEqual(['deviceSn', 'U-1003', 'U-1007']);

  const matching = { search: 'u-10', except: devices };
  const all = await ended((await begin({ format: 'ndjson', choice: matching })).id);
  expect(all).toMatchObject({ state: 'done', done: 98 });
  const text = (await bytes(all.id)).toString('utf8');
  expect(text).not.toMatch(/U-1003|sampleSecret/);

  const enos = await ended((await begin({ format: 'enos', choice: matching })).id);
  expect(enos).toMatchObject({ state: 'done', done: 98 });
  const parts = unzipSync(new Uint8Array(await bytes(enos.id)));
  expect(Object.keys(parts)).toContain('note.txt');
  const console = Object.entries(parts).filter(([name]) => name.endsWith('.csv'));
  expect(Buffer.concat(console.map(([, part]) => part)).toString('utf8')).toContain('U-1099');

  for (const topic of ['batches', 'verdicts', 'operations', 'labels'] as const) {
    const made = await ended((await begin({ topic, format: 'xlsx', choice: {} })).id);
    expect(made, topic).toMatchObject({ state: 'done' });
    expect((await bytes(made.id)).subarray(0, 2).toString(), topic).toBe('PK');
  }
  // Only the last few are kept, and none behind the station's end.
  expect(readdirSync(join(folder, 'exports'))).toHaveLength(3);
  await app.close();
  expect(existsSync(join(folder, 'exports'))).toBe(false);
});

test('one at a time; cancelled it leaves nothing, and what is thrown away is gone', async () => {
  const { begin, ended, call, app, folder } = await open();
  const { id } = await begin({});
  const second = await app.call(
    'exports.begin',
    { topic: 'batches', format: 'csv' },
    { role: 'technician' },
  );
  expect(mustFail(second).code).toBe('export-busy');
  await call('exports.drop', { id });
  expect(app.parts.exporter.shown()).toEqual([]);
  const after = await until('the end of the first', async () => {
    const reply = await app.call(
      'exports.begin',
      { topic: 'devices', format: 'csv' },
      { role: 'technician' },
    );
    return reply.ok ? (reply.value as ExportInfo) : undefined;
  });
  await ended(after.id);
  expect(readdirSync(join(folder, 'exports'))).toEqual([`${after.id}.csv`]);
  await call('exports.drop', { id: after.id });
  expect(readdirSync(join(folder, 'exports'))).toEqual([]);
  const gone = await app.call('exports.take', { id: after.id }, { role: 'technician' });
  expect(mustFail(gone).code).toBe('export-unknown');
});

test('where nothing is chosen the file has its head alone', async () => {
  const { begin, ended } = await open();
  const made = await begin({ choice: { devices: [{ groupId: 'INV5K1', deviceSn: 'none' }] } });
  expect(await ended(made.id)).toMatchObject({ state: 'done', done: 0 });
});
