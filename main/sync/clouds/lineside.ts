import { z } from 'zod';
import {
  type CloudOperation,
  catalogPageSchema,
  knownDevicesPageSchema,
  type OperationBatch,
  type OperationResult,
  operationResultsSchema,
} from '../../../shared/models/cloud.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../shared/problems.ts';
import type { OutboxItem } from '../../store/operations.ts';
import type { Answer, Cloud, Outcome } from './cloud.ts';
import type { EnosSession } from './enos-session.ts';

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
    },
    schema: S,
  ): Promise<Result<z.output<S>>> {
    const reply = await session.request({
      query: {},
      ...options,
      path: `/lineside/v1/${options.path}`,
    });
    if (!reply.ok) return { ok: false, problem: reply.failure.problem };
    const { code, message, data } = reply.answer;
    if (code !== 0) return fail('cloud-refused', { code, message });
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
    const byKey = new Map(items.map((item) => [item.key, item]));
    for (const result of checked.data.results) {
      const item = byKey.get(result.key);
      if (item) outcomes.set(item.key, toOutcome(result, item));
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
    pullCatalog: (cursor) =>
      ask({ method: 'GET', path: 'catalog', query: { cursor: String(cursor) } }, catalogPageSchema),
    pullDevices: (cursor) =>
      ask(
        { method: 'GET', path: 'devices', query: { cursor: String(cursor) } },
        knownDevicesPageSchema,
      ),
  };
}

function toOperation(item: OutboxItem): CloudOperation {
  const { deviceData, batchTag } = item.payload;
  const { key, kind, groupId, deviceSn } = item;
  return { key, kind, groupId, deviceSn, deviceData, ...(batchTag ? { batchTag } : {}) };
}

function toOutcome(result: OperationResult, item: OutboxItem): Outcome {
  if (result.outcome === 'unknown') return { kind: 'absent' };
  if (result.outcome === 'refused') return { kind: 'refused', problem: refusal(result, item) };
  return {
    kind: 'done',
    ...(result.sn === undefined ? {} : { sn: result.sn }),
    ...(result.assetId === undefined ? {} : { assetId: result.assetId }),
  };
}

function refusal(result: OperationResult, item: OutboxItem): Problem {
  const { code = -1, message = '', conflict } = result;
  if (conflict) {
    return problem('cloud-sn-taken', {
      who: conflict.station ?? '–',
      at: conflict.at,
      batch: conflict.batchTag ?? '–',
    });
  }
  if (code === 35404 && /group/i.test(message)) {
    return problem('cloud-group-unknown', { groupId: item.groupId });
  }
  return problem('cloud-refused', { code, message });
}
