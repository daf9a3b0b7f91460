-- Links, holds, erasure and search: what cuts across all records. Each function takes the list once and checks it itself.
create table registry.link (
  id bigint generated always as identity primary key,
  from_subject uuid not null references public.registry_subject (id),
  relation text not null,
  to_subject uuid not null references public.registry_subject (id),
  reason text not null check (reason <> ''),
  account uuid not null,
  at timestamptz not null,
  ended_at timestamptz,
  unique (from_subject, relation, to_subject)
);
create index link_to on registry.link (to_subject);
create table registry.hold (
  id bigint generated always as identity primary key,
  subject uuid not null references public.registry_subject (id),
  ground text not null check (ground <> ''),
  account uuid not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  check ((ended_at is null) = (ended_by is null))
);
create index hold_subject on registry.hold (subject) where ended_at is null;
create table registry.erasure (
  subject uuid primary key,
  tag text not null,
  ground text not null check (ground <> ''),
  account uuid,
  at timestamptz not null
);
create table registry.words (
  subject uuid primary key references public.registry_subject (id),
  label text not null,
  words tsvector not null
);
create index words_words on registry.words using gin (words);
grant select, insert, update, delete on registry.link, registry.hold, registry.erasure, registry.words to quartier_keeper;
grant usage on all sequences in schema registry to quartier_keeper;

create or replace function registry.sees(which uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.registry_subject s where s.id = which and s.scope_id = any (registry.visible()))
$$;

create or replace function registry.require(which uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not registry.sees(which) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
end $$;

create or replace function registry.add_link(from_which uuid, as_relation text, to_which uuid, for_reason text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require(from_which), registry.require(to_which);
  insert into registry.link (from_subject, relation, to_subject, reason, account, at)
    values (from_which, as_relation, to_which, for_reason, registry.me(), registry.now())
    on conflict (from_subject, relation, to_subject) do update set ended_at = null, reason = excluded.reason;
end $$;

create or replace function registry.end_link(which bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update registry.link l set ended_at = registry.now()
   where l.id = which and l.ended_at is null and registry.sees(l.from_subject) and registry.sees(l.to_subject);
  if not found then raise exception 'no such record' using errcode = 'no_data_found'; end if;
end $$;

-- A link is seen by whoever sees both of its ends: otherwise it would betray the other one.
create or replace function registry.links_of(which uuid)
returns table (id bigint, relation text, other uuid, outgoing boolean, reason text, account uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.id, l.relation, case when l.from_subject = which then l.to_subject else l.from_subject end,
         l.from_subject = which, l.reason, l.account, l.at
    from registry.link l
   where (l.from_subject = which or l.to_subject = which) and l.ended_at is null
     and registry.sees(l.from_subject) and registry.sees(l.to_subject)
   order by l.id
$$;

create or replace function registry.add_hold(which uuid, on_ground text) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  new_id bigint;
begin
  perform registry.require(which);
  insert into registry.hold (subject, ground, account, at) values (which, on_ground, registry.me(), registry.now())
    returning id into new_id;
  return new_id;
end $$;

create or replace function registry.end_hold(which bigint, for_reason text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_subject uuid;
begin
  update registry.hold h set ended_at = registry.now(), ended_by = registry.me(), end_reason = for_reason
   where h.id = which and h.ended_at is null and registry.sees(h.subject) returning h.subject into of_subject;
  if of_subject is null then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  return of_subject;
end $$;

create or replace function registry.holds_of(which uuid)
returns table (id bigint, ground text, account uuid, at timestamptz, ended_at timestamptz, end_reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select h.id, h.ground, h.account, h.at, h.ended_at, h.end_reason from registry.hold h
   where h.subject = which and registry.sees(which) order by h.id
$$;

-- Rows of one Subject in every locked table: found in the catalogue, so that a new table is never forgotten.
create or replace function registry.wipe(which uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
begin
  for one in
    select c.conrelid::regclass as relation, a.attname
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'public.registry_subject'::regclass and cardinality(c.conkey) = 2
  loop
    execute format('delete from %s where %I = $1', one.relation, one.attname) using which;
  end loop;
  perform ledger.erase((select s.tag from public.registry_subject s where s.id = which));
  delete from registry.words w where w.subject = which;
  delete from registry.party p where p.subject = which;
  delete from registry.share s where s.subject = which;
  delete from registry.link l where l.from_subject = which or l.to_subject = which;
end $$;

create or replace function registry.erase(which uuid, on_ground text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require(which);
  if exists (select from registry.hold h where h.subject = which and h.ended_at is null) then
    raise exception 'held' using errcode = 'object_in_use';
  end if;
  insert into registry.erasure (subject, tag, ground, account, at)
    select s.id, s.tag, on_ground, registry.me(), registry.now() from public.registry_subject s where s.id = which;
  perform registry.wipe(which), ledger.erase((select s.tag from public.registry_subject s where s.id = which));
  update public.registry_subject s set erased_at = registry.now(), review_on = null where s.id = which;
end $$;

-- After a restore: what had been erased since the backup is erased again. For the owner only.
create or replace function registry.erase_again(which uuid, on_ground text, erased timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.registry_subject s where s.id = which and s.erased_at is null) then return false; end if;
  insert into registry.erasure (subject, tag, ground, at)
    select s.id, s.tag, on_ground, erased from public.registry_subject s where s.id = which on conflict do nothing;
  perform registry.wipe(which), ledger.erase((select s.tag from public.registry_subject s where s.id = which));
  update public.registry_subject s set erased_at = erased, review_on = null where s.id = which;
  return true;
end $$;

create or replace function registry.index_words(which uuid, as_label text, of_text text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require(which);
  insert into registry.words (subject, label, words) values (which, as_label, to_tsvector('simple', of_text))
    on conflict (subject) do update set label = excluded.label, words = excluded.words;
end $$;

-- Search: the one reviewed function. The list is taken once into a variable, so that the index on words is used.
create or replace function registry.find(what text, at_most int) returns table (subject uuid, kind text, label text, rank real)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  list int[] := registry.visible();
  own uuid[] := registry.mine();
  query tsquery := to_tsquery('simple', what);
begin
  return query
    select s.id, s.kind::text, w.label, ts_rank(w.words, query)
      from registry.words w join public.registry_subject s on s.id = w.subject
     where w.words @@ query and (s.scope_id = any (list) or s.id = any (own)) and s.erased_at is null
     order by 4 desc, s.id desc limit at_most;
end $$;

do $$
declare
  signature text;
begin
  -- The owner's: they read tables of the schema that the keeper has no part in.
  foreach signature in array array['note_look(uuid[],text,text,text)', 'looks_at(uuid,int)', 'looks_of_mine(bigint,int)',
      'seal_looks(uuid)'] loop
    execute format('revoke execute on function registry.%s from public', signature);
    execute format('grant execute on function registry.%s to quartier_app', signature);
  end loop;
  grant select on registry.look to quartier_keeper;
  grant execute on function registry.ticket() to quartier_keeper;
  alter function registry.looks_at(uuid, int) owner to quartier_keeper;
  foreach signature in array array['sees(uuid)', 'require(uuid)', 'add_link(uuid,text,uuid,text)', 'end_link(bigint)', 'links_of(uuid)',
      'add_hold(uuid,text)', 'end_hold(bigint,text)', 'holds_of(uuid)', 'erase(uuid,text)', 'index_words(uuid,text,text)',
      'find(text,int)', 'wipe(uuid)', 'erase_again(uuid,text,timestamptz)'] loop
    execute format('revoke execute on function registry.%s from public', signature);
    if signature not like 'wipe%' and signature not like 'erase_again%' then
      execute format('grant execute on function registry.%s to quartier_app', signature);
    else
      execute format('grant execute on function registry.%s to quartier_owner', signature);
    end if;
    execute format('alter function registry.%s owner to quartier_keeper', signature);
  end loop;
end $$;
