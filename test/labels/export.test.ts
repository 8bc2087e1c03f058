import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fileNames } from '../../main/labels/export/names.ts';
import { parseCsv } from '../../shared/csv.ts';
import { encodePayload } from '../../shared/labels/payload.ts';
import type { CodeFormat } from '../../shared/models/label.ts';
import { must, mustFail, openStation } from '../support/station.ts';
import { rasterise, readCodes, tool } from './paper.ts';

/** QR codes as files: what is in them is what the devices are called, by a reader that is not ours. */

const lead = { role: 'line-lead' as const };
const sns = ['AB-0001', 'AB-0002', 'AB-0003', 'AB-0004', 'AB-0005'];

async function station() {
  const app = await openStation();
  const start = { groupId: 'INV5K1', tag: 'WO-1', template: null };
  must(await app.call('batches.start', start, lead));
  for (const text of sns) {
    must(await app.call('station.read', { text, source: { kind: 'typed', name: '' } }, lead));
  }
  const give = async (format: CodeFormat, more: object = {}) => {
    const wish = { groupId: 'INV5K1', batchTag: 'WO-1', format, ...more };
    const said = must(await app.call('labels.export', wish, lead)) as {
      file: string;
      codes: number;
    };
    const read = must(await app.call('labels.read', { file: said.file }, lead)) as {
      base64: string;
    };
    return { ...said, bytes: new Uint8Array(Buffer.from(read.base64, 'base64')) };
  };
  return { app, give };
}

const own = (deviceSn: string) => encodePayload({ groupId: 'INV5K1', deviceSn });

/** What zbar reads in pictures, name by name. */
function readPictures(pictures: Record<string, Uint8Array>): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'lineside-codes-'));
  try {
    return Object.fromEntries(
      Object.entries(pictures).map(([name, bytes]) => {
        const file = join(folder, name);
        writeFileSync(file, bytes);
        return [name, tool('zbarimg', ['--nodbus', '-q', '--raw', file]).trim()];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a ZIP has a picture for each device, named by its SN', async () => {
  const { give, app } = await station();
  const { bytes, codes, file } = await give('png');
  expect(codes).toBe(5);
  expect(file).toMatch(/^codes-WO-1-.*\.png\.zip$/);
  expect(readPictures(unzipSync(bytes))).toEqual(
    Object.fromEntries(sns.map((sn) => [`${sn}.png`, own(sn)])),
  );
  const sn = await give('png', { payload: 'sn', batchTag: undefined, deviceSns: ['AB-0002'] });
  expect(readPictures(unzipSync(sn.bytes))).toEqual({ 'AB-0002.png': 'AB-0002' });
  // Nothing was printed, and nothing half done is left.
  expect(app.parts.printing.state().printed).toBe(0);
  expect(readdirSync(app.parts.labelFolder.path).filter((name) => name.endsWith('.new'))).toEqual(
    [],
  );
});

test('an SVG has just the modules of the PNG', async () => {
  const { give } = await station();
  const svgs = unzipSync((await give('svg')).bytes);
  const pngs = unzipSync((await give('png')).bytes);
  for (const sn of sns) {
    const svg = strFromU8(svgs[`${sn}.svg`] as Uint8Array);
    const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
    const header = Buffer.from(pngs[`${sn}.png`] as Uint8Array);
    expect(header.readUInt32BE(16)).toBe(side * 8);
    const dark = [...svg.matchAll(/h(\d+)v1/g)].reduce((sum, [, run]) => sum + Number(run), 0);
    expect(dark).toBe(blackModules(header));
  }
});

/** Of a PNG as ours are: one bit a pixel, no filter, eight pixels a module, which is a byte. */
function blackModules(png: Buffer): number {
  const columns = png.readUInt32BE(16) / 8;
  const data = png.indexOf('IDAT');
  const lines = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  let count = 0;
  for (let row = 0; row < columns; row++) {
    const from = row * 8 * (columns + 1) + 1;
    for (const byte of lines.subarray(from, from + columns)) if (byte === 0) count++;
  }
  return count;
}

test('a sheet of codes reads back, each with its SN below', async () => {
  const { give } = await station();
  const { bytes, codes } = await give('pdf');
  expect(codes).toBe(5);
  const [page] = rasterise(bytes, 200);
  expect(readCodes(page as NonNullable<typeof page>).toSorted()).toEqual(sns.map(own));
});

test('a CSV says what each code says, and starts no formula', async () => {
  const { give, app } = await station();
  app.parts.store.db
    .prepare("UPDATE device SET device_sn = '=1+1' WHERE device_sn = 'AB-0003'")
    .run();
  const { bytes } = await give('csv', { payload: 'sn' });
  const text = Buffer.from(bytes).toString('utf8');
  expect(text.startsWith('\ufeff')).toBe(true);
  expect(text).toContain(",'=1+1,'=1+1\r\n");
  const rows = must(parseCsv(text)).map(({ cells }) => cells);
  expect(rows[0]).toEqual(['groupId', 'deviceSn', 'payload']);
  expect(rows).toHaveLength(6);
  expect(rows[3]).toEqual(['INV5K1', '=1+1', '=1+1']);
});

test('no two SNs share a file, also where a disk does not tell capitals', () => {
  const nameOf = fileNames();
  expect(['A/1', 'A_1', 'a_1', '..', '../../etc/passwd', 'CON'].map(nameOf)).toEqual([
    'A_1',
    'A_1-2',
    'a_1-3',
    'batch',
    'etc_passwd',
    'CON_',
  ]);
});

test('what cannot be given is said, and no file is made', async () => {
  const { app } = await station();
  const ask = async (wish: object) =>
    mustFail(await app.call('labels.export', { format: 'png', ...wish }, lead)).code;
  expect(await ask({ groupId: 'NOPE' })).toBe('group-unknown');
  expect(await ask({ groupId: 'INV5K1', deviceSns: ['NOBODY'] })).toBe('device-unknown');
  expect(await ask({ groupId: 'MTR3P2' })).toBe('label-nothing');
  expect(app.parts.labelFolder.list()).toEqual([]);
});
