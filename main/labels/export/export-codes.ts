import { setImmediate } from 'node:timers/promises';
import { encodePayloadSpec } from '../../../shared/labels/payloads/payloads.ts';
import { encodeQr } from '../../../shared/labels/qr/encode.ts';
import type { CodeFormat, LabelRecord } from '../../../shared/models/label.ts';
import type { PayloadSpec } from '../../../shared/models/label-design.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import { csvFile } from '../../export/csv-file.ts';
import { openZip } from '../../export/zip-file.ts';
import { writeWhole } from '../../store/write-whole.ts';
import { fileNames } from './names.ts';
import { codePng, svgOf } from './picture.ts';

/** Codes between two turns of the loop. */
const slice = 20;

/**
 * Writes the QR codes of these records into one file: a ZIP of pictures named by SN, or a CSV (UTF-8 with BOM, safe for
 * spreadsheets) with what each code says. Whole or not at all. Problems: those of `encodePayloadSpec`, `payload-long`,
 * of the disk.
 */
export function exportCodes(
  records: Iterable<LabelRecord>,
  payload: PayloadSpec,
  format: Exclude<CodeFormat, 'pdf'>,
  target: string,
): Promise<Result<{ codes: number }>> {
  return writeWhole({ path: target, mode: 0o600, ours: true }, async (file) => {
    const sink = format === 'csv' ? csvInto(file.write) : picturesInto(file.write, format);
    let codes = 0;
    for (const record of records) {
      const text = encodePayloadSpec(payload, record);
      if (!text.ok) return text;
      const added = sink.add(record, text.value);
      if (!added.ok) return added;
      if (++codes % slice === 0) await setImmediate();
    }
    if (codes === 0) return fail('label-nothing');
    sink.end();
    return ok({ codes });
  });
}

interface Sink {
  add(record: LabelRecord, text: string): Result<object>;
  end(): void;
}

function csvInto(write: (bytes: Uint8Array) => void): Sink {
  const table = csvFile(['groupId', 'deviceSn', 'payload'], write);
  return {
    add: ({ groupId, deviceSn }, text) => table.add([groupId, deviceSn, text]),
    end: table.end,
  };
}

function picturesInto(write: (bytes: Uint8Array) => void, format: 'svg' | 'png'): Sink {
  const zip = openZip(write);
  const nameOf = fileNames();
  return {
    add({ deviceSn }, text) {
      const code = encodeQr(text, 'M');
      if (!code) return fail('payload-long', { length: text.length, max: 2331 });
      const bytes = format === 'png' ? codePng(code) : Buffer.from(svgOf(code));
      zip.add(`${nameOf(deviceSn)}.${format}`, bytes, format === 'png');
      return ok({});
    },
    end: zip.end,
  };
}
