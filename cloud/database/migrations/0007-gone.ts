/**
 * SNs that are free again, so that stations which know them as taken hear of it. An instance of the
 * version before writes none: what it deletes stays taken at other stations.
 */
export const sql = /* sql */ `
create table device_gone (
  org_id          text not null,
  seq             bigint generated always as identity,
  -- The transaction that deleted it: read in this order, like the feed of new devices.
  made_in         xid8 not null default pg_current_xact_id(),
  group_id        text not null,
  device_sn       text not null,
  -- Its place in the feed of new devices: a cursor may stand there.
  device_seq      bigint not null,
  device_made_in  xid8 not null,
  primary key (org_id, seq)
);
create index device_gone_by_making on device_gone (org_id, made_in, seq);
create index device_gone_by_place on device_gone (org_id, device_seq);
`;
