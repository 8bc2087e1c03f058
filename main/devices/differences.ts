import { fieldsOf } from '../../shared/collide.ts';
import type { Difference } from '../../shared/models/conflict.ts';
import type { CloudDevice, Device } from '../../shared/models/device.ts';
import type { LaneOperation } from '../store/operations.ts';

/** Master data of a device in the cloud; where it is allocated to is `allocation`, said once. */
const namesOf = ({ deviceData }: CloudDevice): string[] =>
  Object.keys(deviceData).filter((name) => name !== 'regionId' && name !== 'orgId');

/** Where the two sides differ, field by field, for a person to decide on. */
export function differencesOf(
  operation: LaneOperation,
  here: Device | null,
  there: CloudDevice | null,
): Difference[] {
  if (!here || !there) return [];
  const { deviceData, description, batchTag, before } = operation.payload;
  const wanted =
    operation.kind === 'update'
      ? { deviceData, description, batchTag }
      : {
          deviceData: {
            ...Object.fromEntries(namesOf(there).map((name) => [name, null])),
            ...here.masterData,
          },
          description: here.description,
          batchTag: here.batchTag,
        };
  const fields = fieldsOf(wanted, before ?? {}, there).map((one) => ({
    field: one.field,
    here: one.wanted,
    before: one.before,
    there: one.now,
  }));
  const place = (of: { regionId: string | null; orgId: string | null } | null) =>
    of?.regionId ? `${of.regionId}/${of.orgId}` : null;
  const target = {
    field: 'allocation',
    here: place(here.allocateTo),
    before: null,
    there: place(there),
  };
  return [...fields, target].filter(
    (one) => JSON.stringify(one.here) !== JSON.stringify(one.there),
  );
}
