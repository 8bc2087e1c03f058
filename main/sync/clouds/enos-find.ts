import type { OutboxItem } from '../../store/operations.ts';
import type { LinkFailure } from './cloud.ts';
import { type PvsDevice, toDevice } from './enos-device.ts';
import type { ApiAnswer, ApiReply } from './enos-session.ts';

/** The device of this group with this SN (null: the cloud has none), or why that is not known. */
export type Finding =
  | { found: PvsDevice | null }
  | { failure: LinkFailure }
  | { refused: ApiAnswer };

type Wanted = Pick<OutboxItem, 'groupId' | 'deviceSn'>;

/** Devices in one search; EnOS advises pages of at most 50. */
const together = 50;

/**
 * Finds devices by group and SN. Those asked for at the same moment share one search (`IN`); one that
 * it did not show is asked for by itself, because "it is not there" leads to sending again.
 */
export function createFinder(search: (body: unknown) => Promise<ApiReply>) {
  let waiting: { wanted: Wanted; answer: (finding: Finding) => void }[] = [];

  async function ask(groupId: string, condition: string): Promise<PvsDevice[] | Finding> {
    const expression = `groupId=${quote(groupId)} and deviceData.deviceSn${condition}`;
    const reply = await search({ expression, pagination: { pageNo: 1, pageSize: together } });
    if (!reply.ok) return { failure: reply.failure };
    return reply.answer.code === 0 ? listOf(reply.answer.data) : { refused: reply.answer };
  }

  async function one(wanted: Wanted): Promise<Finding> {
    const devices = await ask(wanted.groupId, `=${quote(wanted.deviceSn)}`);
    return Array.isArray(devices) ? { found: pick(devices, wanted) } : devices;
  }

  async function flush(): Promise<void> {
    const all = waiting;
    waiting = [];
    for (const asked of Map.groupBy(all, ({ wanted }) => wanted.groupId).values()) {
      for (let at = 0; at < asked.length; at += together)
        await answer(asked.slice(at, at + together));
    }
  }

  async function answer(asked: typeof waiting): Promise<void> {
    const names = asked.map(({ wanted }) => quote(wanted.deviceSn)).join(',');
    const groupId = asked[0]?.wanted.groupId ?? '';
    const devices = asked.length > 1 ? await ask(groupId, ` IN (${names})`) : [];
    for (const { wanted, answer: give } of asked) {
      const found = Array.isArray(devices) ? pick(devices, wanted) : null;
      if (found) give({ found });
      else if (!Array.isArray(devices) && 'failure' in devices) give(devices);
      else void one(wanted).then(give);
    }
  }

  return (wanted: Wanted): Promise<Finding> =>
    new Promise((resolve) => {
      waiting.push({ wanted, answer: resolve });
      if (waiting.length === 1) setImmediate(() => void flush());
    });
}

const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;

const pick = (devices: readonly PvsDevice[], { groupId, deviceSn }: Wanted): PvsDevice | null =>
  devices.find(
    (device) =>
      device.deviceData?.deviceSn === deviceSn &&
      (device.groupId == null || device.groupId === groupId),
  ) ?? null;

/** `data` is an array in one language of the docs and a struct in the other: both are taken. */
export function listOf(data: unknown): PvsDevice[] {
  const inner = (value: unknown): unknown[] => {
    if (Array.isArray(value)) return value;
    if (typeof value !== 'object' || value === null) return [];
    const list = Object.values(value).find((each) => Array.isArray(each));
    return Array.isArray(list) ? list : 'sn' in value ? [value] : [];
  };
  return inner(data).flatMap((each) => toDevice(each) ?? []);
}
