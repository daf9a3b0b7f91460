-- What no program may do to the intake, whoever runs it, and what every new row must satisfy.
create schema if not exists ledger;
grant usage on schema ledger to quartier_app, quartier_keeper;
grant create on schema ledger to quartier_keeper;

alter table public.ledger_intake add column number bigint generated always as identity unique;
alter table public.ledger_intake
  add constraint ledger_intake_entry check (length(entry) = 33 and get_byte(entry, 0) = 1),
  add constraint ledger_intake_leaf check (leaf = sha256('\x00'::bytea || entry)),
  add constraint ledger_intake_prev check (prev is null or (length(prev) = 32 and record is not null));
create index ledger_intake_record on public.ledger_intake (record, number desc) where record is not null;

-- The last leaf of a record. Whoever asks goes on to append: until then nobody else appends to that record.
create function ledger.previous(tag text) returns bytea
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(tag, 7161));
  return (select i.leaf from public.ledger_intake i where i.record = tag order by i.number desc limit 1);
end $$;

-- `registry.now()` is the server's clock, ahead of it in the demo.
create function ledger.receive() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  latest timestamptz := registry.now();
  earliest timestamptz := latest - (clock_timestamp() - transaction_timestamp()) - interval '1 second';
begin
  if new.recorded_at not between earliest and latest then
    raise exception 'ledger: recorded_at is the time of this transaction' using errcode = 'check_violation';
  end if;
  if new.prev is distinct from ledger.previous(new.record) then
    raise exception 'ledger: prev is not the last entry of the record' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ledger_intake_receive before insert on public.ledger_intake
  for each row execute function ledger.receive();

create function ledger.receive_envelope() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  i public.ledger_intake;
  said jsonb := convert_from(new.body, 'UTF8')::jsonb;
begin
  select * into i from public.ledger_intake t where t.id = new.intake_id;
  if i.entry is distinct from '\x01'::bytea || sha256(convert_to('quartier-envelope/v1', 'UTF8') || '\x00'::bytea || new.body)
     or said ->> 'kind' is distinct from new.kind
     or said ->> 'record' is distinct from i.record
     or (said ->> 'recorded_at')::timestamptz is distinct from i.recorded_at
     or decode(said ->> 'prev', 'base64') is distinct from i.prev then
    raise exception 'ledger: the envelope is not the one of this entry' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ledger_envelope_receive before insert on public.ledger_envelope
  for each row execute function ledger.receive_envelope();

create function ledger.receive_opening() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name bytea := convert_to(new.field, 'UTF8');
  said text;
begin
  select convert_from(e.body, 'UTF8')::jsonb -> 'fields' ->> new.field into said
    from public.ledger_envelope e where e.intake_id = new.intake_id;
  if said is distinct from encode(sha256(convert_to('quartier-field/v1', 'UTF8') || '\x00'::bytea || new.salt
       || int2send(length(name)::smallint) || name || new.value), 'base64') then
    raise exception 'ledger: the opening does not open its field' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ledger_opening_receive before insert on public.ledger_opening
  for each row execute function ledger.receive_opening();

-- Always on: neither the owner nor a session in replication mode passes. Who removes the trigger itself is found out
-- by the published heads.
create function ledger.refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' and tg_table_name <> 'ledger_intake' and current_user = 'quartier_keeper' then
    return null;  -- lawful erasure, through ledger.erase
  end if;
  raise exception 'ledger: % is insert-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_intake_refuse before update or delete or truncate on public.ledger_intake
  for each statement execute function ledger.refuse();
create trigger ledger_envelope_refuse before update or delete or truncate on public.ledger_envelope
  for each statement execute function ledger.refuse();
create trigger ledger_opening_refuse before update or delete or truncate on public.ledger_opening
  for each statement execute function ledger.refuse();
alter table public.ledger_intake enable always trigger ledger_intake_refuse;
alter table public.ledger_envelope enable always trigger ledger_envelope_refuse;
alter table public.ledger_opening enable always trigger ledger_opening_refuse;

-- Lawful erasure of one record: salts, values and envelopes go, what stays in the intake is noise. Gives the number of
-- entries emptied. Only the registry's erasure, which runs as the keeper, may call it.
grant select on public.ledger_intake to quartier_keeper;
grant select, delete on public.ledger_envelope, public.ledger_opening to quartier_keeper;
create function ledger.erase(tag text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  emptied integer;
begin
  delete from public.ledger_opening o using public.ledger_intake i where i.id = o.intake_id and i.record = tag;
  delete from public.ledger_envelope e using public.ledger_intake i where i.id = e.intake_id and i.record = tag;
  get diagnostics emptied = row_count;
  return emptied;
end $$;

revoke execute on all functions in schema ledger from public;
grant execute on function ledger.previous(text) to quartier_app;
alter function ledger.erase(text) owner to quartier_keeper;
