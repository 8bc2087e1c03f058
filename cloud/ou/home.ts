import type pg from 'pg';
import { ProblemError } from '../../shared/problems.ts';
import { randomText } from '../secrets/random-text.ts';
import type { Vault } from '../secrets/vault.ts';

/** The OU of this cloud and the application that stations come in with. */
export interface Home {
  orgId: string;
  appKey: string;
  appSecret: string;
}

const checkPlace = (orgId: string) => ({ table: 'ou', row: orgId, column: 'key_check' });
export const secretPlace = (orgId: string, appKey: string) => ({
  table: 'app',
  row: `${orgId}/${appKey}`,
  column: 'app_secret',
});

/**
 * Finds this database's OU, or makes it with an application at the first start. Must be called while
 * no other instance does the same (`alone`).
 * @throws ProblemError when the master key is not the one the database was made with.
 */
export async function openHome(client: pg.ClientBase, vault: Vault): Promise<Home> {
  const found = await client.query<{ org_id: string; key_check: Buffer }>(
    'select org_id, key_check from ou order by created_at, org_id limit 1',
  );
  const ou = found.rows[0];
  if (!ou) return makeHome(client, vault);
  const orgId = ou.org_id;
  try {
    vault.open(checkPlace(orgId), ou.key_check);
  } catch {
    throw new ProblemError('cloud-start-failed', {
      detail: 'the master key (LINESIDE_CLOUD_KEY) is not the one this database was made with',
    });
  }
  const apps = await client.query<{ app_key: string; app_secret: Buffer }>(
    'select app_key, app_secret from app where org_id = $1 order by created_at, app_key limit 1',
    [orgId],
  );
  const app = apps.rows[0];
  if (!app) throw new ProblemError('cloud-start-failed', { detail: `OU ${orgId} has no app key` });
  const appKey = app.app_key;
  return { orgId, appKey, appSecret: vault.open(secretPlace(orgId, appKey), app.app_secret) };
}

async function makeHome(client: pg.ClientBase, vault: Vault): Promise<Home> {
  const orgId = `o${randomText(14, '123456789')}`;
  const appKey = randomText(24);
  const appSecret = randomText(43);
  const now = Date.now();
  await client.query('begin');
  await client.query('insert into ou (org_id, key_check, created_at) values ($1, $2, $3)', [
    orgId,
    vault.seal(checkPlace(orgId), 'lineside'),
    now,
  ]);
  await client.query(
    'insert into app (org_id, app_key, app_secret, created_at) values ($1, $2, $3, $4)',
    [orgId, appKey, vault.seal(secretPlace(orgId, appKey), appSecret), now],
  );
  await client.query('commit');
  return { orgId, appKey, appSecret };
}
