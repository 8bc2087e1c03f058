/**
 * The catalog as stations pull it: one row an item, whole as JSON without its secret. `cursor` is
 * given under a lock of the OU that lasts until commit, so it grows in the order of commits.
 */
export const sql = /* sql */ `
create table catalog_item (
  org_id   text not null references ou,
  kind     text not null check (kind in ('environment', 'gateway', 'masterDataGroup', 'registrationGroup')),
  id       text not null,
  body     jsonb not null,
  secret   bytea,
  cursor   bigint not null,
  retired  boolean not null default false,
  primary key (org_id, kind, id)
);
create unique index catalog_item_by_cursor on catalog_item (org_id, cursor);

-- A product key for the devices of a registration group in one target; '' = not allocated yet.
create table product (
  org_id         text not null references ou,
  group_id       text not null,
  region_id      text not null,
  target_org_id  text not null,
  product_key    text not null,
  primary key (org_id, group_id, region_id, target_org_id)
);
create unique index product_key_made_up on product (product_key);
`;
