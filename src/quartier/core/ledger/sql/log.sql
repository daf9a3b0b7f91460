-- The log: places, batches, heads, what witnesses said, what was published. Rows are only added, whoever tries.
grant usage on schema ledger to quartier_sequencer;

-- The transaction that wrote a row. A row that a snapshot does not show belongs to a transaction at or above the
-- snapshot's xmin, so a pass need look no lower than where the last complete pass stood. Numbers cannot say that: they
-- are drawn before the commit, and commits come in any order.
alter table public.ledger_intake add column transaction xid8 not null default pg_current_xact_id();
create index ledger_intake_transaction on public.ledger_intake (transaction);

alter table public.ledger_position add constraint ledger_position_index check (index >= 0);
alter table public.ledger_batch
  add constraint ledger_batch_grows check (first >= 0 and first < size),
  add constraint ledger_batch_hashes check (length(hashes) = 32 * length(replace(size::bit(64)::text, '0', '')));
alter table public.ledger_head add constraint ledger_head_root check (length(root) = 32);

create or replace function ledger.refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' and tg_table_name in ('ledger_envelope', 'ledger_opening') and current_user = 'quartier_keeper' then
    return null;  -- lawful erasure
  end if;
  raise exception 'ledger: % is insert-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
do $$
declare
  one text;
begin
  foreach one in array array['position', 'batch', 'head', 'cosignature', 'publication', 'alarm'] loop
    execute format('create trigger ledger_%1$s_refuse before update or delete or truncate on public.ledger_%1$s
      for each statement execute function ledger.refuse()', one);
    execute format('alter table public.ledger_%1$s enable always trigger ledger_%1$s_refuse', one);
  end loop;
end $$;

-- A batch begins where the last one ended, and covers places that are taken.
create function ledger.receive_batch() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.first is distinct from coalesce((select max(b.size) from public.ledger_batch b), 0)
     or new.size is distinct from (select max(p.index) + 1 from public.ledger_position p)
     or new.size - new.first is distinct from
        (select count(*) from public.ledger_position p where p.index >= new.first and p.index < new.size) then
    raise exception 'ledger: the batch does not follow the last one' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ledger_batch_receive before insert on public.ledger_batch
  for each row execute function ledger.receive_batch();

-- Give the next places to committed entries that have none, and say what they are, in order. `since` leaves out what an
-- earlier pass has seen, and what the snapshot cannot know: rows that a restore brought carry another server's
-- transactions, which may lie far ahead of ours. Null looks at everything, as each start does. `opening`, the entry that opens the log, comes before all others.
create function ledger.take(first bigint, since xid8, at_most integer, opening uuid)
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

-- Entries by place, from `low` up to but without `high`.
create function ledger.entries(low bigint, high bigint) returns table (index bigint, entry bytea, leaf bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.index, i.entry, i.leaf
    from public.ledger_position p join public.ledger_intake i on i.id = p.intake_id
   where p.index >= low and p.index < high order by p.index
$$;

-- How many places are taken, and which is the next one: equal, unless somebody tampered.
create function ledger.places(out taken bigint, out next bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(*), coalesce(max(p.index) + 1, 0) from public.ledger_position p
$$;

-- Whoever holds a record's tag may learn that its entries exist, and what proves it: place (null until there is one),
-- leaf, and the entry that tells nothing. Not kind, not time, not content.
create function ledger.existence(tag text) returns table (index bigint, leaf bytea, entry bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.index, i.leaf, i.entry
    from public.ledger_intake i left join public.ledger_position p on p.intake_id = i.id
   where i.record = tag order by i.number
$$;

revoke execute on function ledger.receive_batch(), ledger.take(bigint, xid8, integer, uuid), ledger.entries(bigint, bigint),
  ledger.places(), ledger.existence(text) from public;
grant execute on function ledger.take(bigint, xid8, integer, uuid), ledger.entries(bigint, bigint), ledger.places()
  to quartier_sequencer;
grant execute on function ledger.existence(text) to quartier_app;
