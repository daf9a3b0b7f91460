-- A door: the way of somebody without an account to exactly one record. The code is theirs; we keep its digest only.
-- Its account is a number of its own that stands in no list of accounts, so nobody can sign in with it.
create table registry.door (
  account uuid primary key,
  digest bytea not null unique check (length(digest) = 32),
  subject uuid not null references public.registry_subject (id),
  capacity text not null,
  until timestamptz,
  given_at timestamptz not null,
  ended_at timestamptz
);
create index door_subject on registry.door (subject);
grant select, insert, update, delete on registry.door to quartier_keeper;

-- Whether this transaction opened the record: a row that we see although its transaction is under way is our own.
create function registry.opened_here(which uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  top bigint := pg_current_xact_id_if_assigned()::text::bigint;
  born bigint;
begin
  select s.xmin::text::bigint into born from public.registry_subject s where s.id = which;
  if top is null or born is null then return false; end if;
  born := born + ((top >> 32) << 32);
  if born < top - 2147483648 then born := born + 4294967296; end if;  -- the short number began anew since
  return born >= top and pg_xact_status(born::text::xid8) = 'in progress';
exception when invalid_parameter_value then return false;  -- a number of long ago that looks like one to come
end $$;

create function registry.give_door(which uuid, code_digest bytea, in_capacity text, ends timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := gen_random_uuid();
  found_tag text;
begin
  select s.tag into found_tag from public.registry_subject s
   where s.id = which and s.erased_at is null and (s.scope_id = any (registry.visible()) or registry.opened_here(which));
  if found_tag is null then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  insert into registry.door (account, digest, subject, capacity, until, given_at)
    values (who, code_digest, which, in_capacity, ends, registry.now());
  insert into registry.party (subject, account, capacity, until) values (which, who, in_capacity, ends);
  return found_tag;
end $$;

create function registry.end_doors(which uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended int;
begin
  perform registry.require(which);
  delete from registry.party p using registry.door d where d.subject = which and p.account = d.account;
  update registry.door d set ended_at = registry.now() where d.subject = which and d.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- The account behind a code that still opens; an erased record has no door.
create function registry.behind(code_digest bytea) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.account from registry.door d join public.registry_subject s on s.id = d.subject
   where d.digest = code_digest and d.ended_at is null and s.erased_at is null
     and (d.until is null or d.until > registry.now())
$$;

revoke execute on function registry.opened_here(uuid), registry.give_door(uuid, bytea, text, timestamptz), registry.end_doors(uuid),
  registry.behind(bytea) from public;
grant execute on function registry.give_door(uuid, bytea, text, timestamptz), registry.end_doors(uuid) to quartier_app;
alter function registry.opened_here(uuid) owner to quartier_keeper;
alter function registry.give_door(uuid, bytea, text, timestamptz) owner to quartier_keeper;
alter function registry.end_doors(uuid) owner to quartier_keeper;
alter function registry.behind(bytea) owner to quartier_keeper;
set local role quartier_keeper;  -- the old owner's right went with the function
grant execute on function registry.behind(bytea) to quartier_owner;
reset role;

-- Sign-in pages only, as `open_visit`: a visit of the kind DOOR, in nobody's organisation.
create function registry.open_door(code_digest bytea, token_hash bytea, lasts interval) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := registry.behind(code_digest);
begin
  if who is null then return false; end if;
  insert into registry.visit (hash, kind, account, until) values (token_hash, 3, who, clock_timestamp() + lasts);
  return true;
end $$;
revoke execute on function registry.open_door(bytea, bytea, interval) from public;
grant execute on function registry.open_door(bytea, bytea, interval) to quartier_signin;
