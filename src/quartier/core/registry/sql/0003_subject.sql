-- What hangs on Subject: the lodger, moving, parties and shares. These functions are the keeper's: it sees all by a policy
-- that can be read in the catalogue, so that nothing needs to bypass the lock.
create trigger registry_subject_lodger after insert on public.registry_subject for each row execute function registry.lodger();
create trigger registry_scope_generation after insert or update or delete on public.registry_scope
  for each statement execute function registry.next_generation();

grant select, insert, update, delete on registry.party, registry.share, registry.drop_box to quartier_keeper;
grant select on public.registry_scope to quartier_keeper, quartier_app;

create or replace function registry.move(which uuid, target int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  -- "Not yours" and "does not exist" are one answer.
  update public.registry_subject s set scope_id = target where s.id = which and s.scope_id = any (registry.visible());
  if not found then raise exception 'no such record' using errcode = 'no_data_found'; end if;
end $$;

create or replace function registry.add_party(which uuid, who uuid, in_capacity text, ends timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from public.registry_subject s where s.id = which and s.scope_id = any (registry.visible())) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  insert into registry.party (subject, account, capacity, until) values (which, who, in_capacity, ends)
    on conflict (subject, account, capacity) do update set until = excluded.until;
end $$;

create or replace function registry.add_share(which uuid, with_organisation int, ends timestamptz, on_basis text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(on_basis, '') = '' or ends is null then raise exception 'a share needs a basis and an end'; end if;
  if not exists (select from public.registry_subject s where s.id = which and s.scope_id = any (registry.visible())) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  insert into registry.share (subject, organisation, until, basis) values (which, with_organisation, ends, on_basis)
    on conflict (subject, organisation) do update set until = excluded.until, basis = excluded.basis;
end $$;

create or replace function registry.parties_of(which uuid) returns table (account uuid, capacity text, until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.account, p.capacity, p.until from registry.party p
   where p.subject = which
     and exists (select from public.registry_subject s where s.id = which and s.scope_id = any (registry.visible()))
$$;

create or replace function registry.shares_of(which uuid) returns table (organisation int, until timestamptz, basis text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.organisation, p.until, p.basis from registry.share p
   where p.subject = which
     and exists (select from public.registry_subject s where s.id = which and s.scope_id = any (registry.visible()))
$$;

do $$
declare
  signature regprocedure;
begin
  foreach signature in array array['registry.move(uuid,int)', 'registry.add_party(uuid,uuid,text,timestamptz)',
      'registry.add_share(uuid,int,timestamptz,text)', 'registry.parties_of(uuid)', 'registry.shares_of(uuid)']::regprocedure[] loop
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to quartier_app', signature);
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
