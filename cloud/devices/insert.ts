import type { MasterDataValues, StringI18n } from '../../shared/models/catalog.ts';
import type { Queries } from '../database/transaction.ts';
import type { Author } from './author.ts';
import { stationOf } from './history.ts';
import { productKeys, unallocated } from './products.ts';

export interface NewDevice {
  groupId: string;
  deviceSn: string;
  data: MasterDataValues;
  batchTag: StringI18n | null;
  description: string;
}

/** A serial number of our own making: 20 hex digits, in upper case as labels like it. */
const madeUpSn = `upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 20))`;

/** Lines of history for what `inserted` made, in the same statement: there may be a million. */
const told = (by: string, at: string, station: string): string => `
  told as (insert into device_event (org_id, group_id, device_sn, at, what, by, station, detail)
    select org_id, group_id, device_sn, ${at}, 'created', ${by}, ${station}, jsonb_build_object('sn', sn)
    from inserted)`;

/**
 * Inserts devices in one statement, in the order of their keys so that two of these at once cannot
 * wait for each other. Devices whose SN their group has already are left out.
 *
 * EnOS's documents call `sn` system-generated, and show a create that answers with the caller's own
 * deviceSn. Both hold here: the SN itself when no other group of this cloud uses it, else a new one.
 *
 * Versions begin with the time: a device that takes the SN of one that was deleted is not taken for it by
 * a station that saw that one.
 * @returns group, device SN and system `sn` of those inserted.
 */
export async function insertDevices(
  client: Queries,
  author: Author,
  devices: readonly NewDevice[],
): Promise<{ group_id: string; device_sn: string; sn: string }[]> {
  if (devices.length === 0) return [];
  const productKey = await productKeys(
    client,
    author.orgId,
    devices.map(({ groupId }) => unallocated(groupId)),
  );
  const inserted = await client.query<{ group_id: string; device_sn: string; sn: string }>(
    `with made as (select nextval('batch_order') as batch_order),
     inserted as (insert into device (org_id, group_id, device_sn, sn, batch_order, batch_tag, description,
       device_data, product_key, station_id, station_name, create_by, create_time, update_by, update_time,
       version)
     select $1, w.group_id, w.device_sn,
       case when w.nth = 1 and not exists (select 1 from device d where d.sn = w.device_sn)
         then w.device_sn else ${madeUpSn} end,
       made.batch_order, w.batch_tag, w.description, w.device_data, w.product_key, $2, $3, $4, $5, $4, $5, $5
     from made, (
       select *, row_number() over (partition by device_sn order by group_id) as nth
       from unnest($6::text[], $7::text[], $8::jsonb[], $9::text[], $10::jsonb[], $11::text[])
         as u(group_id, device_sn, batch_tag, description, device_data, product_key)
     ) w
     order by w.group_id, w.device_sn
     on conflict (org_id, group_id, device_sn) do nothing
     returning org_id, group_id, device_sn, sn), ${told('$4', '$5', '$12')}
     select group_id, device_sn, sn from inserted`,
    [
      author.orgId,
      author.station?.id ?? null,
      author.station?.name ?? null,
      author.by,
      Date.now(),
      devices.map((device) => device.groupId),
      devices.map((device) => device.deviceSn),
      devices.map((device) => device.batchTag && JSON.stringify(device.batchTag)),
      devices.map((device) => device.description),
      devices.map((device) => JSON.stringify(device.data)),
      devices.map((device) => productKey(unallocated(device.groupId))),
      stationOf(author),
    ],
  );
  return inserted.rows;
}

/** Makes `count` equal devices with serial numbers of our own. @returns their `sn`s. */
export async function insertMany(
  client: Queries,
  author: Author,
  count: number,
  device: Omit<NewDevice, 'deviceSn'>,
): Promise<string[]> {
  const scope = unallocated(device.groupId);
  const productKey = (await productKeys(client, author.orgId, [scope]))(scope);
  // A million rows take longer than the pool's limit for ordinary statements.
  await client.query(`set local statement_timeout = '15min'`);
  const inserted = await client.query<{ sn: string }>(
    `with made as materialized (select nextval('batch_order') as batch_order),
       named as materialized (select ${madeUpSn} as sn from generate_series(1, $1::int)),
     inserted as (insert into device (org_id, group_id, device_sn, sn, batch_order, batch_tag, description,
       device_data, product_key, create_by, create_time, update_by, update_time, version)
     select $2, $3, named.sn, named.sn, made.batch_order, $4, $5, $6, $7, $8, $9, $8, $9, $9
     from made, named returning org_id, group_id, device_sn, sn), ${told('$8', '$9', '$10')}
     select sn from inserted`,
    [
      count,
      author.orgId,
      device.groupId,
      device.batchTag && JSON.stringify(device.batchTag),
      device.description,
      JSON.stringify(device.data),
      productKey,
      author.by,
      Date.now(),
      stationOf(author),
    ],
  );
  return inserted.rows.map((row) => row.sn);
}
