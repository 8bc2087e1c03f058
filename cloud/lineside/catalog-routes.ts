import type { FastifyInstance } from 'fastify';
import { catalogEditRequestSchema, catalogImportRequestSchema } from '../../shared/models/cloud.ts';
import { importCatalog } from '../catalog/import.ts';
import { catalogPage } from '../catalog/page.ts';
import { saveCatalog } from '../catalog/save.ts';
import { admit, recognize } from '../enos/guard.ts';
import { catalogFileLimit } from '../http/body.ts';
import { drain } from '../http/drain.ts';
import { refusals, success } from '../http/envelope.ts';
import type { Rooms } from '../http/server.ts';
import { OneAtATime } from '../limits/one-at-a-time.ts';
import { cursorOf, storable } from './requests.ts';

/** Catalog files in work at once in one instance: each is tens of MiB, and several times that when read. */
const filesAtOnce = 3;

/** The catalog of an OU: pulled by cursor, saved item by item or as a whole file. */
export function catalogRoutes(server: FastifyInstance, rooms: Rooms): void {
  const { pool, vault } = rooms;
  const places = new OneAtATime(filesAtOnce);

  server.get('/lineside/v1/catalog', async (request) => {
    const { app, query } = await admit(request, rooms, refusals.orgIdRequired());
    return success(await catalogPage(pool, vault, app.orgId, cursorOf(query)));
  });

  server.post('/lineside/v1/catalog', async (request) => {
    const { app, body } = await admit(request, rooms, refusals.orgIdRequired());
    const { edit, accept } = storable(catalogEditRequestSchema, body);
    const caller = { orgId: app.orgId, by: app.appKey };
    return success(await saveCatalog(pool, vault, caller, edit, accept));
  });

  server.post('/lineside/v1/catalog/import', {
    bodyLimit: catalogFileLimit,
    // Before the body: so large a one is kept only of somebody who is known here, and one of each.
    async onRequest(request, reply) {
      try {
        const { orgId, appKey } = await recognize(request, rooms);
        places.take(JSON.stringify([orgId, appKey]), reply);
      } catch (error) {
        await drain(request.raw);
        throw error;
      }
    },
    async handler(request) {
      const { app, body } = await admit(request, rooms, refusals.orgIdRequired());
      const { file, accept } = storable(catalogImportRequestSchema, body);
      const caller = { orgId: app.orgId, by: app.appKey };
      return success(await importCatalog(pool, vault, caller, file, accept));
    },
  });
}
