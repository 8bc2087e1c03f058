import type { EnosDevices } from './enos-devices.ts';
import type { SeenRequest } from './enos-model.ts';

/**
 * Only outcomes that nobody could know count: a reply that never came or broke off. A status 500 is
 * an answer, and whether to look up after it is the client's judgement.
 */
export function blindResends(requests: readonly SeenRequest[]): string[] {
  const inDoubt = new Map<string, number>();
  const found: string[] = [];
  const unknownOutcome = new Set(['drop-reply', 'cut-before', 'truncated', 'hang']);
  for (const seen of requests) {
    if (seen.stray) continue;
    if (seen.subject !== '') {
      const key = seen.subject;
      const since = inDoubt.get(key);
      if (since !== undefined) found.push(`${key}: request ${since}, again ${seen.n}`);
      if (seen.fault && unknownOutcome.has(seen.fault)) inDoubt.set(key, seen.n);
      else inDoubt.delete(key);
    } else if ((seen.action === 'search' || seen.action === 'get') && seen.code === 0) {
      const asked = seen.text + JSON.stringify(seen.query);
      for (const key of inDoubt.keys()) {
        const [, deviceSn = '', sn = ''] = key.split(' ').slice(0, 3);
        const names = [deviceSn, sn].filter((name) => name !== '' && name !== '-');
        if (names.some((name) => asked.includes(name))) inDoubt.delete(key);
      }
    }
  }
  return found;
}

/** Those after which the device is still there to be asked for. */
const changing = new Set(['create', 'allocate', 'update', 'resetAllocationStatus']);

/** `create DEVICESN - GROUP`, `update DEVICESN SN -`: both names, since a look-up may use either. */
export function subjectOf({ action, body }: SeenRequest, devices: EnosDevices): string {
  if (!changing.has(action)) return '';
  if (action === 'create') return `create ${body?.deviceData?.deviceSn} - ${body?.groupId}`;
  const sn = body?.sn ?? body?.sns?.[0];
  const device = devices.all().find((one) => one.sn === sn);
  return `${action} ${device?.deviceData['deviceSn'] ?? '-'} ${sn} -`;
}
