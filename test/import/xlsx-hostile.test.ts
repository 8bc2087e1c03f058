import { describe, expect, test } from 'vitest';
import { openTable } from '../../main/import/open-table.ts';
import { openBytes } from '../../main/import/text/bytes.ts';
import { workbookLimits } from '../../main/import/xlsx/limits.ts';
import { openWorkbook } from '../../main/import/xlsx/read-sheet.ts';
import { readStrings } from '../../main/import/xlsx/strings.ts';
import { openZip } from '../../main/import/xlsx/zip.ts';
import { type Problem, ProblemError } from '../../shared/problems.ts';
import { must } from '../support/must.ts';
import { type RawFile, rawZip } from './raw-zip.ts';
import { all, cells, file, opened } from './support.ts';
import { sheetXml, textRow, type WorkbookParts, workbook, workbookFiles } from './workbook.ts';

const sheet = 'xl/worksheets/sheet1.xml';

/** What opening or reading it ends with; in this thread, since a worker takes its time to begin. */
async function problemOf(bytes: Uint8Array): Promise<Problem | null> {
  const source = must(await openBytes(file(bytes, 'devices.xlsx'), workbookLimits.file));
  try {
    const { rows } = await openWorkbook(source);
    for await (const _ of rows());
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  } finally {
    await source.close();
  }
}

/** The same through the door that people use. */
async function problemAtDoor(bytes: Uint8Array): Promise<Problem | null> {
  const table = await openTable(file(bytes, 'devices.xlsx'));
  if (!table.ok) return table.problem;
  const { problem } = await all(table.value);
  await table.value.close();
  return problem;
}

const raw = (parts: WorkbookParts, change: (file: RawFile) => RawFile = (each) => each) =>
  rawZip(Object.entries(workbookFiles(parts)).map(([name, text]) => change({ name, text })));

describe('a workbook that would fill the memory is refused before it does', () => {
  const zeros = Buffer.alloc(100 * 1024 * 1024, ' ');

  test('by what its list says', async () => {
    const bytes = raw({ more: { [sheet]: zeros } });
    const before = process.memoryUsage().rss;
    expect(bytes.length).toBeLessThan(150 * 1024);
    expect(await problemAtDoor(bytes)).toMatchObject({
      code: 'import-workbook-bomb',
      params: { part: sheet },
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('by what comes out, where the list lies', async () => {
    const lies = (each: RawFile) => (each.name === sheet ? { ...each, size: 2000 } : each);
    expect(await problemOf(raw({ more: { [sheet]: zeros } }, lies))).toMatchObject({
      code: 'import-workbook-damaged',
    });
  });

  test('by a description of itself without an end', async () => {
    const more = { 'xl/workbook.xml': `<workbook>${' '.repeat(5 * 1024 * 1024)}</workbook>` };
    expect((await problemOf(workbook({ more })))?.code).toBe('import-workbook-bomb');
  });

  test('by more texts than are kept', async () => {
    const strings = Array.from({ length: 1000 }, (_, at) => `<t>SN${at}</t>`);
    const source = must(await openBytes(file(workbook({ strings })), workbookLimits.file));
    const zip = await openZip(source);
    const part = 'xl/sharedStrings.xml';
    expect((await readStrings(zip, part, 20_000)).get(999)).toBe('SN999');
    await expect(readStrings(zip, part, 10_000)).rejects.toMatchObject({
      problem: { code: 'import-workbook-heavy', params: { part } },
    });
    await source.close();
  });

  test('by 10,001 files, or as many sheets', async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => ({ name: `a${at}`, text: '' }));
    expect((await problemOf(rawZip(many)))?.code).toBe('import-workbook-heavy');
    const names = Array.from({ length: 1025 }, (_, at) => `<sheet name="s${at}" r:id="s0"/>`);
    const more = { 'xl/workbook.xml': `<workbook><sheets>${names.join('')}</sheets></workbook>` };
    expect((await problemOf(workbook({ more })))?.code).toBe('import-workbook-heavy');
  });

  test('by entities in one another, or from elsewhere', async () => {
    const laughs = Array.from(
      { length: 10 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    );
    const bombs = [
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${laughs.join('')}]>${sheetXml('').slice(39)}`,
      `<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>`,
      sheetXml('<row><c t="str"><v>&l10;</v></c></row>'),
    ];
    for (const bomb of bombs) {
      expect(await problemOf(workbook({ sheets: { D: bomb } }))).toMatchObject({
        code: 'import-workbook-entities',
        params: { part: sheet },
      });
    }
  });
});

describe('a workbook that is not whole', () => {
  test('says so, wherever it was cut; rows before that are rows', async () => {
    const bytes = workbook({ sheets: { D: textRow('SN') } });
    for (const part of [0.2, 0.5, 0.9, 0.99]) {
      const cut = bytes.slice(0, Math.floor(bytes.length * part));
      expect((await problemOf(cut))?.code).toBe('import-workbook-damaged');
    }
  });

  test.each<[string, string]>([
    ['ends in a row', sheetXml(textRow('SN')).slice(0, -40)],
    ['closes what it did not open', sheetXml('<row></c></row>')],
    ['has a row again', sheetXml('<row r="2"/><row r="2"/>')],
    ['has a cell again', sheetXml('<row><c r="B1"/><c r="A1"/></row>')],
    ['has more columns than a sheet', sheetXml('<row><c r="XFE1"/></row>')],
    ['has a character that XML has not', sheetXml('<row><c t="str"><v>&#0;</v></c></row>')],
    ['is no sheet', '<?xml version="1.0"?><chart/>'],
    ['is empty', '<?xml version="1.0"?>'],
    ['goes down without an end', `<?xml version="1.0"?>${'<a>'.repeat(100_000)}`],
    ['has one tag only', `<?xml version="1.0"?><a b="${'x'.repeat(1_000_000)}"/>`],
  ])('because its sheet %s', async (_, xml) => {
    expect((await problemOf(workbook({ sheets: { D: xml } })))?.code).toBe(
      'import-workbook-damaged',
    );
  });

  test('has more rows than a sheet', async () => {
    const data = '<row r="1048577"/>';
    expect((await problemOf(workbook({ sheets: { D: data } })))?.code).toBe(
      'import-workbook-heavy',
    );
  });

  test('because bytes of it were changed: the sum of a part tells', async () => {
    const wrong = (each: RawFile) => (each.name === sheet ? { ...each, crc: 1 } : each);
    const bytes = raw({ sheets: { D: textRow('SN') } }, wrong);
    expect(await problemOf(bytes)).toMatchObject({
      code: 'import-workbook-damaged',
      params: { part: sheet },
    });
  });

  test('because it has two files of one name, one for each program that looks', async () => {
    const files = Object.entries(workbookFiles({})).map(([name, text]) => ({ name, text }));
    const bytes = rawZip([...files, { name: 'XL/workbook.xml', text: '<workbook/>' }]);
    expect((await problemOf(bytes))?.code).toBe('import-workbook-damaged');
  });
});

describe('what is no workbook of ours is told apart', () => {
  test('one with a password, the old kind, other archives', async () => {
    const locked = (each: RawFile) => ({ ...each, flags: 1 });
    expect((await problemOf(raw({}, locked)))?.code).toBe('import-old-workbook');
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);
    expect((await problemAtDoor(ole))?.code).toBe('import-old-workbook');
    expect((await problemOf(rawZip([{ name: 'devices.csv', text: 'SN\nA1\n' }])))?.code).toBe(
      'import-workbook-none',
    );
    const binary = {
      '_rels/.rels':
        '<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
    };
    expect((await problemOf(workbook({ more: binary })))?.code).toBe('import-workbook-none');
    const word = { 'xl/workbook.xml': '<document/>' };
    expect((await problemOf(workbook({ more: word })))?.code).toBe('import-workbook-none');
  });

  test('what lies outside of the archive is never followed', async () => {
    const more = {
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="s0" TargetMode="External" Type="x/worksheet" Target="http://example.com/sheet1.xml"/></Relationships>',
    };
    expect((await problemOf(workbook({ more })))?.code).toBe('import-workbook-damaged');
  });

  test('an archive with 64-bit numbers is one like any other', async () => {
    const wide = (each: RawFile) => ({ ...each, wide: true });
    expect(await cells(await opened(raw({ sheets: { D: textRow('SN') } }, wide)))).toEqual([
      ['SN'],
    ]);
  });

  test('a name says nothing: a workbook called CSV, and CSV called XLSX', async () => {
    const bytes = workbook({ sheets: { D: textRow('SN', 'Name') } });
    expect(await cells(await opened(bytes, {}, 'devices.csv'))).toEqual([['SN', 'Name']]);
    const table = await opened('SN,Name\n', {}, 'devices.xlsx');
    expect(table.kind).toBe('csv');
    expect(await cells(table)).toEqual([['SN', 'Name']]);
  });

  test('another file that came in its place is not read', async () => {
    const path = file(workbook({ sheets: { D: textRow('SN') } }), 'devices.xlsx');
    const table = must(await openTable(path));
    const { appendFileSync } = await import('node:fs');
    appendFileSync(path, 'x');
    expect((await all(table)).problem?.code).toBe('import-changed');
    await table.close();
  });
});
