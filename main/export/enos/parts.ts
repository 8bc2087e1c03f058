import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainCsvRecord } from '../../../shared/csv.ts';

/** What the console takes in one file ("Managing Devices", EnOS 2.4.4): records, and bytes ("2M"; the smaller meaning of it). */
export const mostRecords = 1000;
export const mostBytes = 2_000_000;

/** A file that was written. */
export interface Part {
  name: string;
  rows: number;
  bytes: number;
}

/** The files of one registration group, one after the other. */
export interface Parts {
  /** False where the row alone is larger than a file may be. */
  add(cells: readonly string[]): boolean;
  end(): void;
}

/**
 * Writes `name-part-001.csv` and so on into `folder`. They are for the console and not for a spreadsheet: cells stand as they
 * are, and there is a byte order mark only where the template had one.
 */
export function openParts(
  folder: string,
  { name, head, mark }: { name: string; head: readonly string[]; mark: boolean },
  written: (part: Part) => void,
): Parts {
  const begin = `${mark ? '\ufeff' : ''}${plainCsvRecord(head)}`;
  let text = begin;
  let bytes = Buffer.byteLength(begin);
  let rows = 0;
  let number = 0;
  const flush = (): void => {
    if (rows === 0) return;
    const part = { name: `${name}-part-${String(++number).padStart(3, '0')}.csv`, rows, bytes };
    writeFileSync(join(folder, part.name), text, { flag: 'wx', flush: true });
    written(part);
    text = begin;
    bytes = Buffer.byteLength(begin);
    rows = 0;
  };
  return {
    add(cells) {
      const record = plainCsvRecord(cells);
      const size = Buffer.byteLength(record);
      if (Buffer.byteLength(begin) + size > mostBytes) return false;
      if (rows >= mostRecords || bytes + size > mostBytes) flush();
      text += record;
      bytes += size;
      rows++;
      return true;
    },
    end: flush,
  };
}
