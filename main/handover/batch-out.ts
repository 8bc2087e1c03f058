import { setImmediate } from 'node:timers/promises';
import type { HandedStart, HandedUnit } from '../../shared/handover/batch-content.ts';
import { mostHandedUnits } from '../../shared/handover/header.ts';
import type { Batch } from '../../shared/models/batch.ts';
import type { MasterDataValues } from '../../shared/models/catalog.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { unitsOfBatch } from '../store/every-sn.ts';
import { countHanded, handedUnits } from '../store/handed-units.ts';
import type { Store } from '../store/store.ts';
import type { HandoverContent } from './container.ts';

/** Units that are read at a stretch. */
const slice = 500;

/**
 * A batch with all its units, also those that other stations made of it and handed over here: whoever goes on with it knows
 * them all. Problems: `handover-many`.
 */
export async function batchContent(
  { db, identity }: Pick<Store, 'db' | 'identity'>,
  batch: Batch,
  stationName: string,
): Promise<Result<HandoverContent>> {
  const { groupId, tag, target, template, allocateTo, masterData, line, makes, startedAt } = batch;
  const of = { groupId, batchTag: tag };
  const elsewhere = countHanded(db, of);
  const start: HandedStart = {
    groupId,
    groupName: findAnyGroup(db, groupId)?.name ?? '',
    tag,
    target: target === null ? null : target + elsewhere,
    template,
    allocateTo,
    masterData,
    line,
    makes,
    startedAt,
  };
  const station = { id: identity.stationId, name: stationName };
  const pieces = [`${JSON.stringify(start)}\n`];
  let rows = 0;
  const add = (units: HandedUnit[]): boolean => {
    rows += units.length;
    pieces.push(units.map((unit) => `${JSON.stringify(unit)}\n`).join(''));
    return rows <= mostHandedUnits;
  };
  for (let after = 0; ; await setImmediate()) {
    const page = unitsOfBatch(db, batch.id, { after, limit: slice });
    const units = page.map(({ deviceSn, at, status, sn, assetId, masterData: json }) => ({
      ...{ deviceSn, at, station, status, sn, assetId },
      masterData: JSON.parse(json) as MasterDataValues,
    }));
    if (!add(units)) return fail('handover-many', { max: mostHandedUnits });
    after = page.at(-1)?.id ?? after;
    if (page.length < slice) break;
  }
  for (let after = ''; ; await setImmediate()) {
    const page = handedUnits(db, of, { after, limit: slice });
    if (!add(page)) return fail('handover-many', { max: mostHandedUnits });
    after = page.at(-1)?.deviceSn ?? after;
    if (page.length < slice) break;
  }
  return ok({ kind: 'batch', rows, content: Buffer.from(pieces.join('')) });
}
