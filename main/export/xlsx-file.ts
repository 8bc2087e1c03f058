import { fail, ok } from '../../shared/problems.ts';
import type { TableFile, Write } from './table-file.ts';
import { openZip } from './zip-file.ts';

/** Rows of a sheet, its head too ("Excel specifications and limits", support.microsoft.com). */
export const mostRows = 1_048_576;
/** Characters of a cell, from there too. */
const longestCell = 32_767;

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** All that a workbook of one sheet needs beside the sheet (ECMA-376, part 1, 18.2 and 18.3). */
const parts: Record<string, string> = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `<Relationships xmlns="${relations}">` +
    `<Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook xmlns="${spreadsheet}" xmlns:r="${office}">` +
    '<sheets><sheet name="Devices" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${relations}">` +
    `<Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/**
 * Every cell is a text, so that no spreadsheet makes a number or a date of an SN; a text is no formula either. Problems:
 * `export-too-long` for more rows than a sheet has, `export-cell-long`.
 */
export function xlsxFile(head: readonly string[], write: Write): TableFile<readonly string[]> {
  const zip = openZip(write);
  for (const [name, text] of Object.entries(parts)) zip.add(name, Buffer.from(xml + text), false);
  const sheet = zip.begin('xl/worksheets/sheet1.xml');
  const put = (text: string) => sheet.write(Buffer.from(text));
  put(`${xml}<worksheet xmlns="${spreadsheet}"><sheetData>${rowOf(head)}`);
  let rows = 1;
  return {
    add(cells) {
      if (++rows > mostRows) return fail('export-too-long', { most: mostRows - 1 });
      const long = cells.findIndex((cell) => cell.length > longestCell);
      if (long >= 0) {
        return fail('export-cell-long', { column: head[long] ?? '', row: rows, most: longestCell });
      }
      put(rowOf(cells));
      return ok({});
    },
    end() {
      put('</sheetData></worksheet>');
      sheet.end();
      zip.end();
    },
  };
}

const rowOf = (cells: readonly string[]): string =>
  `<row>${cells
    .map((cell) =>
      cell === ''
        ? '<c/>'
        : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
    )
    .join('')}</row>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold is written as `_x0007_`, and what only looks like that is marked (ECMA-376, part 1, 22.9.2.19). */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    // oxlint-disable-next-line no-control-regex -- those are meant
    .replace(
      /[\0-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]/g,
      (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (one) => entities[one] as string);
