import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { english } from '../../../resources/languages/english.ts';
import { looksLikeFormula } from '../../../shared/csv.ts';
import { fill } from '../../../shared/fill.ts';
import type { MasterDataValues } from '../../../shared/models/catalog.ts';
import type { ExportChoice } from '../../../shared/models/export.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { findAnyGroup, findMasterDataGroup } from '../../catalog/catalog.ts';
import { fileNames } from '../../labels/export/names.ts';
import { diskProblem, isDiskError } from '../../store/disk-problem.ts';
import {
  type ChosenRows,
  chooseRows,
  countRows,
  eachRow,
  exportColumns,
  groupsOf,
  masterDataUsed,
  ofGroup,
} from '../../store/export-rows.ts';
import { syncFolder } from '../../store/files.ts';
import { csvFile } from '../csv-file.ts';
import type { Heard } from '../export-table.ts';
import type { TableFile } from '../table-file.ts';
import { type EnosReport, leftOutFile, noteOf } from './note.ts';
import { openParts } from './parts.ts';
import { readTemplate, type Template } from './read-template.ts';
import { columnsBy, type EnosColumn, type EnosDevice, ownColumns } from './template.ts';

/** Devices for the EnOS console: which ones, and a folder that is not there yet. */
export interface EnosWish {
  format: 'enos';
  choice: ExportChoice;
  file: string;
  /** "Register Device Template (.csv)", downloaded from the console; null: columns by identifier. */
  template: string | null;
  /** As one archive there instead of the folder. */
  zip?: string;
}

/** Devices between two looks at whether anybody wants it to stop. */
const slice = 500;

/** Numbers and offsets (`-5`, `+08:00`) begin like a formula and are none. */
const harmless = /^[+-][\d.:]+$/;

/** What is counted for the note while devices go by. */
type Counting = EnosReport & { notCarried: Map<string, number>; emptyHeadings: Set<string> };

/**
 * Writes devices as files that the EnOS console imports: a registration group after the other, in parts, with a note of what
 * they do not carry. The folder is there whole or not at all. Problems: `export-folder-there`, `export-template-unfit`,
 * `export-stopped`, those of `openTable` for the template, of the disk.
 */
export async function exportFolder(
  db: Database,
  { choice, file: folder, template: templateFile }: EnosWish,
  heard: Heard = () => true,
): Promise<Result<{ rows: number; files: number }>> {
  const making = `${folder}.new`;
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      return fail('export-folder-there', { folder });
    }
    const template = templateFile === null ? ok(null) : await readTemplate(templateFile);
    if (!template.ok) return template;
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making);
    const written = writeGroups(db, choice, { folder: making, template: template.value }, heard);
    if (!written.ok) return written;
    syncFolder(making);
    if (existsSync(folder)) rmdirSync(folder);
    renameSync(making, folder);
    syncFolder(dirname(folder));
    return written;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return { ok: false, problem: diskProblem(error, dirname(folder)) };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

function writeGroups(
  db: Database,
  choice: ExportChoice,
  { folder, template }: { folder: string; template: Template | null },
  heard: Heard,
): Result<{ rows: number; files: number }> {
  const chosen = chooseRows(db, 'devices', choice);
  const of = countRows(db, chosen);
  const report: Counting = {
    parts: [],
    byTemplate: template !== null,
    emptyHeadings: new Set(),
    notCarried: new Map(),
    translations: 0,
    leftOut: 0,
  };
  const leftOut = leftOutInto(join(folder, leftOutFile));
  const nameOf = fileNames();
  let done = 0;
  for (const groupId of groupsOf(db, chosen)) {
    const only = ofGroup(chosen, groupId);
    const columns = columnsFor(db, groupId, only, template);
    for (const { heading, of: told } of columns) if (!told) report.emptyHeadings.add(heading);
    const told = { name: nameOf(groupId), head: columns.map(({ heading }) => heading) };
    const parts = openParts(folder, { ...told, mark: template?.mark ?? false }, (part) =>
      report.parts.push({ ...part, groupId }),
    );
    for (const row of eachRow(db, only)) {
      const device = deviceOf(row);
      const cells = columns.map((column) => column.of?.(device) ?? '');
      const at = cells.findIndex((cell) => looksLikeFormula(cell) && !harmless.test(cell));
      const words = english.screen;
      const why =
        at >= 0
          ? fill(words['enos.why.formula'], { column: columns[at]?.heading ?? '' })
          : parts.add(cells)
            ? null
            : words['enos.why.large'];
      if (why === null) count(report, device, columns);
      else leftOut.add([groupId, device.deviceSn, why]);
      if (why !== null) report.leftOut++;
      if (++done % slice === 0 && !heard({ done, of })) return fail('export-stopped');
    }
    parts.end();
  }
  leftOut.end();
  heard({ done, of });
  writeFileSync(join(folder, 'note.txt'), `\ufeff${noteOf(report)}`, { flush: true });
  return ok({ rows: done - report.leftOut, files: report.parts.length });
}

function columnsFor(
  db: Database,
  groupId: string,
  chosen: ChosenRows,
  template: Template | null,
): EnosColumn[] {
  if (template === null) return ownColumns(masterDataUsed(db, chosen));
  const group = findAnyGroup(db, groupId);
  const masterData = group ? findMasterDataGroup(db, group.masterDataGroupId) : null;
  return columnsBy(template.headings, masterData);
}

const { names } = exportColumns('devices');
const places = Object.fromEntries(names.map((name, at) => [name, at]));

function deviceOf(row: readonly (string | number | null)[]): EnosDevice {
  const text = (name: string) => (row[places[name] as number] ?? null) as string | null;
  return {
    deviceSn: text('deviceSn') ?? '',
    batchTag: text('batchTag'),
    description: text('description') ?? '',
    regionId: text('regionId'),
    orgId: text('orgId'),
    masterData: JSON.parse(String(row[names.length])) as MasterDataValues,
  };
}

/** Notes what of a device no column tells. */
function count(report: Counting, device: EnosDevice, columns: readonly EnosColumn[]): void {
  const carried = new Set(columns.map(({ carries }) => carries));
  const { masterData, ...fixed } = device;
  let translated = false;
  for (const [what, value] of [...Object.entries(fixed), ...Object.entries(masterData)]) {
    if (value === null || value === '') continue;
    if (!carried.has(what)) report.notCarried.set(what, (report.notCarried.get(what) ?? 0) + 1);
    else if (typeof value === 'object')
      translated ||= Object.keys(value.i18nValue ?? {}).length > 0;
  }
  if (translated) report.translations++;
}

/** Devices that are in no file; the file is there only where there are any. */
function leftOutInto(path: string): { add(cells: string[]): void; end(): void } {
  let table: TableFile<readonly string[]> | null = null;
  const put = (bytes: Uint8Array) => writeFileSync(path, bytes, { flag: 'a', flush: true });
  return {
    add(cells) {
      table ??= csvFile(['groupId', 'deviceSn', 'reason'], put);
      table.add(cells);
    },
    end: () => table?.end(),
  };
}
