/**
 * The catalog is edited here. Only looser: an instance of the version before goes on beside this one, and
 * hands templates on to stations as it does any item.
 */
export const sql = /* sql */ `
-- Which kinds there are is said once, in shared/models/catalog-edit.ts, and everything that is put is held to it.
alter table catalog_item drop constraint catalog_item_kind_check;

-- Sealed: the item and its secret as a catalog file last said them. A file that says nothing new is not
-- put over what people made of it since.
alter table catalog_item add column seeded bytea;

-- Who changed what. No foreign key to the item, no body: secrets and former values have no place here.
create table catalog_event (
  org_id      text not null,
  cursor      bigint not null,
  at          bigint not null,
  by          text not null,
  kind        text not null,
  id          text not null,
  what        text not null check (what in ('saved', 'retired', 'seeded')),
  new_secret  boolean not null,
  primary key (org_id, cursor)
);
`;
