-- A detention that other rules than the suite's own apply to: said by whoever opens the stay, before anything is entered in it.
grant create on schema custody to quartier_keeper;

create function custody.run_by(of_stay uuid, by_pack text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.custody_stay t set pack = by_pack
   where t.id = of_stay and t.last_number = 0 and registry.opened_here(of_stay);
end $$;

revoke execute on function custody.run_by(uuid, text) from public;
grant execute on function custody.run_by(uuid, text) to quartier_app;
alter function custody.run_by(uuid, text) owner to quartier_keeper;
revoke create on schema custody from quartier_keeper;
