import type { z } from 'zod';
import type { summarySchema } from '../../shared/models/cloud.ts';
import type { Queries } from '../database/transaction.ts';

/** How many devices the OU holds. */
export async function summaryOf(
  client: Queries,
  orgId: string,
): Promise<z.infer<typeof summarySchema>> {
  const found = await client.query<{ devices: number; allocated: number }>(
    `select count(*) as devices, count(*) filter (where allocate_status = 'allocated') as allocated
     from device where org_id = $1 and current_status <> 'discarded'`,
    [orgId],
  );
  return found.rows[0] ?? { devices: 0, allocated: 0 };
}
