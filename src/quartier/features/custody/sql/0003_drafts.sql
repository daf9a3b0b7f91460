-- Drafts that nobody took up again go after a week, whoever typed them and whether or not they ever come back.
grant create on schema custody to quartier_keeper;

create function custody.drafts_sweep() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  delete from custody.draft d where d.saved_at < registry.now() - interval '7 days';
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke execute on function custody.drafts_sweep() from public;
grant execute on function custody.drafts_sweep() to quartier_app;
alter function custody.drafts_sweep() owner to quartier_keeper;
revoke create on schema custody from quartier_keeper;
