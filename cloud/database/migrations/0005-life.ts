/**
 * The whole life of a device. Only additions with defaults: an instance of the version before goes on
 * beside this one, and what it changes meanwhile raises no version and leaves no line of history.
 */
export const sql = /* sql */ `
-- Goes up with each change of what a device is or where it belongs, not with each connection.
alter table device add column version bigint not null default 1;

-- What happened to devices. No foreign key: the history of a device outlives it.
create table device_event (
  org_id     text not null,
  group_id   text not null,
  device_sn  text not null,
  seq        bigint generated always as identity,
  at         bigint not null,
  what       text not null,
  by         text,
  station    text,
  detail     jsonb not null default '{}',
  primary key (org_id, group_id, device_sn, seq)
);

-- Signatures of devices seen inside the clock window, so that a recorded one cannot be played again.
create table device_request (
  org_id  text not null,
  sign    bytea not null,
  at      bigint not null,
  primary key (org_id, sign)
);
create index device_request_by_age on device_request (at);

-- A device names its group, not its OU: group IDs are unique in an OU only.
create index catalog_item_by_group on catalog_item (id) where kind = 'registrationGroup';
`;
