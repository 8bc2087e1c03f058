import type { CloudDevice, Credentials, Device, DeviceName } from '../../shared/models/device.ts';
import type { Happening } from '../../shared/models/history.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import { findAnyGroup } from '../catalog/catalog.ts';
import { findDevice, rememberSeen } from '../store/devices.ts';
import { isLeaving } from '../store/former.ts';
import type { Store } from '../store/store.ts';
import type { Cloud, Looked } from '../sync/clouds/cloud.ts';

/** What a person asks the cloud about one device, at once. */
export interface CloudView {
  look(name: DeviceName): Promise<Result<{ device: CloudDevice | null; history: Happening[] }>>;
  adopt(name: DeviceName, by: string): Promise<Result<Device>>;
  reveal(name: DeviceName, about: { by: string; reason: string }): Promise<Result<Credentials>>;
}

export function createCloudView(needs: {
  store: Store;
  cloud(): Result<Cloud>;
  now(): number;
  onChange(): void;
}): CloudView {
  const { store, now } = needs;
  const { db } = store;

  /** Never throws; what was seen is remembered, so that a later change by somebody else is noticed. */
  async function look(name: DeviceName): Promise<Result<Looked>> {
    const cloud = needs.cloud();
    if (!cloud.ok) return cloud;
    const looked = await cloud.value.look([name]);
    if (!looked.ok) return looked;
    const seen = looked.value[0] ?? { device: null, history: [] };
    const { device } = seen;
    if (device) {
      const kept = store.write(() => rememberSeen(db, device, now()));
      if (!kept.ok) return kept;
      needs.onChange();
    }
    return ok(seen);
  }

  return {
    look,
    async adopt(name, by) {
      const here = findDevice(db, name.groupId, name.deviceSn);
      if (here) return ok(here);
      // What is there under this SN is deleted soon.
      if (isLeaving(db, name)) return fail('device-leaving');
      if (!findAnyGroup(db, name.groupId)) return fail('group-unknown', { groupId: name.groupId });
      const seen = await look(name);
      if (!seen.ok) return seen;
      const { device } = seen.value;
      if (!device || device.currentStatus === 'discarded') return fail('cloud-device-missing');
      const taken = store.commit({ type: 'device-taken-over', at: now(), by, device });
      if (!taken.ok) return taken;
      needs.onChange();
      const adopted = findDevice(db, name.groupId, name.deviceSn);
      return adopted ? ok(adopted) : fail('device-unknown', { deviceSn: name.deviceSn });
    },
    async reveal(name, about) {
      const cloud = needs.cloud();
      if (!cloud.ok) return cloud;
      const { credentials } = cloud.value;
      if (!credentials) return fail('cloud-no-credentials');
      // Written down before anything is shown: an act that is not in the journal did not happen.
      const noted = store.commit({
        type: 'device-noted',
        at: now(),
        by: about.by,
        groupId: name.groupId,
        deviceSn: name.deviceSn,
        what: 'revealed',
        detail: { reason: about.reason },
      });
      return noted.ok ? credentials(name, about) : noted;
    },
  };
}
