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
