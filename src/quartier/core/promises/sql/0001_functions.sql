-- The public version of an erased promise, and nothing else, may be removed: rows of these tables are only added otherwise.
create schema if not exists promises;
grant usage on schema promises to quartier_app, quartier_keeper;
grant create on schema promises to quartier_keeper;
grant select, delete on public.promises_public, public.promises_public_step to quartier_keeper;

create or replace function promises.erase_public(of_subject uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from registry.erasure e where e.subject = of_subject) then
    raise exception 'not erased' using errcode = 'no_data_found';
  end if;
  delete from public.promises_public_step s using public.promises_public p
   where p.id = s.promise_id and p.subject = of_subject;
  delete from public.promises_public p where p.subject = of_subject;
end $$;

revoke execute on function promises.erase_public(uuid) from public;
grant execute on function promises.erase_public(uuid) to quartier_app;
alter function promises.erase_public(uuid) owner to quartier_keeper;
revoke create on schema promises from quartier_keeper;
