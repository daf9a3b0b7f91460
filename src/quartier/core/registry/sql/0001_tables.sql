-- What the lock remembers. No role but the owner reads these tables; everyone else has the functions.
create schema if not exists registry;
grant usage on schema registry to quartier_app, quartier_cell, quartier_party, quartier_signin, quartier_keeper, quartier_backup;
grant create on schema registry to quartier_keeper;

create table registry.mac_key (
  only_one boolean primary key default true check (only_one),
  inner_pad bytea not null check (length(inner_pad) = 64),
  outer_pad bytea not null check (length(outer_pad) = 64)
);
create table registry.clock (
  only_one boolean primary key default true check (only_one),
  ahead interval not null
);
create table registry.generation (
  only_one boolean primary key default true check (only_one),
  number bigint not null
);
insert into registry.generation (number) values (1);
create table registry.reach (
  id bigint generated always as identity primary key,
  digest bytea not null unique,
  scopes int[] not null
);
alter table registry.reach alter column scopes set storage external;
create table registry.visit (
  id bigint generated always as identity primary key,
  hash bytea not null unique check (length(hash) = 32),
  kind smallint not null check (kind between 1 and 4),
  account uuid,
  organisation int,
  until timestamptz not null,
  opened_at timestamptz not null default clock_timestamp(),
  reach bigint references registry.reach (id),
  reach_generation bigint,
  reach_until timestamptz,
  roles text[] not null default '{}'
);
create index visit_account on registry.visit (account);
create table registry.party (
  subject uuid not null,
  account uuid not null,
  capacity text not null,
  until timestamptz,
  primary key (subject, account, capacity)
);
create index party_account on registry.party (account) include (subject, until);
create table registry.share (
  subject uuid not null,
  organisation int not null,
  until timestamptz not null,
  basis text not null,
  primary key (subject, organisation)
);
create index share_organisation on registry.share (organisation) include (subject, until);
create table registry.drop_box (
  relation regclass not null,
  scope_id int not null,
  primary key (relation, scope_id)
);
