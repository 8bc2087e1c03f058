import { z } from 'zod';
import { ok, type Problem, problem } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';
import type { Answer, Cloud, Outcome } from './cloud.ts';
import { createChanges } from './enos-changes.ts';
import { cloudDeviceOf, isAllocatedThere, type PvsDevice, toDevice } from './enos-device.ts';
import type { Errands } from './enos-errands.ts';
import { createFinder } from './enos-find.ts';
import { anyAllocated, knowsGroup } from './enos-probe.ts';
import type { ApiAnswer, ApiReply, EnosSession } from './enos-session.ts';
import { commonRefusal } from './refusal.ts';

/**
 * The EnOS Device Provisioning Service, API v2.5. It has no idempotency keys, so safety is ours: own
 * SNs always, `count: 1`, and whatever may have been sent is searched for before it is sent again.
 * A code is never judged alone (35601 is "duplicated" on create and "not found" on get): `refusal.ts`.
 */

const path = '/dps-service/v2.5/pvs/device';

type Lost = ApiReply & { ok: false };

export function createEnosCloud(session: EnosSession): Cloud {
  const call = (action: string, body: unknown): Promise<ApiReply> =>
    session.request({ method: 'POST', path, query: { action }, body });

  const search = createFinder((body) => call('search', body));

  const find: Errands['find'] = async (device) => {
    const finding = await search(device);
    if ('found' in finding) return finding;
    if ('failure' in finding) return { ok: false, sent: false, failure: finding.failure };
    const { code, message } = finding.refused;
    return { kind: 'refused', problem: problem('cloud-refused', { code, message }) };
  };
  const changes = createChanges({ call, find, unwilling });

  async function create(item: OutboxItem): Promise<Outcome | Lost> {
    const { batchTag, deviceData, description } = item.payload;
    const reply = await call('create', {
      groupId: item.groupId,
      count: 1,
      ...(description === undefined ? {} : { desc: description }),
      ...(batchTag === undefined ? {} : { batchTag: { defaultValue: batchTag } }),
      deviceData,
    });
    if (!reply.ok) return reply;
    const { code, message, data } = reply.answer;
    if (code === 0) {
      const made = z.array(z.string()).safeParse(data);
      // The docs leave open whether this is the device SN or the cloud's own: only when they differ
      // is it certainly the latter; otherwise `allocate` looks it up.
      const [sn] = made.success ? made.data : [];
      if (sn === undefined) return { kind: 'in_doubt', problem: commonRefusal(reply.answer, item) };
      return { kind: 'done', sn: sn === item.deviceSn ? null : sn };
    }
    if (code === 35601 && /duplicat/i.test(message)) return takenBy(item, reply.answer);
    return unwilling(reply.answer, item);
  }

  /** The SN is there already. Ours, if it is what we would have made; else a person decides. */
  async function takenBy(item: OutboxItem, answer: ApiAnswer): Promise<Outcome | Lost> {
    const there = await find(item);
    if ('ok' in there) return there;
    if (!('found' in there) || !there.found) {
      return { kind: 'refused', problem: commonRefusal(answer, item) };
    }
    const device = there.found;
    // Only an earlier try of this very operation can have made it; on a first try it is somebody's.
    if (item.firstSentAt !== null && isOurs(item, device)) return { kind: 'done', sn: device.sn };
    return { kind: 'refused', problem: taken(device) };
  }

  async function allocate(item: OutboxItem): Promise<Outcome | Lost> {
    let { sn } = item;
    if (sn === null) {
      const there = await find(item);
      if (!('found' in there)) return there;
      if (!there.found) return { kind: 'refused', problem: problem('cloud-device-missing') };
      sn = there.found.sn;
    }
    const { deviceData } = item.payload;
    const reply = await call('allocate', { sn, deviceData });
    if (!reply.ok) return reply;
    if (reply.answer.code !== 0) return unwilling(reply.answer, item);
    const device = toDevice(reply.answer.data);
    if (!device) return { kind: 'in_doubt', problem: commonRefusal(reply.answer, item) };
    return (
      allocated(item, device) ?? { kind: 'in_doubt', problem: commonRefusal(reply.answer, item) }
    );
  }

  async function lookUpOne(item: OutboxItem): Promise<Outcome | Lost> {
    if (item.kind !== 'create' && item.kind !== 'allocate') return changes.lookUp(item);
    const there = await find(item);
    if (!('found' in there)) return there;
    const device = there.found;
    if (item.kind === 'create') {
      if (!device) return { kind: 'absent' };
      return isOurs(item, device)
        ? { kind: 'done', sn: device.sn }
        : { kind: 'refused', problem: taken(device) };
    }
    if (!device) return { kind: 'refused', problem: problem('cloud-device-missing') };
    return allocated(item, device) ?? { kind: 'absent' };
  }

  const send = (item: OutboxItem): Promise<Outcome | Lost> => {
    if (item.kind === 'create') return create(item);
    return item.kind === 'allocate' ? allocate(item) : changes.send(item);
  };

  return {
    batch: 1,
    lanes: 12,
    wholeLanes: false,
    send: ([item]) => judge(item, send),
    lookUp: ([item]) => judge(item, lookUpOne),
    async look(devices) {
      const looked = await Promise.all(devices.map(find));
      const items = [];
      for (const [index, there] of looked.entries()) {
        if (!('found' in there)) {
          return { ok: false, problem: 'ok' in there ? there.failure.problem : there.problem };
        }
        const name = devices[index];
        const device = there.found && name ? cloudDeviceOf(there.found, name) : null;
        items.push({ device, history: [] });
      }
      return ok(items);
    },
    enter: () => session.enter(),
    time: () => session.time(),
    knowsGroup: (groupId) => knowsGroup(call, groupId),
    anyAllocated: (groupId) => anyAllocated(call, groupId),
    credentials: null,
    saveCatalog: null,
    importCatalog: null,
    pullCatalog: null,
    leaseRange: null,
    pullDevices: null,
  };
}

async function judge(
  item: OutboxItem | undefined,
  work: (item: OutboxItem) => Promise<Outcome | Lost>,
): Promise<Answer> {
  const outcomes = new Map<string, Outcome>();
  if (!item) return { outcomes, failure: null };
  const result = await work(item);
  if ('kind' in result) {
    outcomes.set(item.key, result);
    return { outcomes, failure: null };
  }
  const { sent, failure } = result;
  outcomes.set(item.key, { kind: sent ? 'in_doubt' : 'again', problem: failure.problem });
  return { outcomes, failure };
}

/**
 * A device found after a lost reply is ours when it was made no earlier than we first sent (five
 * minutes of clock difference allowed) and carries our batch tag; a device of before is somebody's.
 */
function isOurs(item: OutboxItem, device: PvsDevice): boolean {
  const { batchTag } = item.payload;
  const sameTag = !device.batchTag || device.batchTag.defaultValue === (batchTag ?? '');
  const since = (item.firstSentAt ?? 0) - 5 * 60_000;
  return sameTag && (device.createTime == null || device.createTime >= since);
}

/** Allocated as asked: done. To somewhere else: refused. Not at all: null. */
function allocated(item: OutboxItem, device: PvsDevice): Outcome | null {
  const { regionId, orgId } = item.payload.deviceData;
  if (!isAllocatedThere(device)) return null;
  if (device.regionId === regionId && device.orgId === orgId) {
    const assetId = device.deviceData?.assetId;
    return {
      kind: 'done',
      sn: device.sn,
      ...(typeof assetId === 'string' ? { assetId } : {}),
      ...(device.updateTime == null ? {} : { version: device.updateTime }),
    };
  }
  const found = `${device.regionId ?? '–'}/${device.orgId ?? '–'}`;
  const expected = `${regionId}/${orgId}`;
  return { kind: 'refused', problem: problem('cloud-allocated-elsewhere', { found, expected }) };
}

const taken = (device: PvsDevice): Problem =>
  problem('cloud-sn-taken', {
    who: device.manufacturerOrgId ?? '–',
    at: device.createTime ?? 0,
    batch: device.batchTag?.defaultValue ?? '–',
  });

/** Codes by which the service itself says no (EnOS docs, the error tables of the device operations). */
const definite = new Set([10000, 35400, 35404, 35601, 35603, 99400]);
/** An answer that nobody knows is asked about so many times before a person has to look. */
const mostAttempts = 6;

/** A documented no is a no. Any other code may mean anything: it is in doubt, but not for ever. */
function unwilling(answer: ApiAnswer, item: OutboxItem): Outcome {
  const why = commonRefusal(answer, item);
  if (definite.has(answer.code)) return { kind: 'refused', problem: why };
  if (item.attempts < mostAttempts) return { kind: 'in_doubt', problem: why };
  return { kind: 'refused', problem: why, definite: false };
}
