-- Looks: who read what, when and why (LED art. 25). Nobody has rights on the table: one writes and reads through functions,
-- and who looked is taken from the ticket, so that nobody can look in another's name.
create table registry.look (
  id bigint generated always as identity primary key,
  account uuid not null,
  organisation int,
  purpose text not null,
  reason text not null default '',
  page text not null,
  subjects uuid[] not null,
  at timestamptz not null,
  batch uuid
);
create index look_subjects on registry.look using gin (subjects);
create index look_organisation on registry.look (organisation, at desc);
create index look_unsealed on registry.look (id) where batch is null;

create or replace function registry.note_look(which uuid[], with_purpose text, with_reason text, on_page text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  t text[] := registry.ticket();
  new_id bigint;
begin
  if t is null or t[3] = '' then return null; end if;
  insert into registry.look (account, organisation, purpose, reason, page, subjects, at)
    values (t[3]::uuid, nullif(t[4], '')::int, with_purpose, with_reason, on_page, which, registry.now())
    returning id into new_id;
  return new_id;
end $$;

-- Whoever sees a record sees who looked at it.
create or replace function registry.looks_at(which uuid, at_most int)
returns table (id bigint, account uuid, organisation int, purpose text, reason text, page text, at timestamptz, batch uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.account, l.organisation, l.purpose, l.reason, l.page, l.at, l.batch
    from registry.look l
   where l.subjects @> array[which]
     and (exists (select from public.registry_subject s where s.id = which and s.scope_id = any (registry.visible()))
          or which = any (registry.mine()))
   order by l.id desc limit at_most
$$;

-- The looks of one's own organisation, for those whose role supervises.
create or replace function registry.looks_of_mine(from_id bigint, at_most int)
returns table (id bigint, account uuid, purpose text, reason text, page text, subjects uuid[], at timestamptz, batch uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.account, l.purpose, l.reason, l.page, l.subjects, l.at, l.batch
    from registry.look l
   where l.organisation = nullif((registry.ticket())[4], '')::int and (from_id is null or l.id < from_id)
   order by l.id desc limit at_most
$$;

-- Looks not yet in the ledger become one batch: its number, size, first and last instant, and the digest over its rows.
create or replace function registry.seal_looks(as_batch uuid, out looks bigint, out digest text, out first_at timestamptz, out last_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update registry.look l set batch = as_batch where l.batch is null;
  select count(*), encode(sha256(convert_to(coalesce(string_agg(
           concat_ws('|', l.id, l.account, l.organisation, l.purpose, l.page, array_to_string(l.subjects, ','), extract(epoch from l.at)),
           E'\n' order by l.id), ''), 'UTF8')), 'hex'), min(l.at), max(l.at)
    into looks, digest, first_at, last_at
    from registry.look l where l.batch = as_batch;
end $$;
