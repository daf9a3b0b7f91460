-- Appending in two calls, and nothing else: the application may no longer insert into the tables themselves, so whatever
-- stands in the intake was checked here.

-- What an envelope needs to know: the record's last leaf (whoever asks goes on to append; until then nobody else appends
-- to that record), the time, and the published head: an entry that names it cannot be older than it.
create function ledger.begin(tag text, out prev bytea, out recorded_at timestamptz, out size bigint, out root bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  prev := ledger.previous(tag);
  recorded_at := registry.now();
  select p.head_id, h.root into size, root
    from public.ledger_publication p join public.ledger_head h on h.size = p.head_id
   order by p.head_id desc, p.at desc limit 1;
end $$;

-- Entry, envelope and openings at once. `registry.now()` is the server's clock, ahead of it in the demo.
create function ledger.write(
  new_id uuid, tag text, recorded timestamptz, new_entry bytea, last bytea, of_kind text, new_body bytea,
  fields text[], salts bytea[], contents bytea[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  latest timestamptz := registry.now();
  earliest timestamptz := latest - (clock_timestamp() - transaction_timestamp()) - interval '1 second';
  said jsonb := convert_from(new_body, 'UTF8')::jsonb;
begin
  if recorded is null or recorded not between earliest and latest then
    raise exception 'ledger: recorded_at is the time of this transaction' using errcode = 'check_violation';
  end if;
  if last is distinct from ledger.previous(tag) then
    raise exception 'ledger: prev is not the last entry of the record' using errcode = 'check_violation';
  end if;
  if new_entry is distinct from '\x01'::bytea || sha256(convert_to('quartier-envelope/v1', 'UTF8') || '\x00'::bytea || new_body)
     or said ->> 'kind' is distinct from of_kind
     or said ->> 'record' is distinct from tag
     or (said ->> 'recorded_at')::timestamptz is distinct from recorded
     or decode(said ->> 'prev', 'base64') is distinct from last then
    raise exception 'ledger: the envelope is not the one of this entry' using errcode = 'check_violation';
  end if;
  if (select count(*) from jsonb_object_keys(said -> 'fields')) is distinct from cardinality(fields)
     or exists (
       select from unnest(fields, salts, contents) o (field, salt, value)
        where length(o.salt) is distinct from 32
           or said -> 'fields' ->> o.field is distinct from encode(
                sha256(convert_to('quartier-field/v1', 'UTF8') || '\x00'::bytea || o.salt
                  || int2send(octet_length(o.field)::smallint) || convert_to(o.field, 'UTF8') || o.value), 'base64')) then
    raise exception 'ledger: the opening does not open its field' using errcode = 'check_violation';
  end if;
  insert into public.ledger_intake (id, record, recorded_at, entry, leaf, prev)
    values (new_id, tag, recorded, new_entry, sha256('\x00'::bytea || new_entry), last);
  insert into public.ledger_envelope (intake_id, kind, body) values (new_id, of_kind, new_body);
  insert into public.ledger_opening (intake_id, field, salt, value)
    select new_id, o.field, o.salt, o.value from unnest(fields, salts, contents) o (field, salt, value);
end $$;

drop trigger ledger_intake_receive on public.ledger_intake;
drop trigger ledger_envelope_receive on public.ledger_envelope;
drop trigger ledger_opening_receive on public.ledger_opening;
drop function ledger.receive();
drop function ledger.receive_envelope();
drop function ledger.receive_opening();

revoke insert on public.ledger_intake, public.ledger_envelope, public.ledger_opening from quartier_app;
revoke execute on function ledger.previous(text) from quartier_app;
revoke execute on function ledger.begin(text),
  ledger.write(uuid, text, timestamptz, bytea, bytea, text, bytea, text[], bytea[], bytea[]) from public;
grant execute on function ledger.begin(text),
  ledger.write(uuid, text, timestamptz, bytea, bytea, text, bytea, text[], bytea[], bytea[]) to quartier_app, quartier_sequencer;

-- Each index is written at every entry; these told nothing that another does not.
alter table public.ledger_intake drop constraint ledger_intake_number_key;
alter table public.ledger_opening drop column id, drop constraint ledger_opening_once, add primary key (intake_id, field);
do $$
declare
  one text;
begin
  for one in
    select indexrelid::regclass::text from pg_index
     where not indisprimary and not indisunique
       and indrelid in ('public.ledger_opening'::regclass, 'public.ledger_envelope'::regclass)
  loop
    execute format('drop index %s', one);
  end loop;
end $$;
