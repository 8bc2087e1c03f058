import { strToU8, type Zippable, zipSync } from 'fflate';

/** Workbooks by hand, so that they may also hold what no spreadsheet writes. */

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface WorkbookParts {
  /** By name: what stands in `sheetData`, or the whole XML of the sheet. */
  sheets?: Record<string, string>;
  /** Attributes of each sheet in the workbook, by name. */
  states?: Record<string, string>;
  /** Each `si`. */
  strings?: readonly string[];
  /** Codes of formats; the style n+1 of a cell has code n. */
  formats?: readonly string[];
  properties?: string;
  /** Files beside these, or instead of them. */
  more?: Record<string, string | Uint8Array>;
}

export function workbookFiles({
  sheets = { Devices: '' },
  states = {},
  strings = [],
  formats = [],
  properties = '',
  more = {},
}: WorkbookParts): Record<string, string | Uint8Array> {
  const names = Object.keys(sheets);
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${packages}">${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}">${properties}<sheets>${names
      .map(
        (name, at) =>
          `<sheet name="${name}" sheetId="${at + 1}" ${states[name] ?? ''} r:id="s${at}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}">${names
      .map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
      .join(
        '',
      )}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings.map((each) => `<si>${each}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${formats
      .map(
        (code, at) =>
          `<numFmt numFmtId="${200 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
      )
      .join(
        '',
      )}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, at) => `<xf numFmtId="${200 + at}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((data, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        data.startsWith('<?') ? data : sheetXml(data),
      ]),
    ),
    ...more,
  };
}

export const sheetXml = (data: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${main}"><sheetData>${data}</sheetData></worksheet>`;

export const workbook = (parts: WorkbookParts): Uint8Array => zipped(workbookFiles(parts));

export function zipped(files: Record<string, string | Uint8Array>): Uint8Array {
  const zippable: Zippable = {};
  for (const [name, text] of Object.entries(files)) {
    zippable[name] = typeof text === 'string' ? strToU8(text) : text;
  }
  return zipSync(zippable, { level: 6 });
}

/** A row of inline texts. */
export const textRow = (...cells: readonly string[]): string =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
