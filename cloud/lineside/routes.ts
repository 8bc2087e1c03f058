import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type CloudOperation,
  cloudOperationSchema,
  credentialsRequestSchema,
  lookRequestSchema,
  type OperationResult,
  operationBatchSchema,
  rangeLeaseRequestSchema,
} from '../../shared/models/cloud.ts';
import { knownDevices } from '../devices/feed.ts';
import { type Admitted, admit } from '../enos/guard.ts';
import { spend } from '../enos/once.ts';
import { complaintOf, isStorable } from '../http/body.ts';
import { refusals, success } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { leaseRange } from '../ranges/lease.ts';
import { catalogRoutes } from './catalog-routes.ts';
import { recall } from './keys.ts';
import { lookAt, reveal } from './look.ts';
import { carryOut } from './operations.ts';
import { badRequest, checked, cursorOf, storable } from './requests.ts';
import { refused } from './results.ts';
import { summaryOf } from './summary.ts';

const lookupSchema = z.object({ keys: z.array(z.string().min(1).max(64)).min(1).max(1000) });
/** A batch whose operations are looked at one by one: a bad one must not hold up the good ones. */
const looseBatchSchema = operationBatchSchema.extend({
  operations: z
    .array(z.looseObject({ key: cloudOperationSchema.shape.key }))
    .min(1)
    .max(1000),
});

/** What EnOS lacks and stations need: `shared/models/cloud.ts`. */
export function linesideRoutes(server: FastifyInstance, rooms: Rooms): void {
  const { pool, vault, limits } = rooms;
  const enter = (request: FastifyRequest): Promise<Admitted> =>
    admit(request, rooms, refusals.orgIdRequired());

  catalogRoutes(server, rooms);

  server.get('/lineside/v1/devices', async (request) => {
    const { app, query } = await enter(request);
    return success(
      await knownDevices(pool, app.orgId, { made: cursorOf(query), gone: cursorOf(query, 'gone') }),
    );
  });

  server.get('/lineside/v1/summary', async (request) => {
    const { app } = await enter(request);
    return success(await summaryOf(pool, app.orgId));
  });

  server.post('/lineside/v1/operations', async (request) => {
    const { app, body } = await enter(request);
    const { station, operations } = checked(looseBatchSchema, body);
    if (!isStorable(station)) throw badRequest('station: it cannot be stored');
    limits.operations(app.orgId, station.id, operations.length);
    const sorted = operations.map(sortOut);
    const good = sorted.filter((one): one is CloudOperation => !('outcome' in one));
    const caller = { orgId: app.orgId, by: app.appKey };
    const results = await carryOut(pool, vault, caller, station, good);
    const answers = results.values();
    return success({
      results: sorted.map((one) => ('outcome' in one ? one : answers.next().value)),
    });
  });

  server.post('/lineside/v1/devices/look', async (request) => {
    const { app, body } = await enter(request);
    return success(await lookAt(pool, app.orgId, storable(lookRequestSchema, body).devices));
  });

  server.post('/lineside/v1/devices/credentials', async (request) => {
    const { app, body, signature } = await enter(request);
    await spend(pool, app.orgId, signature);
    return success(await reveal(pool, vault, app, storable(credentialsRequestSchema, body)));
  });

  server.post('/lineside/v1/ranges/lease', async (request) => {
    const { app, body } = await enter(request);
    const wish = storable(rangeLeaseRequestSchema, body);
    return success({ range: await leaseRange(pool, app.orgId, wish) });
  });

  server.post('/lineside/v1/operations/lookup', async (request) => {
    const { app, body } = await enter(request);
    const { keys } = checked(lookupSchema, body);
    const known = await recall(
      pool,
      app.orgId,
      keys.filter((key) => isStorable(key)),
    );
    return success({
      results: keys.map((key) => known.get(key)?.result ?? { key, outcome: 'unknown' }),
    });
  });
}

/** An operation that can be carried out, or the refusal of one that says nothing we understand. */
function sortOut(loose: { key: string }): CloudOperation | OperationResult {
  const parsed = cloudOperationSchema.safeParse(loose);
  if (parsed.success && isStorable(parsed.data)) return parsed.data;
  const reason = parsed.error ? complaintOf(parsed.error) : 'it holds text that cannot be stored';
  return refused(loose.key, refusals.invalid('operation', reason));
}
