/**
 * Devices. The primary key is promise P2: one device SN in one registration group is at most one
 * device. `sn` is unique in the whole cloud (EnOS: "in the environment"); the constraint's name ends
 * in `_made_up` because a clash there is ours to solve by another try, not the caller's.
 */
export const sql = /* sql */ `
create sequence batch_order;

create table device (
  org_id            text not null references ou,
  group_id          text not null,
  device_sn         text not null,
  sn                text not null constraint device_sn_made_up unique,
  seq               bigint generated always as identity,
  -- The transaction that made the row: the feed of new devices goes in this order (devices/feed.ts).
  made_in           xid8 not null default pg_current_xact_id(),
  batch_order       bigint not null,
  batch_tag         jsonb,
  description       text not null default '',
  device_data       jsonb not null default '{}',
  product_key       text not null,
  device_key        text,
  device_secret     bytea,
  asset_id          text,
  region_id         text,
  target_org_id     text,
  current_status    text not null default 'init'
    check (current_status in ('init', 'allocated', 'connected', 'finished', 'discarded')),
  connect_status    text not null default 'init' check (connect_status in ('init', 'connected', 'failed')),
  allocate_status   text not null default 'init' check (allocate_status in ('init', 'allocated')),
  reprovisioning    boolean not null default false,
  allocate_error    text not null default '',
  connected_time    bigint,
  allocated_time    bigint,
  finished_time     bigint,
  discarded_time    bigint,
  station_id        text,
  station_name      text,
  create_by         text not null,
  create_time       bigint not null,
  update_by         text not null,
  update_time       bigint not null,
  primary key (org_id, group_id, device_sn),
  -- Allocated means all of it: asset, key, secret, target. Nothing half-done can be stored.
  check (allocate_status = 'init' or (asset_id is not null and device_key is not null
    and device_secret is not null and region_id is not null and target_org_id is not null))
);
create unique index device_by_seq on device (org_id, seq);
create index device_by_making on device (org_id, made_in, seq);
create index device_by_age on device (org_id, create_time desc, seq desc);
create unique index device_asset_made_up on device (asset_id) where asset_id is not null;
create unique index device_key_made_up on device (product_key, device_key) where device_key is not null;
`;
