import { fail } from '../../../shared/problems.ts';
import { countGroups, findAnyGroup } from '../../catalog/catalog.ts';
import { currentBatch } from '../../store/batches.ts';
import { listDevices } from '../../store/device-list.ts';
import { examine } from '../../store/doctor.ts';
import { queueCounts } from '../../store/operations.ts';
import { options, print, type Status, taken, unwrap, withStation } from './command.ts';

/** Devices in one page of the listing. */
const page = 500;

/** `status`: one object. */
export async function statusCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {});
  return withStation(values.data, async ({ parts }) => {
    const { store, settings, vault } = parts;
    const { oldestAt, ...queue } = queueCounts(store.db);
    print({
      stationId: store.identity.stationId,
      stationName: settings.get().preferences.stationName,
      queue,
      oldestAt,
      devices: listDevices(store.db, { limit: 1 }).total,
      groups: countGroups(store.db),
      batch: currentBatch(store.db),
      cloud: settings.get().cloud,
      vault: { state: vault.state(), backend: vault.backend() },
      findings: store.findings,
    });
    return 0;
  });
}

/** `devices [--group G] [--search TEXT]`: every match, one object a device. */
export async function devicesCommand(args: string[]): Promise<Status> {
  const { values } = options(args, { group: { type: 'string' }, search: { type: 'string' } });
  return withStation(values.data, async ({ parts }) => {
    const { group } = values;
    if (group !== undefined && !findAnyGroup(parts.store.db, group)) {
      unwrap(fail('group-unknown', { groupId: group }));
    }
    const query = { groupId: group, search: values.search, limit: page };
    let before: number | undefined;
    for (;;) {
      const { items, next } = listDevices(parts.store.db, { ...query, before });
      for (const device of items) print(device);
      await taken();
      if (next === null) return 0;
      before = next;
    }
  });
}

/** `doctor`: one object a check; 1 when one is not well. */
export async function doctorCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {});
  return withStation(values.data, async ({ parts }) => {
    const checks = await examine(parts.store);
    for (const check of checks) print(check);
    return checks.every((check) => check.ok) ? 0 : 1;
  });
}
