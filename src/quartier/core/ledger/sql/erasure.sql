-- Erasure says which entries it emptied, so that an entry of its own can name them. Salts, values and envelopes go; what
-- stays in the intake is noise. Only the registry's erasure, which runs as the keeper, may call these.
drop function ledger.erase(text);
create function ledger.erase(tag text) returns bytea[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  emptied bytea[];
begin
  select coalesce(array_agg(i.leaf order by i.number), '{}') into emptied
    from public.ledger_intake i join public.ledger_envelope e on e.intake_id = i.id where i.record = tag;
  delete from public.ledger_opening o using public.ledger_intake i where i.id = o.intake_id and i.record = tag;
  delete from public.ledger_envelope e using public.ledger_intake i where i.id = e.intake_id and i.record = tag;
  return emptied;
end $$;

-- One field of all of a record's entries: the envelope stays, and keeps a digest that nobody can open or guess. What an
-- erasure says of itself stays: without it nobody could tell an emptied entry from one that was left out.
create function ledger.erase_field(tag text, name text) returns bytea[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  emptied bytea[];
begin
  if name = 'by' then raise exception 'ledger: who acted is not erased' using errcode = 'check_violation'; end if;
  with gone as (
    delete from public.ledger_opening o using public.ledger_intake i
     where i.id = o.intake_id and i.record = tag and o.field = name
       and not exists (select from public.ledger_envelope e where e.intake_id = i.id and e.kind = 'ledger.erased')
    returning i.leaf, i.number)
  select coalesce(array_agg(g.leaf order by g.number), '{}') into emptied from gone g;
  return emptied;
end $$;

-- How many committed entries have no place yet, and since when the oldest of them waits.
create function ledger.waiting(out entries bigint, out since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*), min(i.recorded_at) from public.ledger_intake i
   where not exists (select from public.ledger_position p where p.intake_id = i.id)
$$;

revoke execute on function ledger.erase(text), ledger.erase_field(text, text), ledger.waiting() from public;
grant execute on function ledger.waiting() to quartier_sequencer;
alter function ledger.erase(text) owner to quartier_keeper;
alter function ledger.erase_field(text, text) owner to quartier_keeper;
