import { misfitOf, misfitProblem } from '../../shared/master-data.ts';
import type { DeviceChange, Effect } from '../../shared/models/action.ts';
import type { MasterDataGroup, MasterDataValues } from '../../shared/models/catalog.ts';
import { type Problem, problem } from '../../shared/problems.ts';
import { fillableMasterData } from '../../shared/registration-data.ts';
import type { OperationPayload } from '../store/operations.ts';
import { type Ground, isOpen, isUnsent, unsentCreate } from './ground.ts';
import { type Judged, judged, leftAlone } from './judged.ts';

export function judgeEdit(
  ground: Ground,
  masterDataGroup: MasterDataGroup | null,
  change: DeviceChange,
  newId: () => string,
): Judged {
  const { device } = ground;
  const wrong = firstMisfit(masterDataGroup, device.masterData, change.masterData ?? {});
  if (wrong) return leftAlone(device, wrong);
  const deviceData = changedValues(device.masterData, change.masterData ?? {});
  const { description, batchTag } = change;
  const edit = {
    deviceData,
    ...(description === undefined || description === device.description ? {} : { description }),
    ...(batchTag === undefined || batchTag === device.batchTag ? {} : { batchTag }),
  };
  if (Object.keys(edit).length === 1 && Object.keys(deviceData).length === 0) {
    return leftAlone(device, problem('nothing-to-change'));
  }
  const before = {
    deviceData: Object.fromEntries(
      Object.keys(deviceData).map((name) => [name, device.masterData[name] ?? null]),
    ),
    ...('description' in edit ? { description: device.description } : {}),
    ...('batchTag' in edit ? { batchTag: device.batchTag } : {}),
  };
  const masterData = withChange(device.masterData, deviceData);
  const set = {
    masterData,
    ...('description' in edit ? { description: edit.description } : {}),
    ...('batchTag' in edit ? { batchTag: edit.batchTag } : {}),
  };
  const create = unsentCreate(ground);
  // What was asked for in between (while the creation was on the wire, say) comes first: it sets values too.
  const setsValues = new Set(['update', 'reset', 'replace']);
  const overtakes = ground.lane.some((one) => isOpen(one) && setsValues.has(one.kind));
  // Under a key that was tried once the cloud takes nothing else: it would be another operation.
  if (create?.attempts === 0 && !overtakes) {
    // It travels with the creation, as if it had been so from the start.
    const payload: OperationPayload = {
      ...create.payload,
      deviceData: { ...withChange(create.payload.deviceData, deviceData) },
      ...('description' in edit ? { description: edit.description } : {}),
      ...('batchTag' in edit ? { batchTag: edit.batchTag } : {}),
    };
    return judged(device, { set, amend: { key: create.key, payload: { ...payload } } }, [
      'only-here',
      'values-change',
    ]);
  }
  const { deviceData: values, ...rest } = before;
  const payload = { ...edit, before, was: { masterData: values, ...rest } };
  const effects: Effect[] = ['values-change'];
  if (ground.lane.some(isUnsent)) effects.push('waits-for-earlier');
  return judged(device, { set, operations: [{ key: newId(), kind: 'update', payload }] }, effects);
}

const withChange = (values: MasterDataValues, change: MasterDataValues): MasterDataValues =>
  Object.fromEntries(
    Object.entries({ ...values, ...change }).filter(([, value]) => value !== null),
  );

/** Only what is really another value than now. */
function changedValues(now: MasterDataValues, wanted: MasterDataValues): MasterDataValues {
  const differs = ([name, value]: [string, unknown]) =>
    JSON.stringify(now[name] ?? null) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(wanted).filter(differs));
}

function firstMisfit(
  group: MasterDataGroup | null,
  now: MasterDataValues,
  wanted: MasterDataValues,
): Problem | null {
  const known = fillableMasterData(group);
  for (const [identifier, value] of Object.entries(wanted)) {
    const datum = known.get(identifier);
    // A value whose datum is in no template any more can be taken away, not changed.
    if (!datum && !(value === null && now[identifier] !== undefined)) {
      return misfitProblem(identifier, { why: 'not-there' });
    }
    if (!datum) continue;
    if (value === null && datum.required) {
      return misfitProblem(identifier, { why: 'required' });
    }
    const found = misfitOf(datum, value);
    if (found) return misfitProblem(identifier, found);
  }
  return null;
}
