-- Giving and ending grants. The application's role cannot write them: it asks these functions, which know the giver from
-- the verified ticket and refuse what the giver does not hold. Pages explain a refusal in words (rules.why_not); here is
-- why it cannot be got around.
create schema if not exists accounts;
grant usage on schema accounts to quartier_app;

-- What each role may give, and the most that a grant of it may open. Filled from the register of roles.
create table accounts.mandate (
  giver text not null,
  given text not null,
  giver_opens_records boolean not null,
  compartments text[] not null,
  secrecy smallint not null,
  primary key (giver, given)
);

create or replace function accounts.may_give(
  who uuid, of_role text, of_area int, of_organisation int, of_compartments text[], of_secrecy smallint, ends timestamptz)
returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from public.accounts_grant g
      join accounts.mandate m on m.giver = g.role and m.given = of_role
      left join public.territory_area ga on ga.id = g.area_id
      left join public.territory_area wa on wa.id = of_area
     where g.account_id = who and g.ended_at is null
       and g.starts_at <= registry.now() and (g.until is null or g.until > registry.now())
       and of_compartments <@ m.compartments and of_secrecy <= m.secrecy
       and (of_area is not null or of_compartments = '{}')
       and case when g.area_id is null then not m.giver_opens_records else wa.lo >= ga.lo and wa.hi <= ga.hi end
       and (g.organisation_id is null or g.organisation_id is not distinct from of_organisation)
       and (g.until is null or ends <= g.until)
       and (not m.giver_opens_records or (of_compartments <@ g.compartments::text[] and of_secrecy <= g.secrecy)));
end $$;

create or replace function accounts.give(
  new_id uuid, receiver uuid, of_role text, of_area int, of_organisation int, of_compartments text[], of_secrecy smallint,
  from_instant timestamptz, ends timestamptz, for_reason text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  giver uuid := registry.me();
  instant timestamptz := registry.now();
begin
  if giver is null or giver = receiver or coalesce(for_reason, '') = '' or ends <= instant or ends <= from_instant
     or not accounts.may_give(giver, of_role, of_area, of_organisation, of_compartments, of_secrecy, ends) then
    raise exception 'not yours to give' using errcode = 'insufficient_privilege';
  end if;
  insert into public.accounts_grant (id, account_id, role, area_id, organisation_id, compartments, secrecy, starts_at, until,
                                     given_by_id, given_at, reason, end_reason)
    values (new_id, receiver, of_role, of_area, of_organisation, of_compartments, of_secrecy, from_instant, ends,
            giver, instant, for_reason, '');
  -- A new role may need a second factor: whoever is signed in signs in again. Keys of programs stay.
  delete from registry.visit v where v.account = receiver and v.kind = 1;
end $$;

-- Whoever may give a role may end it, and anyone may lay the own role down.
create or replace function accounts.take(which uuid, for_reason text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  taker uuid := registry.me();
  g public.accounts_grant;
begin
  select * into g from public.accounts_grant t where t.id = which and t.ended_at is null for update;
  if taker is null or g.id is null or coalesce(for_reason, '') = '' or not (g.account_id = taker
     or accounts.may_give(taker, g.role, g.area_id, g.organisation_id, '{}', 0::smallint, registry.now())) then
    raise exception 'not yours to end' using errcode = 'insufficient_privilege';
  end if;
  update public.accounts_grant t set ended_at = registry.now(), ended_by_id = taker, end_reason = for_reason
   where t.id = which;
end $$;

revoke execute on function accounts.may_give(uuid, text, int, int, text[], smallint, timestamptz),
  accounts.give(uuid, uuid, text, int, int, text[], smallint, timestamptz, timestamptz, text),
  accounts.take(uuid, text) from public;
grant execute on function accounts.give(uuid, uuid, text, int, int, text[], smallint, timestamptz, timestamptz, text),
  accounts.take(uuid, text) to quartier_app;
