import { setTimeout as sleep } from 'node:timers/promises';
import { readCatalog } from './catalog/file.ts';
import { seedCatalog } from './catalog/seed.ts';
import { Closers } from './closers.ts';
import { alone, migrate } from './database/migrate.ts';
import { openPool } from './database/pool.ts';
import { Tokens } from './enos/tokens.ts';
import { openGate } from './gate/gate.ts';
import { createServer } from './http/server.ts';
import { Limits } from './limits/limits.ts';
import { log } from './log.ts';
import { watchProcess } from './metrics/metrics.ts';
import type { Options } from './options.ts';
import { type Home, openHome } from './ou/home.ts';
import { startPostgres } from './postgres/embedded.ts';
import { takeFolder } from './postgres/folder-lock.ts';
import { masterKey } from './secrets/master-key.ts';
import { Vault } from './secrets/vault.ts';

export interface Cloud extends Home {
  url: string;
  /** Where devices log in; null without a gate. */
  mqttUrl: string | null;
  /** Says that it is not ready, lets requests end, then stops everything that was started. */
  close(): Promise<void>;
}

/** Milliseconds that requests get to end when the service is told to stop. */
const patience = 5000;

/** Starts the whole service, or nothing of it. @throws whatever kept it from starting. */
export async function startCloud(options: Options): Promise<Cloud> {
  const closers = new Closers();
  try {
    // Cheap mistakes first: a bad file or key is told before a database is made.
    const items = options.seed === null ? [] : await readCatalog(options.seed);
    const { database } = options;
    const folder = 'data' in database ? await takeFolder(database.data, closers) : null;
    const vault = new Vault(await masterKey(options.masterKey, folder));
    const address = 'url' in database ? database.url : await startPostgres(folder ?? '', closers);
    const pool = await openPool(address);
    closers.add(() => pool.end());
    const ou = await alone(pool, async (client) => {
      await migrate(client);
      const found = await openHome(client, vault);
      const changed = await seedCatalog(client, vault, found.orgId, items);
      if (changed > 0) log('info', 'catalog seeded', { changed });
      await healFeed(client);
      return found;
    });
    const tokens = new Tokens(pool, vault, options.tokenSeconds);
    const limits = new Limits(options.rates);
    watchProcess(pool);
    let stopping = false;
    const { trustedProxies, metricsToken } = options;
    const server = createServer(
      { pool, vault, tokens, limits },
      { trustedProxies, metricsToken, isStopping: () => stopping },
    );
    closers.add(async () => {
      const cut = setTimeout(() => server.server.closeAllConnections(), patience);
      await server.close();
      clearTimeout(cut);
    });
    const url = await server.listen({ host: options.host, port: options.port });
    const mqttUrl =
      options.gate &&
      (await openGate(
        options.gate,
        { pool, vault, databaseUrl: address, balancers: trustedProxies },
        closers,
      ));
    // Closed first. Balancers ask now and then: until they have heard, they go on sending.
    closers.add(() => {
      stopping = true;
      return sleep(options.drainSeconds * 1000);
    });
    return { ...ou, url, mqttUrl, close: () => closers.close() };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/**
 * Transaction numbers belong to one PostgreSQL. Rows restored from a dump into another may carry
 * numbers from its future, which the feed of new devices would hide; they are old, and become so.
 */
async function healFeed(client: { query(sql: string): Promise<unknown> }): Promise<void> {
  await client.query(
    `update device set made_in = '1' from ou
     where device.org_id = ou.org_id and made_in >= pg_snapshot_xmax(pg_current_snapshot())`,
  );
  await client.query(
    `update device_gone set made_in = '1' from ou
     where device_gone.org_id = ou.org_id and made_in >= pg_snapshot_xmax(pg_current_snapshot())`,
  );
  await client.query(
    `update device_gone set device_made_in = '1' from ou
     where device_gone.org_id = ou.org_id
       and device_made_in >= pg_snapshot_xmax(pg_current_snapshot())`,
  );
}
