/**
 * Numbers of a series that stations make SNs of. The row of a period is locked by whoever takes a range from
 * it, so that no number is given twice; a range is kept with its key for ever.
 */
export const sql = /* sql */ `
create table sn_period (
  org_id    text not null references ou,
  group_id  text not null,
  layout    text not null,
  period    text not null,
  -- The smallest that was not given out. It never goes back.
  next      bigint not null,
  primary key (org_id, group_id, layout, period)
);
create table sn_range (
  org_id      text not null references ou,
  key         text not null,
  group_id    text not null,
  layout      text not null,
  period      text not null,
  first       bigint not null,
  last        bigint not null,
  -- As it was compiled for the range: the group's may be another by now.
  series      jsonb not null,
  station_id  text not null,
  epoch       bigint not null,
  at          bigint not null,
  primary key (org_id, key),
  unique (org_id, group_id, layout, period, first),
  check (last >= first)
);
`;
