import { createHash, type Hash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { CloudDevice, Device } from '../../shared/models/device.ts';
import { mostDrifting, type ReconciledBatch } from '../../shared/models/reconcile.ts';
import { fail, ok, type Problem, problem, type Result } from '../../shared/problems.ts';
import { rememberSeen } from '../store/devices.ts';
import { devicesToCompare, knownOnlyThere, type ReconcilePlace } from '../store/reconcile.ts';
import type { Store } from '../store/store.ts';
import type { Cloud } from '../sync/clouds/cloud.ts';
import { differing, lineOf, shown, standingHere, standingThere } from './standing.ts';

/** Devices asked for in one call. */
const together = 200;

export interface ReconcileNeeds {
  store: Store;
  cloud(): Result<Cloud>;
  now(): number;
  stationName(): string;
}

/**
 * Looks at every device of one batch on both sides, and says what is the same, what waits, and what drifted with the way out of it.
 * Nothing is changed on either side. Problems: `cloud-not-connected`, and what a look gives.
 */
export async function reconcileBatch(
  needs: ReconcileNeeds,
  place: ReconcilePlace,
): Promise<Result<ReconciledBatch>> {
  const cloud = needs.cloud();
  if (!cloud.ok) return cloud;
  const { store } = needs;
  const hashes = { here: createHash('sha256'), there: createHash('sha256') };
  const found: ReconciledBatch = {
    ...place,
    compared: 0,
    waiting: 0,
    same: 0,
    different: 0,
    onlyHere: 0,
    onlyThere: 0,
    hereSha256: '',
    thereSha256: '',
    drifts: [],
  };
  for (let after = ''; ; ) {
    const devices = devicesToCompare(store.db, place, after, together);
    if (devices.length === 0) break;
    after = (devices.at(-1) as Device).deviceSn;
    const settled = devices.filter(({ pending }) => pending === 0);
    found.waiting += devices.length - settled.length;
    const looked = await cloud.value.look(
      settled.map(({ groupId, deviceSn }) => ({ groupId, deviceSn })),
    );
    if (!looked.ok) return looked;
    const kept = store.write(() => {
      for (const { device } of looked.value)
        if (device) rememberSeen(store.db, device, needs.now());
    });
    if (!kept.ok) return kept;
    for (const [index, here] of settled.entries()) {
      compare(found, hashes, here, looked.value[index]?.device ?? null);
    }
    await turn();
  }
  for (const deviceSn of knownOnlyThere(store.db, place, needs.stationName())) {
    found.onlyThere++;
    hashes.there.update(lineOf(deviceSn, new Map()));
    name(found, deviceSn, problem('drift-only-there', { deviceSn }));
  }
  found.hereSha256 = hashes.here.digest('hex');
  found.thereSha256 = hashes.there.digest('hex');
  return ok(found);
}

function compare(
  found: ReconciledBatch,
  hashes: { here: Hash; there: Hash },
  device: Device,
  seen: CloudDevice | null,
): void {
  const { deviceSn } = device;
  const here = standingHere(device);
  found.compared++;
  hashes.here.update(lineOf(deviceSn, here));
  if (!seen || seen.currentStatus === 'discarded') {
    found.onlyHere++;
    return name(found, deviceSn, problem('drift-only-here', { deviceSn }));
  }
  const there = standingThere(device, seen);
  hashes.there.update(lineOf(deviceSn, there));
  const fields = differing(here, there);
  if (fields.length === 0) {
    found.same++;
    return;
  }
  found.different++;
  const why = problem('drift-different', { deviceSn, fields: fields.join(', ') });
  const told = fields.map((field) => ({
    field,
    here: shown(here.get(field)),
    there: shown(there.get(field)),
  }));
  name(found, deviceSn, why, told);
}

function name(
  found: ReconciledBatch,
  deviceSn: string,
  why: Problem,
  fields: ReconciledBatch['drifts'][number]['fields'] = [],
): void {
  if (found.drifts.length < mostDrifting) found.drifts.push({ deviceSn, problem: why, fields });
}

/** The batches that a wish names; `reconcile-nothing` where it names none. */
export function placesOf(
  all: readonly ReconcilePlace[],
  wish: { groupId?: string | undefined; tag?: string | undefined },
): Result<ReconcilePlace[]> {
  const places = all.filter(
    ({ groupId, tag }) =>
      (wish.groupId === undefined || groupId === wish.groupId) &&
      (wish.tag === undefined || tag === wish.tag),
  );
  return places.length > 0 ? ok(places) : fail('reconcile-nothing');
}
