import type { Database } from 'better-sqlite3';
import { decodePayload } from '../../shared/labels/payload.ts';
import { encodePayloadSpec } from '../../shared/labels/payloads/payloads.ts';
import type { DeviceName } from '../../shared/models/device.ts';
import type { LabelRecord } from '../../shared/models/label.ts';
import type { Source } from '../../shared/models/read.ts';
import { codeData, findSn } from '../../shared/serial/find-sn.ts';
import { labelRecords } from '../labels/records.ts';
import { anyDesign } from '../labels/templates/designs.ts';
import { deviceNumber } from '../store/label-devices.ts';
import { designsOnPaper, wasReadAs } from '../store/scan-back.ts';

/**
 * The unit that a label with this code is of; null: no label of the group that came out says so. A code of another
 * kind than our own counts only where the label's template makes just this text of the unit's record, and where it
 * is not the very read that made the unit: a label that repeats the unit's own code can be told from it by the
 * scanner's symbology identifier, or by another scanner, and else not at all.
 */
export function carriedBy(
  db: Database,
  groupId: string,
  text: string,
  source: Source,
  stationName: string,
): DeviceName | null {
  const data = codeData(text);
  const own = decodePayload(data);
  if (own) return own;
  for (const { deviceSn } of findSn(text).candidates) {
    const device = deviceNumber(db, { groupId, deviceSn });
    if (device === null || wasReadAs(db, device, text, source)) continue;
    const [record] = labelRecords(db, [device], stationName);
    const printed = designsOnPaper(db, device);
    if (record && printed.some((design) => codesOf(db, design, record).includes(data))) {
      return { groupId, deviceSn };
    }
  }
  return null;
}

/** What the codes of a label say. */
function codesOf(
  db: Database,
  { template, version }: { template: string; version: number },
  record: LabelRecord,
): string[] {
  const design = anyDesign(db, template, version);
  if (!design.ok) return [];
  return design.value.elements.flatMap((element) => {
    if (!('payload' in element)) return [];
    const code = encodePayloadSpec(element.payload, record);
    return code.ok ? [code.value] : [];
  });
}
