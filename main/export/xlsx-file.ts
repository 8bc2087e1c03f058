import { fail, ok } from '../../shared/problems.ts';
import { gathered } from './gathered.ts';
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

/** Of a sheet, in bytes: what the archive can say of a file is 32 bits. */
const mostBytes = 0xfff0_0000;

/** All that a workbook of one sheet needs beside the sheet (ECMA-376, part 1, 18.2, 18.3 and 18.8). */
const partsOf = (sheet: string): Record<string, string> => ({
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `<Relationships xmlns="${relations}">` +
    `<Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `<workbook xmlns="${spreadsheet}" xmlns:r="${office}">` +
    `<sheets><sheet name="${sheet}" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels':
    `<Relationships xmlns="${relations}">` +
    `<Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  // Style 1 is number format 49, "@": a cell stays a text also after somebody has typed in it.
  'xl/styles.xml':
    `<styleSheet xmlns="${spreadsheet}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>' +
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>' +
    '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>',
});

/**
 * Every cell is a text, so that no spreadsheet makes a number or a date of an SN; a text is no formula either. Problems:
 * `export-too-long` for more rows than a sheet has, `export-cell-long`.
 */
export function xlsxFile(
  head: readonly string[],
  write: Write,
  name = 'Sheet1',
): TableFile<readonly string[]> {
  const zip = openZip(write);
  for (const [path, text] of Object.entries(partsOf(name))) {
    zip.add(path, Buffer.from(xml + text), false);
  }
  const sheet = zip.begin('xl/worksheets/sheet1.xml');
  let bytes = 0;
  const text = gathered((some) => {
    bytes += some.length;
    sheet.write(some);
  });
  const put = text.add;
  put(
    `${xml}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0">` +
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      `<cols><col min="1" max="${Math.max(1, head.length)}" width="22" style="1" customWidth="1"/></cols>` +
      `<sheetData>${rowOf(head)}`,
  );
  let rows = 1;
  return {
    add(cells) {
      if (++rows > mostRows) return fail('export-too-long', { most: mostRows - 1 });
      if (bytes > mostBytes) return fail('export-too-long', { most: rows - 2 });
      const long = cells.findIndex((cell) => cell.length > longestCell);
      if (long >= 0) {
        return fail('export-cell-long', { column: head[long] ?? '', row: rows, most: longestCell });
      }
      put(rowOf(cells));
      return ok({});
    },
    end() {
      put('</sheetData></worksheet>');
      text.end();
      sheet.end();
      zip.end();
    },
  };
}

const rowOf = (cells: readonly string[]): string => {
  let row = '<row>';
  for (const cell of cells) row += cell === '' ? '<c s="1"/>' : cellOf(cell);
  return `${row}</row>`;
};

/** Blanks at either end, and line ends, are part of the text only where that is said. */
const cellOf = (text: string): string =>
  /^\s|\s$|[\n\t]/.test(text)
    ? `<c s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
    : `<c s="1" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Most texts have nothing that XML or the format has another way of writing. */
const plain = /^[\w .,:;/+*()=@#$%!?~|{}[\]'-]*$/;

/** What XML cannot hold is written as `_x0007_`, and what only looks like that is marked (ECMA-376, part 1, 22.9.2.19). */
const escaped = (text: string): string =>
  plain.test(text) && !text.includes('_x')
    ? text
    : text
        .toWellFormed()
        .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
        // oxlint-disable-next-line no-control-regex -- those are meant
        .replace(
          /[\0-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]/g,
          (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
        )
        .replace(/[&<>"]/g, (one) => entities[one] as string);
