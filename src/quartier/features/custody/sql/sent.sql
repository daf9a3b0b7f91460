-- Messages of devices that were taken, for a month: sent again, they write nothing. Each account sees its own.
grant create on schema custody to quartier_keeper;

create table custody.sent (
  account uuid not null,
  name bytea not null,
  said bytea not null,
  entry uuid not null,
  number int not null,
  recorded_at timestamptz not null,
  primary key (account, name)
);
grant select, insert, delete on custody.sent to quartier_keeper;

-- It waits until nobody else is taking the same message.
create function custody.sent_before(of_name bytea)
returns table (said bytea, entry uuid, number int, recorded_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(registry.me()::text || encode(of_name, 'hex'), 0));
  return query select s.said, s.entry, s.number, s.recorded_at from custody.sent s
                where s.account = registry.me() and s.name = of_name;
end $$;

create function custody.note_sent(of_name bytea, with_said bytea, of_entry uuid, as_number int, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if registry.me() is null or not exists (select from public.custody_entry e where e.id = of_entry and e.by = registry.me()) then
    raise exception 'no such entry' using errcode = 'no_data_found';
  end if;
  delete from custody.sent s where s.account = registry.me() and s.recorded_at < registry.now() - interval '30 days';
  insert into custody.sent (account, name, said, entry, number, recorded_at)
    values (registry.me(), of_name, with_said, of_entry, as_number, at);
end $$;

do $$
declare
  signature regprocedure;
begin
  foreach signature in array array[
    'custody.sent_before(bytea)'::regprocedure, 'custody.note_sent(bytea, bytea, uuid, int, timestamptz)'::regprocedure] loop
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to quartier_app', signature);
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema custody from quartier_keeper;
