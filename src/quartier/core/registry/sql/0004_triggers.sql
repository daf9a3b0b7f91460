-- Changed areas and grants change what visits reach.
create trigger territory_area_generation after insert or update or delete on public.territory_area
  for each statement execute function registry.next_generation();

create or replace function registry.forget_reach() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' then update registry.visit v set reach = null where v.account = old.account_id; end if;
  if tg_op <> 'DELETE' then update registry.visit v set reach = null where v.account = new.account_id; end if;
  return null;
end $$;
revoke execute on function registry.forget_reach() from public;
create trigger accounts_grant_reach after insert or update or delete on public.accounts_grant
  for each row execute function registry.forget_reach();
