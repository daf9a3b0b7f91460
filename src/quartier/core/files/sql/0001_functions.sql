-- Bytes lie outside the database: what no row names any more is noted here, and taken from the disk by the next sweep.
create schema if not exists files;
grant usage on schema files to quartier_app, quartier_keeper;
grant create on schema files to quartier_keeper;
create table files.forgotten (sha256 text primary key, at timestamptz not null);
grant select, insert, delete on files.forgotten to quartier_keeper;
grant select, update, delete on public.files_public to quartier_keeper;

-- The tag of a record that somebody may put a file to: they see it, or have opened it in this very transaction.
create function files.tag_of(which uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_tag text;
begin
  select s.tag into found_tag from public.registry_subject s
   where s.id = which and s.erased_at is null
     and (s.scope_id = any (registry.visible()) or s.id = any (registry.mine()) or registry.opened_here(which));
  if found_tag is null then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  return found_tag;
end $$;

-- Whoever is about to name content keeps the sweep away from it until the transaction ends.
create function files.hold(contents text[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock_shared(hashtextextended(c, 7)) from (select distinct c from unnest(contents) c order by c) o
$$;

create function files.forget(contents text[]) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into files.forgotten (sha256, at) select distinct c, registry.now() from unnest(contents) c where c <> '' on conflict do nothing
$$;

-- A row of a file went: by erasure, whatever its record's kind. What was made public of it goes along.
create function files.file_gone() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform files.forget(array[old.sha256, old.clean_sha256]);
  delete from public.files_public p where p.file = old.id;
  return null;
end $$;

create function files.public_gone() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform files.forget(array[old.sha256, old.small_sha256]);
  return null;
end $$;

-- Take a picture back: for whoever sees what it was made from. The row stays and says so, its bytes go.
create function files.take_back(public_tag text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  p public.files_public;
  of_subject uuid;
begin
  select * into p from public.files_public f where f.tag = public_tag and f.taken_back_at is null;
  select f.subject_id into of_subject from public.files_file f where f.id = p.file and f.scope_id = any (registry.visible());
  if of_subject is null then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  update public.files_public f set taken_back_at = registry.now() where f.id = p.id;
  perform files.forget(array[p.sha256, p.small_sha256]);
  return of_subject;
end $$;

-- Which of these no row names. Whoever asks holds them alone until the transaction ends, and removes the bytes before that.
create function files.unused(contents text[]) returns text[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one text;
  free text[] := '{}';
begin
  for one in select distinct c from unnest(contents) c order by c loop
    perform pg_advisory_xact_lock(hashtextextended(one, 7));
    if not exists (select from public.files_file f where f.sha256 = one or f.clean_sha256 = one)
       and not exists (select from public.files_public p where p.taken_back_at is null and (p.sha256 = one or p.small_sha256 = one)) then
      free := free || one;
    end if;
    delete from files.forgotten g where g.sha256 = one;
  end loop;
  return free;
end $$;

create function files.noted(at_most int) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(g.sha256), '{}') from (select n.sha256 from files.forgotten n order by n.at limit at_most) g
$$;

create index files_file_content on public.files_file (sha256);
create index files_file_clean on public.files_file (clean_sha256);
create index files_public_content on public.files_public (sha256);
create index files_public_small on public.files_public (small_sha256);
create trigger files_file_gone after delete on public.files_file for each row execute function files.file_gone();
create trigger files_public_gone after delete on public.files_public for each row execute function files.public_gone();

do $$
declare
  signature regprocedure;
  inner_ones text[] := array['forget', 'file_gone', 'public_gone'];
begin
  for signature in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'files'::regnamespace loop
    execute format('revoke execute on function %s from public', signature);
    if not (split_part(split_part(signature::text, '(', 1), '.', 2) = any (inner_ones)) then
      execute format('grant execute on function %s to quartier_app', signature);
    end if;
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema files from quartier_keeper;
