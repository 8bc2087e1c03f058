import { expect, test } from 'vitest';
import { mergedCells, mergeMarker } from '../../../main/import/xlsx/merges.ts';
import { must } from '../../support/must.ts';
import { openStation } from '../../support/station.ts';
import { sheetXml, textRow, workbook } from '../workbook.ts';
import { fileOf, imported, planned } from './support.ts';

const rows = [
  ['SN', 'Remark', 'Palette'],
  ['AB-0101', 'Hall 1', 'P1'],
  ['AB-0102', '', 'P1'],
  ['AB-0103', '', ''],
  ['', 'Hall 2', 'P2'],
];
const merged = (...ranges: string[]) =>
  sheetXml(rows.map((cells) => textRow(...cells)).join('')).replace(
    '</sheetData>',
    `</sheetData><mergeCells count="${ranges.length}">${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
  );
const fileWith = (...ranges: string[]) =>
  fileOf(workbook({ sheets: { Devices: merged(...ranges) } }), 'devices.xlsx');

test('a plan names the merged cells of columns that become something, and a row without its SN says that it is for them', async () => {
  const app = await openStation();
  // C is mapped to nothing: what is merged there costs nobody anything.
  const path = fileWith('C3:C4', 'A4:A5', 'B2:B4');
  const { id, plan } = await planned(app, path);
  expect(plan.merged).toEqual({ rows: 3, ranges: ['B2:B4', 'A4:A5'] });
  expect(plan.counts).toMatchObject({ create: 3, refused: 1 });
  expect(plan.groups.find(({ kind }) => kind === 'refused')).toMatchObject({
    problem: { code: 'import-merged', params: { cell: 'A5', range: 'A4:A5' } },
    samples: [{ row: 5, column: 'A' }],
  });
  const { info } = await imported(app, path);
  expect(info).toMatchObject({ state: 'done', counts: { create: 3, refused: 1 } });
  expect(must(await app.parts.importer.get(id)).plan?.merged.rows).toBe(3);
});

test('a workbook without merged cells says nothing of them, and a row without its SN is refused as ever', async () => {
  const { plan } = await planned(await openStation(), fileWith());
  expect(plan.merged).toEqual({ rows: 0, ranges: [] });
  expect(plan.groups.find(({ kind }) => kind === 'refused')?.problem?.code).toBe('read-empty');
});

test('ranges are found wherever the bytes are cut, and rows are marked until a range ends', async () => {
  const bytes = Buffer.from(merged('B2:B4', 'A4:A5'));
  for (const size of [1, 7, 64, 5000]) {
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const found = await mergedCells(pieces());
    expect(found.map(({ range }) => range)).toEqual(['B2:B4', 'A4:A5']);
    const mark = mergeMarker(found);
    const marked = [1, 2, 3, 4, 5, 6].map((row) => mark({ row, line: row, cells: [] }).merged);
    expect(marked.map((cells) => cells?.map(({ column }) => column))).toEqual([
      undefined,
      undefined,
      [1],
      [1],
      [0],
      undefined,
    ]);
  }
});
