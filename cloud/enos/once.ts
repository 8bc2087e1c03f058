import type { Queries } from '../database/transaction.ts';
import { clockWindow, TokenError } from './tokens.ts';

/** Rows of the replay guard that one request clears away at most. */
const clearedAtOnce = 200;

/**
 * A signature is good once, in every instance, for as long as its time can lie inside the window.
 * @param signature hexadecimal, already proved to be right: nobody fills the table with guesses.
 * @throws TokenError 1001 when it was shown before.
 */
export async function spend(client: Queries, orgId: string, signature: string): Promise<void> {
  const now = Date.now();
  await client.query(
    `delete from device_request where (org_id, sign) in (
       select org_id, sign from device_request where at < $1 order by at limit $2
       for update skip locked)`,
    [now - 2 * clockWindow, clearedAtOnce],
  );
  const fresh = await client.query(
    `insert into device_request (org_id, sign, at) values ($1, $2, $3) on conflict do nothing`,
    [orgId, Buffer.from(signature, 'hex'), now],
  );
  if (fresh.rowCount === 0) throw new TokenError(1001);
}
