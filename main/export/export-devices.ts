import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Device } from '../../shared/models/device.ts';
import { ok, type Result } from '../../shared/problems.ts';
import { type DeviceChoice, devicesAfter, masterDataUsed } from '../store/device-list.ts';
import { writeWhole } from '../store/write-whole.ts';
import { csvFile } from './csv-file.ts';
import { cellsOf, headOf, objectOf } from './device-line.ts';
import { ndjsonFile } from './ndjson-file.ts';
import type { TableFile, Write } from './table-file.ts';
import { xlsxFile } from './xlsx-file.ts';

export const exportFormats = ['csv', 'xlsx', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Devices read at a time: between two, a station may take a scan. */
const slice = 200;

/**
 * Writes devices, oldest first, into one file, whole or not at all, in the memory of one slice. Those that come while it
 * runs are in it; each is in it once. Problems: of the format (`xlsxFile`) and of the disk.
 */
export function exportDevices(
  db: Database,
  chosen: DeviceChoice,
  { format, file: path }: { format: ExportFormat; file: string },
): Promise<Result<{ devices: number }>> {
  return writeWhole({ path, mode: 0o644 }, async (file) => {
    const table = tableFor(
      format,
      format === 'ndjson' ? [] : masterDataUsed(db, chosen),
      file.write,
    );
    let devices = 0;
    for (let after = 0; ; ) {
      const some = devicesAfter(db, chosen, after, slice);
      for (const device of some) {
        const added = table.add(device);
        if (!added.ok) return added;
      }
      devices += some.length;
      if (some.length < slice) break;
      after = some.at(-1)?.id ?? after;
      await setImmediate();
    }
    table.end();
    return ok({ devices });
  });
}

function tableFor(
  format: ExportFormat,
  masterData: readonly string[],
  write: Write,
): TableFile<Device> {
  if (format === 'ndjson') {
    const lines = ndjsonFile(write);
    return { add: (device) => lines.add(objectOf(device)), end: lines.end };
  }
  const table = (format === 'csv' ? csvFile : xlsxFile)(headOf(masterData), write);
  return { add: (device) => table.add(cellsOf(device, masterData)), end: table.end };
}
