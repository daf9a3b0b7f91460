-- Which texts came in the last day, as hashes of which no word can be read; so that many alike ones are noticed.
create unlogged table gate.seen (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  sketch int[] not null check (cardinality(sketch) between 1 and 24)
);
create index seen_sketch on gate.seen using gin (sketch);
create index seen_at on gate.seen (at);

-- How many of the last day are alike: at least half of the smaller sketch is in the other. Remembers this one.
create function gate.alike(with_sketch int[], instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_count int;
begin
  select count(*) into found_count from (
    select 1 from gate.seen s
     where s.sketch && with_sketch and s.at > instant - interval '1 day' and s.at <= instant
       and (select count(*) from unnest(s.sketch) h where h = any (with_sketch))
           >= 0.5 * least(cardinality(s.sketch), cardinality(with_sketch))
     limit 1000) found;
  insert into gate.seen (at, sketch) values (instant, with_sketch);
  return found_count;
end $$;

create or replace function gate.sweep(instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  swept int;
begin
  delete from gate.day_key k where k.day < (instant at time zone 'UTC')::date;
  -- A bucket that is full again says nothing; one of yesterday's key is never found again.
  delete from gate.bucket b where b.full_at < instant or b.since < instant - interval '2 days';
  delete from gate.seen s where s.at < instant - interval '1 day';
  delete from gate.waiting w where w.until <= instant;
  get diagnostics swept = row_count;
  return swept;
end $$;

revoke execute on function gate.alike(int[], timestamptz) from public;
grant execute on function gate.alike(int[], timestamptz) to quartier_app, quartier_signin;
