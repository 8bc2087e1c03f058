import { z } from 'zod';
import type { Expression } from '../../shared/fql/expression.ts';
import { parseFql } from '../../shared/fql/parse.ts';
import { findGroups } from '../catalog/groups.ts';
import type { Queries } from '../database/transaction.ts';
import { complaintOf } from '../http/body.ts';
import { refusals } from '../http/envelope.ts';
import { type DeviceRow, deviceColumns, pvsDevice } from './device.ts';
import { conditionOf, Parameters } from './search-sql.ts';

/** What a page may be sorted by. */
const sortColumns: Record<string, string> = {
  createTime: 'create_time',
  updateTime: 'update_time',
  batchOrder: 'batch_order',
  sn: 'sn',
  groupId: 'group_id',
};

const paginationSchema = z.object({
  pageNo: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(1000).default(10),
  sorters: z
    .array(
      z.object({
        field: z.string(),
        order: z
          .string()
          .toUpperCase()
          .pipe(z.enum(['ASC', 'DESC']))
          .default('ASC'),
      }),
    )
    .max(5)
    .nullish(),
});

export interface SearchPage {
  devices: Record<string, unknown>[];
  pagination: { pageNo: number; pageSize: number; totalSize: number };
}

/** Search DPS Device. @throws EnosError 99400 that says what in the expression or page is wrong. */
export async function searchDevices(
  client: Queries,
  orgId: string,
  body: Record<string, unknown>,
): Promise<SearchPage> {
  const { expression } = body;
  if (typeof expression !== 'string' || expression.trim() === '') {
    throw refusals.missing('expression');
  }
  const parsed = parseFql(expression);
  if (!parsed.ok) {
    const { at, reason } = parsed.fault;
    throw refusals.invalid('expression', `${reason}, at character ${at + 1}`);
  }
  const page = paginationSchema.safeParse(body.pagination ?? {});
  if (!page.success) throw refusals.invalid('pagination', complaintOf(page.error));
  const { pageNo, pageSize, sorters } = page.data;

  const parameters = new Parameters();
  const ou = parameters.add(orgId, 'text');
  // Who does not ask for a status does not expect devices that were replaced.
  const living = namesField(parsed.value, 'status')
    ? ''
    : `and device.current_status <> 'discarded'`;
  const where = `device.org_id = ${ou} ${living} and ${conditionOf(parsed.value, parameters)}`;
  const total = await client.query<{ total: number }>(
    `select count(*) as total from device where ${where}`,
    parameters.values,
  );
  const totalSize = total.rows[0]?.total ?? 0;
  const skipped = (pageNo - 1) * pageSize;
  const order = orderOf(sorters ?? []);
  // PostgreSQL would walk over all of them to find that nothing is left.
  if (skipped >= totalSize) return { devices: [], pagination: { pageNo, pageSize, totalSize } };
  const limit = parameters.add(pageSize, 'bigint');
  const offset = parameters.add(skipped, 'bigint');
  const found = await client.query<DeviceRow>(
    `select ${deviceColumns} from device where ${where}
     order by ${order} limit ${limit} offset ${offset}`,
    parameters.values,
  );
  const groups = await findGroups(
    client,
    orgId,
    found.rows.map((row) => row.group_id),
  );
  return {
    devices: found.rows.map((row) => pvsDevice(row, groups.get(row.group_id))),
    pagination: { pageNo, pageSize, totalSize },
  };
}

const namesField = (expression: Expression, field: string): boolean =>
  'terms' in expression
    ? expression.terms.some((term) => namesField(term, field))
    : expression.field === field;

/** Newest first unless asked otherwise; `seq` makes the order of equals the same on every page. */
function orderOf(sorters: readonly { field: string; order: 'ASC' | 'DESC' }[]): string {
  const asked = sorters.length > 0 ? sorters : [{ field: 'createTime', order: 'DESC' as const }];
  const columns = asked.map(({ field, order }) => {
    const column = Object.hasOwn(sortColumns, field) ? sortColumns[field] : undefined;
    if (!column) throw refusals.invalid('pagination', `cannot sort by ${field}`);
    return `device.${column} ${order}`;
  });
  return [...columns, 'device.seq desc'].join(', ');
}
