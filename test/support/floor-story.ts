import type { Device, FloorStation } from './floor.ts';
import type { Random } from './random.ts';
import { meterSn, sensorSn } from './serial-numbers.ts';

/**
 * What a technician does in a shift, drawn from a seed: own units and units that others think are
 * theirs, in all groups of the sample catalog, and everything that can be done with a device.
 */

const targets = [
  { regionId: 'beta', orgId: 'o-solar' },
  { regionId: 'beta', orgId: 'o-wind' },
  { regionId: 'eu2', orgId: 'o-grid' },
];
const groups = ['INV5K1', 'INV5K1', 'MTR3P2', 'SNS001'];

/** Number `index` of station `place`; place 0 is everybody's. */
function snOf(groupId: string, place: number, index: number): string {
  const number = place * 100 + index;
  if (groupId === 'MTR3P2') return meterSn(number);
  if (groupId === 'SNS001') return sensorSn(number);
  return `FLR-${String(place).padStart(2, '0')}-${String(index).padStart(4, '0')}`;
}

/** How many units everybody fights for, a group. */
const contested = 6;

export async function work(
  station: FloorStation,
  place: number,
  rounds: number,
  random: Random,
): Promise<void> {
  const mine: Device[] = [];
  let next = 0;
  let texts = 0;
  const unique = (): string => `${station.name}/${(texts += 1)}`;

  const some = (most: number): Device[] => {
    const first = random.pick(mine);
    const others = mine.filter(({ groupId }) => groupId === first.groupId);
    const count = Math.min(random.int(1, most), others.length);
    return Array.from({ length: count }, () => random.pick(others));
  };

  const steps: Record<string, () => Promise<void>> = {
    async register() {
      const groupId = random.pick(groups);
      const sns = Array.from({ length: random.int(1, 4) }, () =>
        random.chance(0.4)
          ? snOf(groupId, 0, random.int(1, contested))
          : snOf(groupId, place, (next += 1)),
      );
      const allocateTo = random.chance(0.6) ? random.pick(targets) : null;
      await station.register({ groupId, tag: unique(), allocateTo, sns });
      for (const deviceSn of sns) {
        const known = mine.some((one) => one.groupId === groupId && one.deviceSn === deviceSn);
        if (!known) mine.push({ groupId, deviceSn });
      }
    },
    async allocate() {
      await station.act({ action: 'allocate', devices: some(3), target: random.pick(targets) });
    },
    async edit() {
      const devices = some(3);
      const text = unique();
      const change = {
        ...(random.chance(0.7) ? { description: text } : {}),
        ...(random.chance(0.2) ? { batchTag: text } : {}),
        ...(devices[0]?.groupId === 'INV5K1' ? { masterData: { remark: text } } : {}),
      };
      await station.act({ action: 'edit', devices, change: { description: text, ...change } });
    },
    async reprovision() {
      const target = random.chance(0.7) ? random.pick(targets) : null;
      await station.act({ action: 'reprovision', devices: some(2), target });
    },
    async replace() {
      const [old] = some(1);
      if (!old) return;
      const replacementSn = snOf(old.groupId, place, (next += 1));
      const start = { groupId: old.groupId, tag: unique(), allocateTo: null };
      await station.register({ ...start, sns: [replacementSn] });
      await station.act({ action: 'replace', ...old, replacementSn, allocate: random.chance(0.7) });
      mine.push({ groupId: old.groupId, deviceSn: replacementSn });
    },
    async delete() {
      const devices = some(2);
      await station.act({ action: 'delete', devices });
    },
    async adopt() {
      const groupId = random.pick(groups);
      const device = { groupId, deviceSn: snOf(groupId, 0, random.int(1, contested)) };
      if (await station.adopt(device)) mine.push(device);
    },
    pull: () => station.pull(),
    sync: () => station.sync(),
  };
  const weights = {
    register: 5,
    allocate: 3,
    edit: 4,
    reprovision: 3,
    replace: 2,
    delete: 1,
    adopt: 2,
    pull: 1,
    sync: 3,
  };
  const bag = Object.entries(weights).flatMap(([name, weight]) => Array(weight).fill(name));
  await steps['register']?.();
  for (let round = 0; round < rounds; round += 1) await steps[random.pick(bag)]?.();
}
