-- Appending in one call: the database writes the envelope itself. It draws the time, finds the record's last leaf and the
-- published head, computes each digest, and joins the canonical JSON (RFC 8785) of which it takes the hash. So nothing
-- about an entry can contradict it, nobody can choose its time, and a writer waits for one answer.
--
-- Every text in an envelope is checked to be of letters, digits and the few signs that JSON writes as they are; the values
-- of fields never stand in it, only their digests.

-- RFC 3339 in UTC with six decimals, quoted; null where there is none. Both are called from below only, where the search
-- path is set already, and have none of their own: so PostgreSQL puts their text into the caller's.
create function ledger.instant(at timestamptz) returns text language sql immutable as $$
  select coalesce(to_char(at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""'), 'null')
$$;

create function ledger.quoted(value bytea) returns text language sql immutable as $$
  select coalesce('"' || encode(value, 'base64') || '"', 'null')
$$;

-- What a device captured without a connection names the head that the device knew (`known`, its size) or none: the
-- server's newest would be younger than the fact and read as back-dating.
create function ledger.append(
  new_id uuid, of_kind text, tag text, occurred timestamptz, captured timestamptz, corrects bytea,
  names text[], salts bytea[], contents bytea[], blind bytea, known bigint,
  out recorded_at timestamptz, out leaf bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  prev bytea := ledger.previous(tag);
  seen text;
  fields text;
  formed boolean;
  body bytea;
  entry bytea;
begin
  select coalesce(string_agg(format('"%s":%s', o.name, ledger.quoted(
           sha256('quartier-field/v1'::bytea || '\x00'::bytea || o.salt || int2send(length(o.name)::smallint)
             || convert_to(o.name, 'UTF8') || o.value))), ',' order by o.name collate "C"), ''),
         coalesce(bool_and(coalesce(
           o.name ~ '^[a-z][a-z0-9_]{0,63}$' and length(o.salt) = 32 and o.value is not null, false)), true)
    into fields, formed from unnest(names, salts, contents) o (name, salt, value);
  if not formed or of_kind is null or of_kind !~ '^[a-z_]{1,32}\.[a-z_]{1,31}$' or tag !~ '^[0-9a-z]{26}$'
     or length(blind) is distinct from 32 or length(corrects) <> 32 then
    raise exception 'ledger: not of the form of an entry' using errcode = 'check_violation';
  end if;
  recorded_at := registry.now();
  select format('{"origin":"%s","root":%s,"size":%s}', split_part(convert_from(p.note, 'UTF8'), E'\n', 1),
                ledger.quoted(h.root), p.head_id)
    into seen
    from public.ledger_publication p join public.ledger_head h on h.size = p.head_id
   where p.head_id =
         case when captured is null then (select max(l.head_id) from public.ledger_publication l) else known end
   order by p.at desc limit 1;
  if known is not null and (captured is null or seen is null) then
    raise exception 'ledger: a device names a head that was published, and when it captured' using errcode = 'check_violation';
  end if;
  body := convert_to(concat(
    '{"blind":', ledger.quoted(blind), ',"captured_at":', ledger.instant(captured), ',"corrects":', ledger.quoted(corrects),
    ',"fields":{', fields, '},"kind":"', of_kind, '","occurred_at":', ledger.instant(coalesce(occurred, recorded_at)),
    ',"prev":', ledger.quoted(prev), ',"record":', coalesce('"' || tag || '"', 'null'),
    ',"recorded_at":', ledger.instant(recorded_at), ',"seen":', coalesce(seen, 'null'), ',"v":1}'), 'UTF8');
  entry := '\x01'::bytea || sha256('quartier-envelope/v1'::bytea || '\x00'::bytea || body);
  leaf := sha256('\x00'::bytea || entry);
  insert into public.ledger_intake (id, record, recorded_at, entry, leaf, prev)
    values (new_id, tag, recorded_at, entry, leaf, prev);
  insert into public.ledger_envelope (intake_id, kind, body) values (new_id, of_kind, body);
  insert into public.ledger_opening (intake_id, field, salt, value)
    select new_id, o.name, o.salt, o.value from unnest(names, salts, contents) o (name, salt, value);
end $$;

-- An opening is written with its entry or not at all, above: a foreign key would ask five times more for each entry.
do $$
declare
  one text;
begin
  for one in
    select conname from pg_constraint where contype = 'f' and conrelid = 'public.ledger_opening'::regclass
  loop
    execute format('alter table public.ledger_opening drop constraint %I', one);
  end loop;
end $$;

revoke execute on function ledger.instant(timestamptz), ledger.quoted(bytea),
  ledger.append(uuid, text, text, timestamptz, timestamptz, bytea, text[], bytea[], bytea[], bytea, bigint) from public;
grant execute on function ledger.append(uuid, text, text, timestamptz, timestamptz, bytea, text[], bytea[], bytea[], bytea, bigint)
  to quartier_app, quartier_sequencer;
