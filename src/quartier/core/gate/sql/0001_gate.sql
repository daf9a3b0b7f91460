-- The gate counts in tables that no role reads: buckets by digests, the key of the day, and what waits, encrypted.
create schema if not exists gate;
grant usage on schema gate to quartier_app, quartier_signin, quartier_backup;

-- Thrown away with the day: afterwards nobody can tell which network a digest stood for.
create unlogged table gate.day_key (
  day date primary key,
  key bytea not null check (length(key) = 64)
);
create unlogged table gate.bucket (
  name bytea primary key,
  tokens double precision not null,
  since timestamptz not null,
  full_at timestamptz not null
);
create table gate.waiting (
  digest bytea primary key check (length(digest) = 32),
  what text not null,
  body bytea not null check (length(body) <= 300000),
  ready_at timestamptz not null,
  asked boolean not null default false,
  until timestamptz not null
);
create index waiting_until on gate.waiting (until);
create index bucket_full on gate.bucket (full_at);

create function gate.key_of(which date) returns bytea
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_key bytea;
  noise text := gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text;
  more text := gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text;
begin
  select k.key into found_key from gate.day_key k where k.day = which;
  if found_key is null then
    insert into gate.day_key (day, key)
      values (which, sha256(convert_to(noise, 'UTF8')) || sha256(convert_to(more, 'UTF8')))
      on conflict (day) do update set day = excluded.day returning key into found_key;
  end if;
  return found_key;
end $$;

-- One round trip: a token from each bucket, or none from any. Null: passed. A time: when to come; one token of the own
-- buckets is taken for it then, those of the house (`shared`) are asked for when the time has come. Infinity: the line
-- is full, nothing was taken.
create function gate.ask(
  names bytea[], bursts double precision[], rates double precision[], lines double precision[], shared boolean[],
  instant timestamptz, out ready_at timestamptz, out come_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  day_key bytea := gate.key_of((instant at time zone 'UTC')::date);
  digest bytea;
  digests bytea[] := '{}';
  held double precision[] := '{}';
  known gate.bucket;
  now_held double precision;
  wait double precision := 0;
  longest double precision := 0;
  is_full boolean := false;
begin
  for i in 1 .. cardinality(names) loop
    digests := digests || sha256(day_key || sha256(day_key || names[i]));
  end loop;
  -- In one order for everybody, so that two callers never wait for each other.
  for digest in select d from unnest(digests) d order by d loop
    insert into gate.bucket (name, tokens, since, full_at)
      select digest, bursts[j], instant, instant from generate_subscripts(digests, 1) j where digests[j] = digest limit 1
      on conflict (name) do update set since = gate.bucket.since;
  end loop;
  for i in 1 .. cardinality(names) loop
    select b.* into known from gate.bucket b where b.name = digests[i];
    now_held := least(bursts[i], known.tokens + greatest(0, extract(epoch from instant - known.since)) * rates[i]);
    held := held || now_held;
    if now_held < 1 then
      wait := (1 - now_held) / rates[i];
      longest := greatest(longest, wait);
      if now_held < 1 - lines[i] then is_full := true; end if;
    end if;
  end loop;
  if longest > 0 then
    come_at := instant + longest * interval '1 second';
    if is_full then ready_at := 'infinity'; return; end if;
    ready_at := come_at;
  end if;
  for i in 1 .. cardinality(names) loop
    if longest = 0 or not shared[i] then
      update gate.bucket b
         set tokens = held[i] - 1, since = greatest(b.since, instant),
             full_at = greatest(b.since, instant) + (bursts[i] - held[i] + 1) / rates[i] * interval '1 second'
       where b.name = digests[i];
    end if;
  end loop;
end $$;

create function gate.keep(
  with_digest bytea, of_what text, with_body bytea, when_ready timestamptz, kept_until timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into gate.waiting (digest, what, body, ready_at, until) values (with_digest, of_what, with_body, when_ready, kept_until)
$$;

create function gate.look(with_digest bytea, instant timestamptz, out what text, out ready_at timestamptz, out until timestamptz,
                          out asked boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select w.what, w.ready_at, w.until, w.asked from gate.waiting w where w.digest = with_digest and w.until > instant
$$;

-- Its own turn has come, and the house has no room: it waits once more, and not again after that.
create function gate.put_off(with_digest bytea, when_ready timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update gate.waiting w set asked = true, ready_at = greatest(w.ready_at, when_ready),
                            until = greatest(w.until, when_ready + interval '1 day')
   where w.digest = with_digest
$$;

-- Once: whoever takes it out sends it.
create function gate.take(with_digest bytea, instant timestamptz) returns bytea
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from gate.waiting w where w.digest = with_digest and w.ready_at <= instant and w.until > instant returning w.body
$$;

create function gate.sweep(instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  swept int;
begin
  delete from gate.day_key k where k.day < (instant at time zone 'UTC')::date;
  -- A bucket that is full again says nothing; one of yesterday's key is never found again.
  delete from gate.bucket b where b.full_at < instant or b.since < instant - interval '2 days';
  delete from gate.waiting w where w.until <= instant;
  get diagnostics swept = row_count;
  return swept;
end $$;

do $$
declare
  signature text;
begin
  foreach signature in array array['key_of(date)',
      'ask(bytea[],double precision[],double precision[],double precision[],boolean[],timestamptz)',
      'keep(bytea,text,bytea,timestamptz,timestamptz)', 'look(bytea,timestamptz)', 'put_off(bytea,timestamptz)',
      'take(bytea,timestamptz)', 'sweep(timestamptz)'] loop
    execute format('revoke execute on function gate.%s from public', signature);
    if signature not like 'key_of%' then
      execute format('grant execute on function gate.%s to quartier_app, quartier_signin', signature);
    end if;
  end loop;
end $$;
