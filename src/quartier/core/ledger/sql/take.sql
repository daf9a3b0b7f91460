-- As before, and leaves aside what the snapshot cannot know: rows that a restore brought from another server carry its
-- transactions, which may lie far ahead of ours. They were seen when everything was looked at, at the start.
create or replace function ledger.take(first bigint, since xid8, at_most integer, opening uuid)
returns table (entry bytea, leaf bytea)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  beyond xid8 := pg_snapshot_xmax(pg_current_snapshot());
begin
  if first is distinct from coalesce((select max(p.index) + 1 from public.ledger_position p), 0) then
    raise exception 'ledger: somebody else gave out places' using errcode = 'serialization_failure';
  end if;
  return query
    with waiting as materialized (
      select i.id, i.number, i.entry, i.leaf from public.ledger_intake i
       where (since is null or i.transaction >= since and i.transaction < beyond)
         and not exists (select from public.ledger_position p where p.intake_id = i.id)
       order by i.id is distinct from opening, i.number limit at_most),
    placed as (
      insert into public.ledger_position (index, intake_id)
        select first - 1 + row_number() over (order by w.id is distinct from opening, w.number), w.id from waiting w)
    select w.entry, w.leaf from waiting w order by w.id is distinct from opening, w.number;
end $$;
