import { ok, problem, type Result } from '../../../shared/problems.ts';
import type { PvsDevice } from './enos-device.ts';
import type { Errands } from './enos-errands.ts';
import { listOf } from './enos-find.ts';

/** Questions about a registration group, which EnOS has no interface for: its devices are searched. */

/** Devices that are looked at; EnOS advises pages of at most 50. */
const most = 50;
/** The further in life, the less can asking for its credentials change. */
const preferred = ['finished', 'connected', 'allocated'];

type Call = Errands['call'];

/** A search in a group that is not there finds nothing, like one in an empty group: only a hit proves. */
export async function knowsGroup(
  call: Call,
  groupId: string,
): Promise<Result<'yes' | 'no' | 'unproved'>> {
  const found = await search(call, `groupId=${quote(groupId)}`, 1);
  if (!found.ok) return found;
  if (found.value === 'no-group') return ok('no');
  return ok(found.value.length > 0 ? 'yes' : 'unproved');
}

/** The cloud's own `sn` of a device of the group that has its credentials; null where there is none. */
export async function anyAllocated(call: Call, groupId: string): Promise<Result<string | null>> {
  const states = preferred.map(quote).join(',');
  const found = await search(call, `groupId=${quote(groupId)} and status IN (${states})`, most);
  if (!found.ok) return found;
  const devices = found.value === 'no-group' ? [] : found.value;
  const rank = (device: PvsDevice) => preferred.indexOf(device.status?.currentStatus ?? '');
  const [first] = devices.filter((each) => rank(each) >= 0).toSorted((a, b) => rank(a) - rank(b));
  return ok(first?.sn ?? null);
}

async function search(
  call: Call,
  expression: string,
  pageSize: number,
): Promise<Result<PvsDevice[] | 'no-group'>> {
  const reply = await call('search', { expression, pagination: { pageNo: 1, pageSize } });
  if (!reply.ok) return { ok: false, problem: reply.failure.problem };
  const { code, message, data } = reply.answer;
  if (code === 35404 && /group/i.test(message)) return ok('no-group');
  if (code !== 0) return { ok: false, problem: problem('cloud-refused', { code, message }) };
  return ok(listOf(data));
}

const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
