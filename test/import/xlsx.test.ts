import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { xlsxFile } from '../../main/export/xlsx-file.ts';
import { openTable, unsureOf } from '../../main/import/open-table.ts';
import { doctorRule } from '../../shared/import/doctor/rule.ts';
import { examineSn } from '../../shared/import/doctor/sn.ts';
import { must, mustFail } from '../support/must.ts';
import { all, cells, file, opened } from './support.ts';
import { sheetXml, textRow, type WorkbookParts, workbook } from './workbook.ts';

/** The cells of a sheet with these rows. */
const read = async (data: string, parts: WorkbookParts = {}) =>
  cells(await opened(workbook({ sheets: { Devices: data }, ...parts }), {}, 'devices.xlsx'));

/** The only cell of row 1. */
const cell = async (xml: string, parts: WorkbookParts = {}) =>
  (await read(`<row>${xml}</row>`, parts))[0]?.[0];

describe('cells are texts', () => {
  test('shared, inline, of formulas, truths, with every character as it is', async () => {
    const strings = [
      '<t>A1</t>',
      '<r><t xml:space="preserve">one </t></r><r><rPr><b/></rPr><t>two</t></r><rPh sb="0" eb="1"><t>ちゅう</t></rPh>',
      '<t xml:space="preserve"> &lt;&amp;&#x4e2d;&#128512;&gt; </t>',
    ];
    const row =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>' +
      '<c r="D1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>x</t></rPh></is></c>' +
      '<c r="E1" t="str"><f>A1&amp;"x"</f><v>A1x</v></c><c r="F1" t="b"><v>1</v></c>' +
      '<c r="G1"><f>1+1</f><v>2</v></c><c r="H1" t="d"><v>2024-03-01</v></c>' +
      '<c r="I1" t="inlineStr"><is><t><![CDATA[<0001>]]>_x0007__x005F_x41_</t></is></c></row>';
    expect(await read(row, { strings })).toEqual([
      [
        'A1',
        'one two',
        ' <&中😀> ',
        'inline',
        'A1x',
        'TRUE',
        '2',
        '2024-03-01',
        '<0001>\u0007_x41_',
      ],
    ]);
  });

  test('our own export comes back cell by cell', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'a0é中😀_x005F<>&"\'\n\t =\u0007\r ') });
    const written = fc.sample(fc.tuple(text, text, text), 2000);
    const bytes: Uint8Array[] = [];
    const writer = xlsxFile(['a', 'b', 'c'], (each) => bytes.push(each.slice()));
    for (const row of written) must(writer.add(row));
    writer.end();
    expect(await cells(await opened(Buffer.concat(bytes)))).toEqual([
      ['a', 'b', 'c'],
      ...written.filter((row) => row.some((each) => each !== '')),
    ]);
  });

  test('stand in their columns, with rows as the spreadsheet counts them', async () => {
    const data =
      `<row r="2"><c r="A2" t="str"><v>SN</v></c><c r="C2" t="str"><v>Name</v></c><c r="XFD2" s="1"/></row>` +
      `<row r="4" hidden="1"><c r="A4" t="str"><v>A1</v></c></row><row r="9"><c r="B9" s="1"/></row>`;
    const { rows } = await all(await opened(workbook({ sheets: { Devices: data } })));
    expect(rows).toEqual([
      { row: 2, line: 2, cells: ['SN', '', 'Name'] },
      { row: 4, line: 4, cells: ['A1', '', ''], hidden: true },
    ]);
  });
});

describe('numbers are what a person sees', () => {
  test('without a format', async () => {
    const numbers = [
      ['314659', '314659'],
      ['5.57E+92', '5.57E+92'],
      ['0.1', '0.1'],
      ['0.30000000000000004', '0.3'],
      ['1.2345678901234501E+16', '12345678901234500'],
      ['4006381333931', '4006381333931'],
      ['1E+20', '100000000000000000000'],
      ['1E+21', '1E+21'],
      ['-1.5', '-1.5'],
      ['1e-7', '0.0000001'],
      ['2.5E-10', '2.5E-10'],
      ['12.0', '12'],
      // No double holds that many digits: the program that wrote them had them.
      ['1234567890123456789012345', '1234567890123456789012345'],
    ];
    const data = numbers.map(([value]) => `<row><c><v>${value}</v></c></row>`).join('');
    expect(await read(data)).toEqual(numbers.map(([, shown]) => [shown]));
  });

  test('with one', async () => {
    const numbers = [
      ['00000', '42', '00042'],
      ['"SN-"0000', '42', 'SN-0042'],
      ['000\\-0000', '12345678', '1234-5678'],
      ['0.00', '42', '42'],
      ['#,##0', '1234567', '1234567'],
      ['@', '42', '42'],
      ['0.00E+00', '42', '42'],
      ['yyyy-mm-dd', '45352', '2024-03-01'],
      ['d-mmm', '45352', '2024-03-01'],
      ['[$-804]m"月"d"日";@', '45352', '2024-03-01'],
      ['yyyy/m/d h:mm', '45352.5', '2024-03-01T12:00:00'],
      ['h:mm', '0.75', '18:00:00'],
      ['[h]:mm', '1.5', '36:00:00'],
      ['yyyy-mm-dd', '60', '1900-02-29'],
      ['yyyy-mm-dd', '59', '1900-02-28'],
      ['yyyy-mm-dd', '1', '1900-01-01'],
      ['yyyy-mm-dd', '-5', '-5'],
    ];
    const data = numbers
      .map(([, value], at) => `<row><c s="${at + 1}"><v>${value}</v></c></row>`)
      .join('');
    const formats = numbers.map(([code]) => code as string);
    expect(await read(data, { formats })).toEqual(numbers.map(([, , shown]) => [shown]));
  });

  test('counted from 1904 where the workbook says so', async () => {
    const parts = { formats: ['yyyy-mm-dd'], properties: '<workbookPr date1904="1"/>' };
    expect(await cell('<c s="1"><v>43890</v></c>', parts)).toBe('2024-03-01');
  });

  test('so that the doctor turns SNs back', async () => {
    const rule = (pattern: string) => must(doctorRule({ pattern, checkDigit: 'none' }));
    const sn = async (xml: string, pattern: string, formats: string[] = []) =>
      examineSn((await cell(xml, { formats })) ?? '', rule(pattern));
    expect(await sn('<c><v>5.57E+92</v></c>', '557E90')).toMatchObject({ deviceSn: '557E90' });
    expect(await sn('<c><v>42</v></c>', '[0-9]{5}')).toMatchObject({ deviceSn: '00042' });
    expect(await sn('<c s="1"><v>45717</v></c>', 'MAR[0-9]', ['d-mmm'])).toMatchObject({
      deviceSn: 'MAR1',
    });
  });
});

describe('sheets', () => {
  const sheets = {
    Notes: textRow('hidden'),
    Devices: textRow('SN'),
    'A &amp; B': textRow('other'),
  };
  const bytes = workbook({ sheets, states: { Notes: 'state="hidden"' } });

  test('the first one that is shown is read, and the others are named', async () => {
    const table = await opened(bytes);
    expect(table.kind).toBe('xlsx');
    expect(table.sheet).toEqual({
      name: 'Devices',
      confidence: 'likely',
      sheets: [
        { name: 'Notes', hidden: true },
        { name: 'Devices', hidden: false },
        { name: 'A & B', hidden: false },
      ],
    });
    expect(unsureOf(table)).toBeNull();
    expect(await cells(table)).toEqual([['SN']]);
    expect(await cells(table)).toEqual([['SN']]);
  });

  test('another may be chosen', async () => {
    const table = await opened(bytes, { sheet: 'A & B' });
    expect(table.sheet).toMatchObject({ name: 'A & B', confidence: 'certain' });
    expect(await cells(table)).toEqual([['other']]);
  });

  test('one that is not there is named, with those that are', async () => {
    const problem = mustFail(await openTable(file(bytes), { sheet: 'Units' }));
    expect(problem).toMatchObject({ code: 'import-sheet-unknown', params: { sheet: 'Units' } });
    expect(problem.message).toContain('A & B');
  });

  test('two readings at once do not mix, and one may be left', async () => {
    const data = Array.from({ length: 20_000 }, (_, at) => textRow(`A${at}`, 'x'.repeat(50))).join(
      '',
    );
    const table = await opened(workbook({ sheets: { Devices: data } }));
    for await (const batch of table.rows()) {
      must(batch);
      break;
    }
    const [one, two] = await Promise.all([cells(table), cells(table)]);
    expect(one).toHaveLength(20_000);
    expect(two).toEqual(one);
  });

  test('a whole one with prefixes of its own, as some programs write', async () => {
    const xml = sheetXml('<row r="1"><c r="A1" t="inlineStr"><is><t>SN</t></is></c></row>')
      .replace(/<(\/?)([a-z])/gi, '<$1x:$2')
      .replace('xmlns=', 'xmlns:x=');
    expect(await read(xml)).toEqual([['SN']]);
  });
});

describe('a cell that cannot be taken refuses its row alone', () => {
  test('whatever is wrong with it', async () => {
    const wrong: [string, string][] = [
      ['<c t="e"><v>#N/A</v></c>', 'import-cell-error'],
      ['<c><f>A1</f></c>', 'import-cell-formula'],
      ['<c t="s"><v>7</v></c>', 'import-cell-invalid'],
      ['<c><v>0x10</v></c>', 'import-cell-invalid'],
      ['<c><v>1E+999</v></c>', 'import-cell-invalid'],
      ['<c t="x"><v>1</v></c>', 'import-cell-invalid'],
      [`<c t="str"><v>${'y'.repeat(65_537)}</v></c>`, 'import-field-long'],
      [`<c t="str"><v>${'yz0'.repeat(3_500_000)}</v></c>`, 'import-field-long'],
    ];
    const data = wrong.map(([xml], at) => `<row><c t="str"><v>A${at}</v></c>${xml}</row>`).join('');
    const sheets = { Devices: data + textRow('SN') };
    const { rows, problem } = await all(await opened(workbook({ sheets })));
    expect(problem).toBeNull();
    expect(rows.map((row) => row.problem?.code)).toEqual([
      ...wrong.map(([, code]) => code),
      undefined,
    ]);
    expect(rows[1]?.problem).toMatchObject({ params: { row: 2, column: 'B' } });
    expect(rows.at(-1)?.cells).toEqual(['SN']);
  });

  test('16,384 columns', async () => {
    const { rows } = await all(
      await opened(
        workbook({
          sheets: { Devices: `<row>${'<c><v>1</v></c>'.repeat(16_384)}</row>${textRow('A2')}` },
        }),
      ),
    );
    expect(rows[0]?.problem).toMatchObject({
      code: 'import-columns-many',
      params: { columns: 16_384 },
    });
    expect(rows[1]?.cells).toEqual(['A2']);
  });
});
