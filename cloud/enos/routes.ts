import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findGroups } from '../catalog/groups.ts';
import { inTransaction } from '../database/transaction.ts';
import { allocateDevices } from '../devices/allocate.ts';
import { pvsDevice } from '../devices/device.ts';
import { findBySn } from '../devices/find.ts';
import { searchDevices } from '../devices/search.ts';
import { isStorable } from '../http/body.ts';
import { EnosError, type Envelope, refusals, success } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { createDevices } from './create.ts';
import { storable } from './fields.ts';
import { type Admitted, admit } from './guard.ts';
import { remove, replace, reset, update } from './life.ts';
import { spend } from './once.ts';

type Action = (rooms: Rooms, admitted: Admitted) => Promise<Envelope>;

/** Each action by its names: `activate` and `reprovision` are V4.0's; both versions take both. */
const posts: Record<string, { run: Action; noOrgId: () => EnosError }> = {
  create: { run: create, noOrgId: refusals.orgIdOrInfoRequired },
  search: { run: search, noOrgId: refusals.orgIdRequired },
  allocate: { run: allocate, noOrgId: refusals.orgIdOrSnRequired },
  activate: { run: allocate, noOrgId: refusals.orgIdOrSnRequired },
  resetAllocationStatus: { run: reset, noOrgId: refusals.orgIdRequired },
  reprovision: { run: reset, noOrgId: refusals.orgIdRequired },
  update: { run: update, noOrgId: refusals.orgIdRequired },
  replace: { run: replace, noOrgId: refusals.orgIdOrReplacedSnRequired },
  delete: { run: remove, noOrgId: refusals.orgIdRequired },
};
const gets: typeof posts = { get: { run: get, noOrgId: refusals.orgIdOrSnRequired } };

export const deviceActions: ReadonlySet<string> = new Set([posts, gets].flatMap(Object.keys));

/** EnOS's device operations; V4.0's path is taken as well as V2.5's. */
export function deviceRoutes(server: FastifyInstance, rooms: Rooms): void {
  const answer = async (table: typeof posts, request: FastifyRequest): Promise<Envelope> => {
    const action = new URL(request.url, 'http://here').searchParams.get('action') ?? '';
    const known = Object.hasOwn(table, action) ? table[action] : undefined;
    const admitted = await admit(request, rooms, known?.noOrgId() ?? refusals.orgIdRequired());
    if (!known) throw refusals.invalid('action', 'action is not supported');
    // A change that somebody recorded must not be made again; looking twice harms nobody.
    if (known.run !== search && known.run !== get) {
      await spend(rooms.pool, admitted.app.orgId, admitted.signature);
    }
    return known.run(rooms, admitted);
  };
  for (const version of ['v2.5', 'v4.0']) {
    server.post(`/dps-service/${version}/pvs/device`, (request) => answer(posts, request));
    server.get(`/dps-service/${version}/pvs/device`, (request) => answer(gets, request));
  }
}

async function create({ pool }: Rooms, { app, body }: Admitted): Promise<Envelope> {
  const info = storable(body);
  return success(await createDevices(pool, { orgId: app.orgId, by: app.appKey }, info));
}

async function get({ pool }: Rooms, { app, query }: Admitted): Promise<Envelope> {
  const sn = query.get('sn')?.trim();
  if (!sn) throw refusals.orgIdOrSnRequired();
  const row = isStorable(sn) ? await findBySn(pool, app.orgId, sn) : null;
  if (!row) throw refusals.snNotFound();
  const groups = await findGroups(pool, app.orgId, [row.group_id]);
  return success(pvsDevice(row, groups.get(row.group_id)));
}

async function allocate({ pool, vault }: Rooms, { app, body }: Admitted): Promise<Envelope> {
  const { sn, deviceData } = storable(body);
  if (typeof sn !== 'string' || sn.trim() === '') throw refusals.orgIdOrSnRequired();
  const author = { orgId: app.orgId, by: app.appKey };
  const done = await inTransaction(pool, async (client) => {
    const row = await findBySn(client, app.orgId, sn, true);
    if (!row) throw refusals.snNotFound();
    const [device] = await allocateDevices(client, vault, author, [{ row, deviceData }]);
    const groups = await findGroups(client, app.orgId, [row.group_id]);
    return { device, group: groups.get(row.group_id) };
  });
  // Thrown only here: the reason why it was refused has been stored with the device.
  if (!done.device || done.device instanceof EnosError) throw done.device ?? refusals.snNotFound();
  return success(pvsDevice(done.device, done.group));
}

async function search({ pool }: Rooms, { app, body }: Admitted): Promise<Envelope> {
  const page = await searchDevices(pool, app.orgId, storable(body));
  return success(page.devices, { pagination: page.pagination });
}
