import { z } from 'zod';
import { type Problem, problem } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';
import type { Answer, Cloud, LinkFailure, Outcome } from './cloud.ts';
import { createFinder, type PvsDevice, toDevice } from './enos-find.ts';
import type { ApiAnswer, ApiReply, EnosSession } from './enos-session.ts';

/**
 * The EnOS Device Provisioning Service, API v2.5. It has no idempotency keys, so safety is ours: own
 * SNs always, `count: 1`, and whatever may have been sent is searched for before it is sent again.
 * A code is never judged alone (35601 is "duplicated" on create and "not found" on get): see `judge`.
 */

const path = '/dps-service/v2.5/pvs/device';

export function createEnosCloud(session: EnosSession): Cloud {
  const call = (action: string, body: unknown): Promise<ApiReply> =>
    session.request({ method: 'POST', path, query: { action }, body });

  const search = createFinder((body) => call('search', body));

  async function find(
    item: OutboxItem,
  ): Promise<{ found: PvsDevice | null } | { failure: LinkFailure } | { refused: Problem }> {
    const finding = await search(item);
    return 'refused' in finding ? { refused: refusal(finding.refused, item) } : finding;
  }

  async function create(item: OutboxItem): Promise<Outcome | LinkFailure> {
    const { batchTag, deviceData } = item.payload;
    const reply = await call('create', {
      groupId: item.groupId,
      count: 1,
      ...(batchTag === undefined ? {} : { batchTag: { defaultValue: batchTag } }),
      deviceData,
    });
    if (!reply.ok) return lost(reply);
    const { code, message, data } = reply.answer;
    if (code === 0) {
      const made = z.array(z.string()).safeParse(data);
      // The docs leave open whether this is the device SN or the cloud's own: only when they differ
      // is it certainly the latter; otherwise `allocate` looks it up.
      const [sn] = made.success ? made.data : [];
      if (sn === undefined) return { kind: 'in_doubt', problem: refusal(reply.answer, item) };
      return { kind: 'done', sn: sn === item.deviceSn ? null : sn };
    }
    if (code === 35601 && /duplicat/i.test(message)) return takenBy(item, reply.answer);
    return unwilling(reply.answer, item);
  }

  /** The SN is there already. Ours, if it is what we would have made; else a person decides. */
  async function takenBy(item: OutboxItem, answer: ApiAnswer): Promise<Outcome | LinkFailure> {
    const there = await find(item);
    if ('failure' in there) return there.failure;
    if ('refused' in there || !there.found) {
      return { kind: 'refused', problem: refusal(answer, item) };
    }
    const device = there.found;
    // Only an earlier try of this very operation can have made it; on a first try it is somebody's.
    if (item.firstSentAt !== null && isOurs(item, device)) return { kind: 'done', sn: device.sn };
    return { kind: 'refused', problem: taken(device) };
  }

  async function allocate(item: OutboxItem): Promise<Outcome | LinkFailure> {
    let { sn } = item;
    if (sn === null) {
      const there = await find(item);
      if ('failure' in there) return there.failure;
      if ('refused' in there) return { kind: 'refused', problem: there.refused };
      if (!there.found) return { kind: 'refused', problem: problem('cloud-device-missing') };
      sn = there.found.sn;
    }
    const { deviceData } = item.payload;
    const reply = await call('allocate', { sn, deviceData });
    if (!reply.ok) return lost(reply);
    if (reply.answer.code !== 0) return unwilling(reply.answer, item);
    const device = toDevice(reply.answer.data);
    if (!device) return { kind: 'in_doubt', problem: refusal(reply.answer, item) };
    return allocated(item, device) ?? { kind: 'in_doubt', problem: refusal(reply.answer, item) };
  }

  async function lookUpOne(item: OutboxItem): Promise<Outcome | LinkFailure> {
    const there = await find(item);
    if ('failure' in there) return there.failure;
    if ('refused' in there) return { kind: 'refused', problem: there.refused };
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

  return {
    batch: 1,
    lanes: 12,
    wholeLanes: false,
    send: ([item]) => judge(item, (one) => (one.kind === 'create' ? create(one) : allocate(one))),
    lookUp: ([item]) => judge(item, lookUpOne),
    pullCatalog: null,
    pullDevices: null,
  };
}

async function judge(
  item: OutboxItem | undefined,
  work: (item: OutboxItem) => Promise<Outcome | LinkFailure>,
): Promise<Answer> {
  const outcomes = new Map<string, Outcome>();
  if (!item) return { outcomes, failure: null };
  const result = await work(item);
  if ('kind' in result) {
    outcomes.set(item.key, result);
    return { outcomes, failure: null };
  }
  const { sent, ...failure } = result as LinkFailure & { sent?: boolean };
  outcomes.set(item.key, { kind: sent ? 'in_doubt' : 'again', problem: failure.problem });
  return { outcomes, failure };
}

/** The link failed in the middle of a change: was it sent? */
const lost = (reply: ApiReply & { ok: false }): LinkFailure & { sent: boolean } => ({
  ...reply.failure,
  sent: reply.sent,
});

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
  const is = device.allocateStatus === 'allocated' || Boolean(device.regionId);
  if (!is) return null;
  if (device.regionId === regionId && device.orgId === orgId) {
    const assetId = device.deviceData?.assetId;
    return { kind: 'done', sn: device.sn, ...(typeof assetId === 'string' ? { assetId } : {}) };
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
  const why = refusal(answer, item);
  if (definite.has(answer.code)) return { kind: 'refused', problem: why };
  if (item.attempts < mostAttempts) return { kind: 'in_doubt', problem: why };
  return { kind: 'refused', problem: why, definite: false };
}

/** EnOS's codes mean different things in different calls: judged with the message, never alone. */
function refusal(answer: ApiAnswer, item: OutboxItem): Problem {
  const { code, message } = answer;
  if (code === 35404 && /group/i.test(message)) {
    return problem('cloud-group-unknown', { groupId: item.groupId });
  }
  if (item.kind === 'allocate' && /not found/i.test(message)) {
    return problem('cloud-device-missing');
  }
  return problem('cloud-refused', { code, message: message.slice(0, 200) });
}
