/** OUs, their applications (access key and secret) and the tokens given to them. Times are epoch ms. */
export const sql = /* sql */ `
create table ou (
  org_id      text primary key,
  -- A known text sealed with the master key: tells a wrong key before anything is read with it.
  key_check   bytea not null,
  created_at  bigint not null
);

create table app (
  org_id      text not null references ou,
  app_key     text not null,
  app_secret  bytea not null,
  created_at  bigint not null,
  primary key (org_id, app_key)
);
create unique index app_by_key on app (app_key);

create table token (
  org_id      text not null,
  app_key     text not null,
  token_hash  bytea not null,
  token       bytea not null,
  expires_at  bigint not null,
  primary key (org_id, app_key, token_hash)
);
create unique index token_by_hash on token (token_hash);

-- Token requests seen inside the clock window, so that a recorded one cannot be played again.
create table token_request (
  org_id      text not null,
  app_key     text not null,
  encryption  text not null,
  at          bigint not null,
  primary key (org_id, app_key, encryption)
);
create index token_request_by_age on token_request (at);
`;
