import type { Target } from '../../../shared/models/catalog.ts';
import { type Problem, problem } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';

/**
 * What EnOS's codes mean, judged with the operation and the message and never alone: 35601 is
 * "duplicated" on create and "not found" elsewhere, 35603 a role or an allocated device.
 */
export function commonRefusal(
  answer: { code: number; message: string; place?: Target | undefined },
  item: OutboxItem,
): Problem {
  const { code, message } = answer;
  if (code === 35404 && /group/i.test(message) && !/sn/i.test(message)) {
    return problem('cloud-group-unknown', { groupId: item.groupId });
  }
  // One that was replaced is not there any more for anybody who wants something of it.
  if (item.kind !== 'create' && /not found|is discarded/i.test(message))
    return problem('cloud-device-missing');
  if (item.kind === 'allocate' && code === 35603 && /allocated/i.test(message)) {
    const { regionId, orgId } = item.payload.deviceData;
    const { place } = answer;
    const found = place ? `${place.regionId}/${place.orgId}` : '–';
    return problem('cloud-allocated-elsewhere', { found, expected: `${regionId}/${orgId}` });
  }
  if (item.kind === 'replace' && code === 35603 && /allocated/i.test(message)) {
    return problem('replacement-allocated', { deviceSn: item.deviceSn });
  }
  if (item.kind === 'reset' && code === 35603) return problem('cloud-reset-refused');
  return problem('cloud-refused', { code, message: message.slice(0, 200) });
}
