/**
 * Operations of stations. A row is never deleted: its key has one effect for ever.
 * `fingerprint` is the sha256 of the operation's content, so that a key used again for something else
 * is noticed.
 */
export const sql = /* sql */ `
create table station (
  org_id      text not null references ou,
  station_id  text not null,
  epoch       bigint not null,
  name        text not null,
  seen_at     bigint not null,
  primary key (org_id, station_id)
);

create table operation (
  org_id       text not null references ou,
  key          text not null,
  fingerprint  bytea not null,
  kind         text not null,
  group_id     text not null,
  device_sn    text not null,
  station_id   text not null,
  epoch        bigint not null,
  at           bigint not null,
  -- The answer, given again to the letter each time the key comes back (json keeps its order). Null only inside the transaction.
  result       json,
  primary key (org_id, key)
);
`;
