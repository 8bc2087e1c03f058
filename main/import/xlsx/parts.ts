import { posix } from 'node:path';
import { ProblemError } from '../../../shared/problems.ts';
import { builtInFormat, type CellFormat, formatOfCode } from './format.ts';
import { workbookLimits } from './limits.ts';
import { attribute, readXml, type XmlReader } from './xml.ts';
import { damaged, type Zip } from './zip.ts';

export interface SheetPart {
  name: string;
  hidden: boolean;
  part: string;
}

/** What a workbook says of itself: where everything is, and how numbers are shown. */
export interface Workbook {
  sheets: SheetPart[];
  date1904: boolean;
  /** Null where it has none. */
  strings: string | null;
  styles: string | null;
}

/**
 * Throws `import-workbook-none` for an archive that is no workbook of this kind, `import-workbook-heavy` for more sheets than
 * are taken. What lies outside of the archive is never followed.
 */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  if (!zip.has('_rels/.rels')) throw new ProblemError('import-workbook-none');
  const main = (await relations(zip, '', '_rels/.rels')).find(
    ({ kind }) => kind === 'officeDocument',
  );
  if (!main || !/\.xml$/i.test(main.part) || !zip.has(main.part)) {
    throw new ProblemError('import-workbook-none');
  }
  const listed: { name: string; hidden: boolean; id: string }[] = [];
  let date1904 = false;
  let root = '';
  await read(zip, main.part, {
    open(name, tag) {
      root ||= name;
      if (name === 'workbookPr') date1904 = isTrue(attribute(tag, 'date1904', main.part));
      if (name !== 'sheet') return;
      if (listed.length >= workbookLimits.sheets) {
        throw new ProblemError('import-workbook-heavy', { part: main.part });
      }
      // The prefix of the relation is the file's own.
      const prefix = /\s([^\s=:]+):id\s*=/.exec(tag)?.[1];
      listed.push({
        name: attribute(tag, 'name', main.part) ?? '',
        hidden: (attribute(tag, 'state', main.part) ?? 'visible') !== 'visible',
        id: prefix === undefined ? '' : (attribute(tag, `${prefix}:id`, main.part) ?? ''),
      });
    },
    close() {},
  });
  if (root !== 'workbook') throw new ProblemError('import-workbook-none');
  const folder = posix.dirname(main.part);
  const file = `${folder}/_rels/${posix.basename(main.part)}.rels`;
  const related = await relations(zip, folder, file.replace(/^\.\//, ''));
  const partOf = (kind: string) => related.find((each) => each.kind === kind)?.part ?? null;
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const found = related.find((each) => each.id === id);
    if (!found) throw damaged(name);
    // A sheet may also be a chart.
    return found.kind === 'worksheet' ? [{ name, hidden, part: found.part }] : [];
  });
  if (sheets.length === 0) throw new ProblemError('import-workbook-none');
  return { sheets, date1904, strings: partOf('sharedStrings'), styles: partOf('styles') };
}

interface Relation {
  id: string;
  /** The last word of its type: strict workbooks have other addresses with the same end. */
  kind: string;
  part: string;
}

async function relations(zip: Zip, folder: string, part: string): Promise<Relation[]> {
  const found: Relation[] = [];
  await read(zip, part, {
    open(name, tag) {
      if (name !== 'Relationship' || attribute(tag, 'TargetMode', part) === 'External') return;
      const target = attribute(tag, 'Target', part) ?? '';
      const whole = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      const kind = (attribute(tag, 'Type', part) ?? '').replace(/^.*\//, '');
      found.push({ id: attribute(tag, 'Id', part) ?? '', kind, part: whole });
      if (found.length > workbookLimits.entries) {
        throw new ProblemError('import-workbook-heavy', { part });
      }
    },
    close() {},
  });
  return found;
}

const read = (zip: Zip, part: string, reader: XmlReader) =>
  readXml(zip.read(part, workbookLimits.description), part, reader);

const isTrue = (value: string | undefined) => value === '1' || value === 'true';

/** The format of each number that a cell's `s` may have. */
export async function readFormats(zip: Zip, part: string | null): Promise<CellFormat[]> {
  if (part === null || !zip.has(part)) return [];
  const codes = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let inCells = false;
  await readXml(zip.read(part, workbookLimits.styles), part, {
    open(name, tag) {
      if (name === 'cellXfs') inCells = true;
      if (name === 'numFmt') {
        const id = Number(attribute(tag, 'numFmtId', part));
        codes.set(id, formatOfCode(attribute(tag, 'formatCode', part) ?? ''));
      }
      if (inCells && name === 'xf') {
        const id = Number(attribute(tag, 'numFmtId', part) ?? 0);
        formats.push(codes.get(id) ?? builtInFormat(id));
      }
      if (codes.size + formats.length > 2 * workbookLimits.formats) {
        throw new ProblemError('import-workbook-heavy', { part });
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}
