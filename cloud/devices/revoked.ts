import type { Queries } from '../database/transaction.ts';

/**
 * The channel on which PostgreSQL tells every instance whose credentials have ended, at the commit
 * that ended them. The payload is a JSON array of `{productKey, deviceKey}`.
 */
export const revokedChannel = 'lineside_revoked';

/** A name cannot be a parameter of this statement. */
export const listenForRevoked = `listen ${revokedChannel}`;

export interface RevokedKeys {
  productKey: string;
  deviceKey: string;
}

/** PostgreSQL takes payloads below 8,000 bytes; one pair is about 60. */
const pairsInOne = 80;

/** Tells all gates that these credentials are good for nothing from the commit on. */
export async function announceRevoked(
  client: Queries,
  keys: readonly RevokedKeys[],
): Promise<void> {
  const payloads: string[] = [];
  for (let at = 0; at < keys.length; at += pairsInOne) {
    const part = keys.slice(at, at + pairsInOne);
    payloads.push(
      JSON.stringify(part.map(({ productKey, deviceKey }) => ({ productKey, deviceKey }))),
    );
  }
  if (payloads.length === 0) return;
  await client.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
    revokedChannel,
    payloads,
  ]);
}

/** The keys of those devices that have any. */
export const keysOf = (
  rows: readonly { product_key: string; device_key: string | null }[],
): RevokedKeys[] =>
  rows.flatMap(({ product_key: productKey, device_key: deviceKey }) =>
    deviceKey === null ? [] : [{ productKey, deviceKey }],
  );

/** Keys that are looked up at once. */
const slice = 1000;

/** Those of these keys that belong to no device now. */
export async function keysOfNobody(
  client: Queries,
  keys: readonly RevokedKeys[],
): Promise<RevokedKeys[]> {
  const found: RevokedKeys[] = [];
  for (let at = 0; at < keys.length; at += slice) {
    const part = keys.slice(at, at + slice);
    const { rows } = await client.query<RevokedKeys>(
      `select k.product_key as "productKey", k.device_key as "deviceKey"
       from unnest($1::text[], $2::text[]) as k(product_key, device_key)
       where not exists (select 1 from device
         where device.product_key = k.product_key and device.device_key = k.device_key)`,
      [part.map(({ productKey }) => productKey), part.map(({ deviceKey }) => deviceKey)],
    );
    found.push(...rows);
  }
  return found;
}
