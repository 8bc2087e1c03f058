import type { z } from 'zod';
import { catalogIdOf, catalogSavedSchema } from '../../../shared/models/catalog-edit.ts';
import {
  type CloudOperation,
  catalogPageSchema,
  changedMeanwhileCode,
  knownDevicesPageSchema,
  lookAnswerSchema,
  type OperationBatch,
  type OperationResult,
  operationResultsSchema,
  rangeLeaseAnswerSchema,
  rangesMeetCode,
} from '../../../shared/models/cloud.ts';
import { credentialsSchema } from '../../../shared/models/device.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';
import type { Answer, Cloud, Outcome } from './cloud.ts';
import type { EnosSession } from './enos-session.ts';
import { commonRefusal } from './refusal.ts';

/** Milliseconds for what changes the catalog: the cloud looks through all devices that it might concern. */
const countingFleet = 5 * 60_000;

/** The cloud's words for a catalog that cannot be: what is there already is known to it alone. */
const fileMisfit = /^Invalid Argument file:(.*)/s;

/**
 * Lineside's own cloud: operations travel in batches with their keys, which it remembers for ever, so
 * a repeat has no second effect. A lost reply is still looked up first, like everywhere else.
 */
export function createLinesideCloud(
  session: EnosSession,
  station: () => OperationBatch['station'],
): Cloud {
  async function ask<S extends z.ZodType>(
    options: {
      method: 'GET' | 'POST';
      path: string;
      query?: Record<string, string>;
      body?: unknown;
      timeoutMs?: number;
    },
    schema: S,
    explain: (code: number, message: string) => Problem | null = () => null,
  ): Promise<Result<z.output<S>>> {
    const reply = await session.request({
      query: {},
      ...options,
      path: `/lineside/v1/${options.path}`,
    });
    if (!reply.ok) return { ok: false, problem: reply.failure.problem };
    const { code, message, data } = reply.answer;
    if (code !== 0) {
      const why = explain(code, message) ?? problem('cloud-refused', { code, message });
      return { ok: false, problem: why };
    }
    const checked = schema.safeParse(data);
    return checked.success
      ? ok(checked.data)
      : fail('cloud-answer-unreadable', { detail: 'shape' });
  }

  async function exchange(
    path: string,
    items: readonly OutboxItem[],
    body: unknown,
    changes: boolean,
  ): Promise<Answer> {
    const outcomes = new Map<string, Outcome>();
    const all = (outcome: Outcome) => {
      for (const item of items) outcomes.set(item.key, outcome);
    };
    const reply = await session.request({
      method: 'POST',
      path: `/lineside/v1/${path}`,
      query: {},
      body,
    });
    if (!reply.ok) {
      const { problem: why } = reply.failure;
      all({ kind: changes && reply.sent ? 'in_doubt' : 'again', problem: why });
      return { outcomes, failure: reply.failure };
    }
    const { code, message, data } = reply.answer;
    if (code !== 0) {
      all({ kind: 'refused', problem: problem('cloud-refused', { code, message }) });
      return { outcomes, failure: null };
    }
    const checked = operationResultsSchema.safeParse(data);
    if (!checked.success) {
      const why = problem('cloud-answer-unreadable', { detail: 'shape' });
      return { outcomes, failure: { problem: why, pause: false, retryAfterMs: null } };
    }
    const byKey = new Map(checked.data.results.map((result) => [result.key, result]));
    const noticed = noticer();
    for (const item of items) {
      const result = byKey.get(item.key);
      if (result) outcomes.set(item.key, noticed(item, toOutcome(result, item, changes)));
    }
    return { outcomes, failure: null };
  }

  return {
    batch: 500,
    lanes: 2,
    wholeLanes: true,
    send: (items) =>
      exchange(
        'operations',
        items,
        { station: station(), operations: items.map(toOperation) } satisfies OperationBatch,
        true,
      ),
    lookUp: (items) =>
      exchange('operations/lookup', items, { keys: items.map((item) => item.key) }, false),
    async look(devices) {
      const path = 'devices/look';
      const answer = await ask({ method: 'POST', path, body: { devices } }, lookAnswerSchema);
      return answer.ok ? ok(answer.value.devices) : answer;
    },
    credentials: (device, about) =>
      ask(
        { method: 'POST', path: 'devices/credentials', body: { ...device, ...about } },
        credentialsSchema,
      ),
    saveCatalog: (edit, accept) =>
      ask(
        { method: 'POST', path: 'catalog', body: { edit, accept }, timeoutMs: countingFleet },
        catalogSavedSchema,
        (code) =>
          code === changedMeanwhileCode
            ? problem('catalog-changed', { subject: catalogIdOf(edit) })
            : null,
      ),
    importCatalog: (file, accept) =>
      ask(
        {
          method: 'POST',
          path: 'catalog/import',
          body: { file, accept },
          timeoutMs: countingFleet,
        },
        catalogSavedSchema,
        (_code, message) => {
          const detail = fileMisfit.exec(message)?.[1];
          return detail === undefined ? null : problem('catalog-invalid', { detail });
        },
      ),
    // What it has comes by the pull; a group that is here and not local came from there.
    knowsGroup: async () => ok('unproved'),
    anyAllocated: null,
    enter: null,
    time: null,
    pullCatalog: (cursor) =>
      ask({ method: 'GET', path: 'catalog', query: { cursor: String(cursor) } }, catalogPageSchema),
    async leaseRange(wish) {
      const answer = await ask(
        { method: 'POST', path: 'ranges/lease', body: { ...wish, station: station() } },
        rangeLeaseAnswerSchema,
        (code, message) => leaseRefusal(code, message, wish.groupId),
      );
      return answer.ok ? ok(answer.value.range) : answer;
    },
    pullDevices: ({ made, gone }) =>
      ask(
        { method: 'GET', path: 'devices', query: { cursor: String(made), gone: String(gone) } },
        knownDevicesPageSchema,
      ),
  };
}

function leaseRefusal(code: number, message: string, groupId: string): Problem | null {
  if (code === changedMeanwhileCode) return problem('maker-series-changed', { groupId });
  if (code !== rangesMeetCode) return null;
  // The cloud names both intervals and an SN of both, with blanks between them.
  const [ours = '?', theirs = '?', deviceSn = '?'] = message.split(': ').at(-1)?.split(' ') ?? [];
  return problem('maker-range-overlap', { ours, theirs, deviceSn });
}

/**
 * Each change raises a device's version by one. Where ours raised it by more, somebody else changed the
 * device too, which nobody here has seen: the version last seen stays, and stops what would lose something.
 */
function noticer(): (item: OutboxItem, outcome: Outcome) => Outcome {
  const versions = new Map<string, number | null>();
  return (item, outcome) => {
    if (outcome.kind !== 'done' || outcome.version == null) return outcome;
    const lane = `${item.groupId}\n${item.deviceSn}`;
    // Of a replacement the other device was looked at.
    const seen = versions.get(lane) ?? (item.kind === 'replace' ? null : item.seen.version);
    const { version, ...rest } = outcome;
    if (seen !== null && version > seen + 1) return rest;
    versions.set(lane, version);
    return outcome;
  };
}

function toOperation(item: OutboxItem): CloudOperation {
  const { deviceData, batchTag, description, before } = item.payload;
  const { key, kind, groupId, deviceSn, otherSn } = item;
  const loses = kind === 'reset' || kind === 'replace' || kind === 'delete';
  return {
    key,
    kind,
    groupId,
    deviceSn,
    deviceData,
    ...(batchTag === undefined ? {} : { batchTag }),
    ...(description === undefined ? {} : { description }),
    ...(otherSn === null ? {} : { replaces: otherSn }),
    ...(before === undefined ? {} : { before }),
    ...(loses ? { ifVersion: item.seen.version } : {}),
  };
}

/** The cloud's words for an operation that it did not carry out because of an earlier one. */
const afterRefused = /an earlier one of this device in the same batch was refused/;

function toOutcome(result: OperationResult, item: OutboxItem, sent: boolean): Outcome {
  if (result.outcome === 'unknown') return { kind: 'absent' };
  if (result.code === 99400 && afterRefused.test(result.message ?? '')) {
    // It was not looked at: one before it in the same batch was refused. It is still to be done.
    const why = problem('cloud-refused', { code: 99400, message: result.message ?? '' });
    return sent ? { kind: 'again', problem: why } : { kind: 'absent' };
  }
  if (result.outcome === 'refused') return { kind: 'refused', problem: refusal(result, item) };
  const { sn, assetId, version, deviceData, description, batchTag } = result;
  return {
    kind: 'done',
    ...(sn === undefined ? {} : { sn }),
    ...(assetId === undefined ? {} : { assetId }),
    ...(version === undefined ? {} : { version }),
    ...(deviceData === undefined ? {} : { deviceData }),
    ...(description === undefined ? {} : { description }),
    ...(batchTag === undefined ? {} : { batchTag }),
  };
}

function refusal(result: OperationResult, item: OutboxItem): Problem {
  const { code = -1, message = '', conflict, place } = result;
  if (conflict) {
    return problem('cloud-sn-taken', {
      who: conflict.station ?? '–',
      at: conflict.at,
      batch: conflict.batchTag ?? '–',
    });
  }
  if (code === changedMeanwhileCode) {
    if (item.kind !== 'update') return problem('cloud-device-changed');
    return problem('cloud-device-edited', { field: /"([^"]+)"/.exec(message)?.[1] ?? '' });
  }
  return commonRefusal({ code, message, place }, item);
}
