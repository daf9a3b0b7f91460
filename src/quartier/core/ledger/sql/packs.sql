-- What a pack shows of the entries. Two doors to one function: whoever has the machine goes through the owner's, a visit
-- through the one that looks at its roles and never opens a field, except what an erasure has to say of itself.

-- Envelopes of the places from `low` up to but without `high`: of these kinds and the log's own (null: of all), with
-- these fields opened (null: all).
create function ledger.disclosed(low bigint, high bigint, chosen text[], opened text[])
returns table (index bigint, kind text, body bytea, fields text[], salts bytea[], contents bytea[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.index, e.kind, e.body, o.fields, o.salts, o.contents
    from public.ledger_position p
    join public.ledger_envelope e on e.intake_id = p.intake_id
    cross join lateral (
      select coalesce(array_agg(t.field order by t.field), '{}') as fields,
             coalesce(array_agg(t.salt order by t.field), '{}') as salts,
             coalesce(array_agg(t.value order by t.field), '{}') as contents
        from public.ledger_opening t
       where t.intake_id = p.intake_id
         and (opened is null or t.field = any (opened)
              or (e.kind = 'ledger.erased' and t.field in ('leaves', 'field', 'ground', 'authority')))) o
   where p.index >= low and p.index < high
     and (chosen is null or e.kind = any (chosen) or starts_with(e.kind, 'ledger.'))
   order by p.index
$$;

-- Roles of oversight; tests compare them with the roles that permit `ledger.export`.
create function ledger.may_export() returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from registry.visit v
     where v.id = nullif((registry.ticket())[1], '')::bigint and v.roles && array['auditor', 'monitor']);
end $$;

create function ledger.disclosed_to_visit(low bigint, high bigint, chosen text[])
returns table (index bigint, kind text, body bytea, fields text[], salts bytea[], contents bytea[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not ledger.may_export() then
    raise exception 'ledger: this visit may not export' using errcode = 'insufficient_privilege';
  end if;
  return query select * from ledger.disclosed(low, high, chosen, '{}');
end $$;

-- Entries below `high` that were emptied while no entry below it says so: their erasure has no published place yet.
create function ledger.unexplained(high bigint) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with empty as (
    select i.leaf from public.ledger_position p join public.ledger_intake i on i.id = p.intake_id
     where p.index < high and not exists (select from public.ledger_envelope e where e.intake_id = p.intake_id)),
  named as (
    select decode(jsonb_array_elements_text(convert_from(l.value, 'UTF8')::jsonb), 'base64') as leaf
      from public.ledger_envelope e
      join public.ledger_position p on p.intake_id = e.intake_id
      join public.ledger_opening l on l.intake_id = e.intake_id and l.field = 'leaves'
      join public.ledger_opening f on f.intake_id = e.intake_id and f.field = 'field'
     where e.kind = 'ledger.erased' and p.index < high and convert_from(f.value, 'UTF8') = 'null')
  select count(*) from empty where not exists (select from named where named.leaf = empty.leaf)
$$;

-- The entries of one record, with all that is left of them.
create function ledger.entries_of(tag text)
returns table (index bigint, entry bytea, leaf bytea, recorded_at timestamptz, body bytea,
               fields text[], salts bytea[], contents bytea[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.index, i.entry, i.leaf, i.recorded_at, e.body, o.fields, o.salts, o.contents
    from public.ledger_intake i
    left join public.ledger_position p on p.intake_id = i.id
    left join public.ledger_envelope e on e.intake_id = i.id
    cross join lateral (
      select coalesce(array_agg(t.field order by t.field), '{}') as fields,
             coalesce(array_agg(t.salt order by t.field), '{}') as salts,
             coalesce(array_agg(t.value order by t.field), '{}') as contents
        from public.ledger_opening t where t.intake_id = i.id) o
   where i.record = tag order by p.index nulls last, i.number
$$;

revoke execute on function ledger.disclosed(bigint, bigint, text[], text[]), ledger.may_export(),
  ledger.disclosed_to_visit(bigint, bigint, text[]), ledger.unexplained(bigint), ledger.entries_of(text) from public;
grant execute on function ledger.disclosed_to_visit(bigint, bigint, text[]), ledger.unexplained(bigint) to quartier_app;
