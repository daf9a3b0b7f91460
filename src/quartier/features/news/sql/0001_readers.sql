-- Who has read what today, as digests from which nobody follows: the key of the day is random and goes with the day.
create schema if not exists news;
grant usage on schema news to quartier_app;
create table news.reader_key (day date primary key, key bytea not null);
create table news.reader (
  day date not null,
  digest bytea not null,
  primary key (day, digest)
);

create function news.note_reader(of_notice text, origin bytea) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  today date := (registry.now() at time zone 'UTC')::date;
  secret bytea;
begin
  if not exists (select from public.news_public n where n.notice = of_notice) then return; end if;
  select k.key into secret from news.reader_key k where k.day = today;
  if secret is null then
    insert into news.reader_key (day, key) values (today, convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
      on conflict (day) do nothing;
    select k.key into secret from news.reader_key k where k.day = today;
  end if;
  insert into news.reader (day, digest) values (today, sha256(secret || convert_to(of_notice, 'UTF8') || origin || secret))
    on conflict do nothing;
  if found then
    insert into public.news_readers (notice, day, count) values (of_notice, today, 1)
      on conflict (notice, day) do update set count = public.news_readers.count + 1;
  end if;
end $$;

create function news.forget_readers() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  delete from news.reader_key k where k.day < (registry.now() at time zone 'UTC')::date;
  delete from news.reader r where r.day < (registry.now() at time zone 'UTC')::date;
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke execute on function news.note_reader(text, bytea), news.forget_readers() from public;
grant execute on function news.note_reader(text, bytea), news.forget_readers() to quartier_app;
