-- Which texts were offered in the last day, as hashes of which no word can be read; so that many alike ones are noticed.
create unlogged table publication.seen (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  sketch int[] not null check (cardinality(sketch) between 1 and 24)
);
create index seen_sketch on publication.seen using gin (sketch);
create index seen_at on publication.seen (at);

-- How many of the last day are alike: at least half of the smaller sketch is in the other. Remembers this one, and forgets
-- some of those that are older, without waiting for anybody who does the same.
create function publication.alike(with_sketch int[], instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_count int;
begin
  select count(*) into found_count from (
    select 1 from publication.seen s
     where s.sketch && with_sketch and s.at > instant - interval '1 day' and s.at <= instant
       and (select count(*) from unnest(s.sketch) h where h = any (with_sketch))
           >= 0.5 * least(cardinality(s.sketch), cardinality(with_sketch))
     limit 1000) found;
  insert into publication.seen (at, sketch) values (instant, with_sketch);
  delete from publication.seen s where s.id in (
    select o.id from publication.seen o where o.at < instant - interval '1 day' limit 20 for update skip locked);
  return found_count;
end $$;

revoke execute on function publication.alike(int[], timestamptz) from public;
grant execute on function publication.alike(int[], timestamptz) to quartier_app;
