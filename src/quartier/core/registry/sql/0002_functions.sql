-- The lock's functions. All names are qualified, because the caller may set any search path.

create or replace function registry.now() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select pg_catalog.clock_timestamp() + coalesce((select c.ahead from registry.clock c), interval '0')
$$;

-- HMAC-SHA-256 (RFC 2104) over ticket, backend and start of the transaction, so that a ticket is worth nothing elsewhere.
create or replace function registry.mac(body text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(body, 'UTF8')
           || int4send(pg_backend_pid()) || timestamptz_send(transaction_timestamp()))), 'hex')
    from registry.mac_key k
$$;

create or replace function registry.make_mac_key() returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  key bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')) || decode(repeat('00', 32), 'hex');
  inner_pad bytea := key;
  outer_pad bytea := key;
begin
  if exists (select from registry.mac_key) then return; end if;
  for i in 0..63 loop
    inner_pad := set_byte(inner_pad, i, get_byte(key, i) # 54);
    outer_pad := set_byte(outer_pad, i, get_byte(key, i) # 92);
  end loop;
  insert into registry.mac_key (inner_pad, outer_pad) values (inner_pad, outer_pad);
end $$;
select registry.make_mac_key();

-- The verified ticket as {visit, reach, account, organisation}; null when there is none or it is not ours.
create or replace function registry.ticket() returns text[]
language plpgsql stable security definer parallel restricted set search_path = pg_catalog, pg_temp as $$
declare
  held text := current_setting('quartier.ticket', true);
begin
  if held is null or length(held) < 66 then return null; end if;
  if registry.mac(left(held, -65)) is distinct from right(held, 64) then return null; end if;
  return string_to_array(left(held, -65), '|');
end $$;

create or replace function registry.visible() returns int[]
language plpgsql stable security definer parallel restricted set search_path = pg_catalog, pg_temp as $$
declare
  t text[] := registry.ticket();
begin
  if t is null or t[2] = '' then return '{}'; end if;
  return coalesce((select r.scopes from registry.reach r where r.id = t[2]::bigint), '{}');
end $$;

create or replace function registry.me() returns uuid
language plpgsql stable security definer parallel restricted set search_path = pg_catalog, pg_temp as $$
declare
  t text[] := registry.ticket();
begin
  return nullif(t[3], '')::uuid;
end $$;

create or replace function registry.mine() returns uuid[]
language plpgsql stable security definer parallel restricted set search_path = pg_catalog, pg_temp as $$
declare
  t text[] := registry.ticket();
begin
  if t is null or (t[3] = '' and t[4] = '') then return '{}'; end if;
  return coalesce((select array_agg(p.subject) from (
    select a.subject from registry.party a
     where a.account = nullif(t[3], '')::uuid and (a.until is null or a.until > registry.now())
    union
    select s.subject from registry.share s
     where s.organisation = nullif(t[4], '')::int and s.until > registry.now()) p), '{}');
end $$;

-- Boxes into which anyone may lodge without seeing.
create or replace function registry.boxes(relation text) returns int[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(b.scope_id), '{}') from registry.drop_box b where b.relation = to_regclass('public.' || quote_ident($1))
$$;

create or replace function registry.remember_reach(list int[]) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  fingerprint bytea := sha256(convert_to(list::text, 'UTF8'));
  found_id bigint;
begin
  select r.id into found_id from registry.reach r where r.digest = fingerprint;
  if found_id is null then
    insert into registry.reach (digest, scopes) values (fingerprint, list)
      on conflict (digest) do update set digest = excluded.digest returning id into found_id;
  end if;
  return found_id;
end $$;

-- What an account's grants reach now. Containment in the tree of areas needs both ends of the interval.
create or replace function registry.refresh(visit_id bigint) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid;
  list int[];
  ends timestamptz;
  held text[];
  instant timestamptz := registry.now();
begin
  select v.account into who from registry.visit v where v.id = visit_id;
  with held_grants as (
    select g.* from public.accounts_grant g
     where g.account_id = who and g.starts_at <= instant and g.ended_at is null and (g.until is null or g.until > instant))
  select coalesce(array_agg(distinct s.id order by s.id) filter (where s.id is not null), '{}'),
         coalesce(array_agg(distinct g.role) filter (where g.role is not null), '{}'), min(g.until)
    into list, held, ends
    from held_grants g
    left join public.territory_area ga on ga.id = g.area_id
    left join public.territory_area sa on sa.lo >= ga.lo and sa.hi <= ga.hi
    left join public.registry_scope s on s.area_id = sa.id
          and (g.organisation_id is null or s.organisation_id = g.organisation_id)
          and s.compartment = any (g.compartments) and s.secrecy <= g.secrecy;
  -- A grant that begins later must be noticed too.
  ends := least(ends, (select min(g.starts_at) from public.accounts_grant g
                        where g.account_id = who and g.ended_at is null and g.starts_at > instant));
  update registry.visit v
     set reach = registry.remember_reach(list), roles = held, reach_until = ends,
         reach_generation = (select n.number from registry.generation n)
   where v.id = visit_id;
end $$;

create or replace function registry.enter(
  token text, out kind smallint, out account uuid, out organisation int, out breadth int, out roles text[], out instant timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v registry.visit;
  body text;
begin
  instant := registry.now();
  kind := 0; breadth := 0; roles := '{}';
  if token is not null and token <> '' then
    select * into v from registry.visit t where t.hash = sha256(convert_to(token, 'UTF8')) and t.until > clock_timestamp();
  end if;
  if v.id is null then
    perform set_config('quartier.ticket', '', true);
    return;
  end if;
  if v.reach is null or v.reach_generation is distinct from (select n.number from registry.generation n)
     or (v.reach_until is not null and v.reach_until <= instant) then
    perform registry.refresh(v.id);
    select * into v from registry.visit t where t.id = v.id;
  end if;
  body := concat_ws('|', v.id, coalesce(v.reach::text, ''), coalesce(v.account::text, ''), coalesce(v.organisation::text, ''));
  perform set_config('quartier.ticket', body || '|' || registry.mac(body), true);
  kind := v.kind; account := v.account; organisation := v.organisation; roles := v.roles;
  select coalesce(cardinality(r.scopes), 0) into breadth from registry.reach r where r.id = v.reach;
end $$;

-- A data migration names the scopes that it touches and why; the visit lasts as long as its transaction.
create or replace function registry.enter_owner(reason text, scopes int[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  body text;
begin
  if coalesce(reason, '') = '' then raise exception 'enter_owner needs a reason'; end if;
  body := concat_ws('|', 0, registry.remember_reach(scopes), '', '');
  perform set_config('quartier.ticket', body || '|' || registry.mac(body), true);
end $$;

-- Sign-in pages only: the visit keeps the hash of the token, never the token.
create or replace function registry.open_visit(token_hash bytea, visit_kind smallint, who uuid, ends timestamptz) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  new_id bigint;
begin
  insert into registry.visit (hash, kind, account, organisation, until)
    select token_hash, visit_kind, a.id, a.organisation_id, ends from public.accounts_account a where a.id = who and a.is_active
    returning id into new_id;
  if new_id is null then raise exception 'no such account' using errcode = 'no_data_found'; end if;
  return new_id;
end $$;

create or replace function registry.close_visit(token_hash bytea) returns int
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from registry.visit v where v.hash = token_hash returning 1) select count(*)::int from gone
$$;

create or replace function registry.close_visits(who uuid) returns int
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  with gone as (delete from registry.visit v where v.account = who returning 1) select count(*)::int from gone
$$;

-- Housekeeping: visits that ended, lists that no visit names.
create or replace function registry.sweep() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  swept int;
begin
  delete from registry.visit v where v.until < clock_timestamp();
  delete from registry.reach r where not exists (select from registry.visit v where v.reach = r.id);
  get diagnostics swept = row_count;
  return swept;
end $$;

create or replace function registry.next_generation() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update registry.generation set number = number + 1;
  return null;
end $$;

-- The number of a scope, made when it is new. A new scope is in nobody's list until they enter again.
create or replace function registry.scope_for(of_area int, of_organisation int, of_compartment text, of_secrecy smallint) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_id int;
begin
  select s.id into found_id from public.registry_scope s
   where s.area_id = of_area and s.organisation_id = of_organisation and s.compartment = of_compartment and s.secrecy = of_secrecy;
  if found_id is null then
    insert into public.registry_scope (area_id, organisation_id, compartment, secrecy)
      values (of_area, of_organisation, of_compartment, of_secrecy)
      on conflict (area_id, organisation_id, compartment, secrecy) do update set secrecy = excluded.secrecy returning id into found_id;
  end if;
  return found_id;
end $$;

-- Whoever lodges what she cannot see becomes a party to it.
create or replace function registry.lodger() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := registry.me();
begin
  if who is not null and not (new.scope_id = any (registry.visible())) then
    insert into registry.party (subject, account, capacity) values (new.id, who, 'lodger');
  end if;
  return null;
end $$;

revoke execute on all functions in schema registry from public;
grant execute on function registry.now(), registry.enter(text), registry.visible(), registry.mine(), registry.me(),
  registry.boxes(text), registry.scope_for(int, int, text, smallint) to quartier_app, quartier_cell, quartier_party, quartier_keeper;
grant execute on function registry.now(), registry.open_visit(bytea, smallint, uuid, timestamptz), registry.close_visit(bytea),
  registry.close_visits(uuid) to quartier_signin;
grant execute on function registry.sweep() to quartier_app;
