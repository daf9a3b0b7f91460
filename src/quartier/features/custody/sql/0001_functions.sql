-- The only ways to write in a custody record. Entries are numbered here, timed by the ledger's own clock, and bound to their
-- entry in it: a row without one can not be written, nor one that borrows an old one. Nobody updates, nobody deletes.
create schema if not exists custody;
grant usage on schema custody to quartier_app, quartier_keeper;
grant create on schema custody to quartier_keeper;
grant select on public.custody_suite, public.custody_cell to quartier_keeper;
grant execute on function registry.ticket() to quartier_keeper;

-- Whoever sees these rows may not add to them, except through the functions below.
revoke insert on public.custody_stay, public.custody_part, public.custody_entry, public.custody_content, public.custody_stand,
  public.custody_occupation, public.custody_bag from quartier_cell;

alter table public.custody_occupation
  add constraint custody_occupation_one_room exclude using gist
    (stay_id with =, tstzrange(since, until) with &&),
  add constraint custody_occupation_alone exclude using gist
    (cell_id with =, tstzrange(since, until) with &&) where (not shared),
  add constraint custody_occupation_both_say_so exclude using gist
    (cell_id with =, tstzrange(since, until) with &&, (shared::int) with <>);

create table custody.counter (
  suite int not null,
  year int not null,
  last int not null,
  primary key (suite, year)
);
grant select, insert, update on custody.counter to quartier_keeper;

-- Words that were typed and not sent yet: encrypted by the program, for the one who typed them.
create table custody.draft (
  account uuid not null,
  about uuid not null,
  act text not null,
  sealed bytea not null,
  saved_at timestamptz not null,
  primary key (account, about, act)
);
grant select, insert, update, delete on custody.draft to quartier_keeper;

-- Whether a record is in the visit's reach, by scope or as a party.
create function custody.reaches(which uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select registry.sees(which) or which = any (registry.mine())
$$;

-- Who may write in a book. A stay: whoever reaches it or one of its parts. A complaint: whoever reaches it, and whoever has just
-- opened it and may forget it from then on. A suite: whoever reaches it.
create function custody.may_write(which uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select custody.reaches(which)
      or exists (select from public.custody_part p where p.stay = which and p.code <> 'complaint' and custody.reaches(p.id))
      or exists (select from public.custody_part p where p.id = which and registry.opened_here(which))
      or exists (select from public.custody_stay s where s.id = which and registry.opened_here(which))
$$;

create function custody.require_writing(which uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not custody.may_write(which) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
end $$;

-- The next number of a suite, such as КР-2026-11-0417: counted through the year, taken in the caller's transaction.
create function custody.next_number(of_suite int, instant timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_suite;
  here timestamp;
  found int;
begin
  select t.* into s from public.custody_suite t where t.id = of_suite;
  here := instant at time zone s.zone;
  insert into custody.counter as c (suite, year, last) values (of_suite, extract(year from here)::int, 1)
    on conflict (suite, year) do update set last = c.last + 1 returning c.last into found;
  return s.mark || '-' || to_char(here, 'YYYY-MM') || '-' || lpad(found::text, 4, '0');
end $$;

-- A record of its own in some cell of the lock. Whoever opens it without seeing it is no party to it by that.
create function custody.subject(new_id uuid, new_tag text, of_kind text, of_scope int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.registry_subject (id, tag, kind, scope_id, data_law, recorded_at)
    values (new_id, new_tag, of_kind, of_scope, 'LED', registry.now());
  delete from registry.party p where p.subject = new_id and p.account = registry.me() and p.capacity = 'lodger';
end $$;

-- Where a part lies: organisation, compartment, secrecy. A child's file is a child's.
create function custody.room(of_suite int, of_code text, for_minor boolean, of_organisation int) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_suite;
begin
  select t.* into s from public.custody_suite t where t.id = of_suite;
  if of_code = 'complaint' and of_organisation is distinct from s.complaints_id
     and (of_organisation is null or of_organisation is distinct from s.higher_id) then
    raise exception 'no such body' using errcode = 'no_data_found';
  end if;
  return case of_code
    when 'stay' then registry.scope_for(s.area_id, s.organisation_id, 'general', 1::smallint)
    when 'medical' then registry.scope_for(s.area_id, s.organisation_id, 'medical', 2::smallint)
    when 'lawyer' then registry.scope_for(s.area_id, s.organisation_id, 'lawyer', 3::smallint)
    when 'complaint' then registry.scope_for(s.area_id, of_organisation, 'complaint', 2::smallint)
    else registry.scope_for(s.area_id, s.organisation_id, case when for_minor then 'juvenile' else 'general' end, 2::smallint)
  end;
end $$;

-- Open a stay with its file, its arrest part and its medical part. `as_party`: whoever arrested stays a party to the record until
-- the handover, and to the arrest part for good.
create function custody.open_stay(
  of_suite int, ids uuid[], tags text[], of_kind text, began timestamptz, as_label text, in_language text, for_minor boolean,
  in_regime text, regime_because text, with_facts jsonb, file_about jsonb, medical_about jsonb, as_party boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_suite;
  instant timestamptz := registry.now();
  new_number text;
  code text;
  cell int;
  n int := 1;
begin
  select t.* into s from public.custody_suite t where t.id = of_suite;
  if s.id is null or not exists (select from public.accounts_account a where a.id = registry.me()) then
    raise exception 'no such suite' using errcode = 'no_data_found';
  end if;
  if began > instant then raise exception 'not begun' using errcode = 'check_violation'; end if;
  new_number := custody.next_number(of_suite, instant);
  cell := custody.room(of_suite, 'stay', for_minor, null);
  perform custody.subject(ids[1], tags[1], 'custody.stay', cell);
  insert into public.custody_stay (id, scope_id, tag, number, suite_id, kind, moment, opened_at, opened_by, label, language, minor,
      pack, regime, regime_reason, facts, standing, state, level, last_number, changed_at)
    values (ids[1], cell, tags[1], new_number, s.id, of_kind, began, instant, registry.me(), as_label, in_language, for_minor,
      s.pack, in_regime, regime_because, with_facts, '{}', 'street', '', 0, instant);
  foreach code in array array['file', 'arrest', 'medical'] loop
    n := n + 1;
    cell := custody.room(of_suite, code, for_minor, null);
    perform custody.subject(ids[n], tags[n], 'custody.part', cell);
    insert into public.custody_part (id, scope_id, tag, stay, code, about, opened_at)
      values (ids[n], cell, tags[n], ids[1], code,
              case code when 'file' then file_about when 'medical' then medical_about else '{}'::jsonb end, instant);
  end loop;
  if as_party then
    insert into registry.party (subject, account, capacity) values (ids[1], registry.me(), 'arresting'), (ids[3], registry.me(), 'arresting');
  end if;
  return new_number;
end $$;

-- A part that is opened when it is first needed. A complaint goes to a body of its own.
create function custody.open_part(of_stay uuid, new_id uuid, new_tag text, of_code text, of_organisation int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_stay;
  cell int;
begin
  perform custody.require_writing(of_stay);
  select t.* into s from public.custody_stay t where t.id = of_stay;
  if of_code not in ('lawyer', 'complaint') or s.id is null then
    raise exception 'no such part' using errcode = 'no_data_found';
  end if;
  cell := custody.room(s.suite_id, of_code, s.minor, of_organisation);
  perform custody.subject(new_id, new_tag, 'custody.part', cell);
  insert into public.custody_part (id, scope_id, tag, stay, code, about, opened_at)
    values (new_id, cell, new_tag, of_stay, of_code, '{}', registry.now());
end $$;

-- What whoever writes must know of a book, and the number that their entry will have. It waits until nobody else writes there.
create function custody.book(which uuid)
returns table (stay uuid, suite int, tag text, number int, kind text, moment timestamptz, opened_at timestamptz, pack text,
               regime text, facts jsonb, minor boolean, state text, cell int, parts jsonb, instant timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  subject public.registry_subject;
begin
  perform custody.require_writing(which);
  select r.* into subject from public.registry_subject r where r.id = which and r.erased_at is null for no key update;
  if subject.id is null then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  return query
    select s.id, coalesce(s.suite_id, u.id), subject.tag::text,
           coalesce((select max(e.number) from public.custody_entry e where e.subject_id = which), 0) + 1,
           subject.kind::text, s.moment, s.opened_at, s.pack::text, s.regime::text, s.facts, s.minor, s.state::text, s.cell_id,
           coalesce((select jsonb_object_agg(p.code, p.id) from public.custody_part p where p.stay = s.id and p.code <> 'complaint'),
                    '{}'),
           registry.now()
      from (select subject.id) o
      left join public.custody_part p on p.id = which
      left join public.custody_stay s on s.id = coalesce(p.stay, which)
      left join public.custody_suite u on u.subject = which;
end $$;

-- One entry, with what is sealed of it. Its time is that of its leaf in the ledger, which this transaction has just written.
create function custody.add_entry(
  which uuid, new_id uuid, expected int, of_act text, happened timestamptz, noted timestamptz, done text, with_values jsonb,
  in_part uuid, sealed jsonb, with_salt text, late_because text, mends uuid, as_void boolean, because text, with_presence jsonb,
  with_signed jsonb, of_leaf bytea) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  subject public.registry_subject;
  of_stay uuid;
  of_suite int;
  instant timestamptz;
begin
  perform custody.require_writing(which);
  select r.* into subject from public.registry_subject r where r.id = which and r.erased_at is null for no key update;
  select i.recorded_at into instant from public.ledger_intake i where i.leaf = of_leaf and i.record = subject.tag;
  if instant is null or instant < registry.now() - interval '1 minute' then
    raise exception 'an entry needs its own leaf' using errcode = 'check_violation';
  end if;
  select coalesce(p.stay, s.id), coalesce(s.suite_id, u.id) into of_stay, of_suite
    from (select which as id) o
    left join public.custody_part p on p.id = o.id
    left join public.custody_stay s on s.id = coalesce(p.stay, o.id)
    left join public.custody_suite u on u.subject = o.id;
  if of_suite is null
     or (in_part is not null and not exists (select from public.custody_part p where p.id = in_part and p.stay = of_stay))
     or (mends is not null and not exists (select from public.custody_entry e where e.id = mends and e.subject_id = which)) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  insert into public.custody_entry (id, subject_id, scope_id, suite_id, stay, number, act, occurred_at, captured_at, recorded_at, by,
      organisation, done_by, values, part, late_reason, corrects, voids, reason, presence, signed, leaf)
    values (new_id, which, subject.scope_id, of_suite, of_stay, expected, of_act, happened, noted, instant, registry.me(),
      nullif((registry.ticket())[4], '')::int, done, with_values, in_part, late_because, mends, as_void, because, with_presence,
      with_signed, of_leaf);
  if expected <> (select count(*) from public.custody_entry e where e.subject_id = which) then
    raise exception 'not the next number' using errcode = 'unique_violation';
  end if;
  if in_part is not null and sealed <> '{}' then
    insert into public.custody_content (id, part_id, scope_id, entry, values, salt)
      select uuidv7(), p.id, p.scope_id, new_id, sealed, with_salt from public.custody_part p where p.id = in_part;
  end if;
  update public.custody_stay s set last_number = expected, changed_at = instant where s.id = which;
  return instant;
end $$;

-- Whether the visit has written in a book within this transaction: what its own entry leads to must be computed.
create function custody.wrote_here(which uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  top bigint := pg_current_xact_id_if_assigned()::text::bigint;
  born bigint;
begin
  select e.xmin::text::bigint into born from public.custody_entry e
   where e.subject_id = which and e.by is not distinct from registry.me() order by e.number desc limit 1;
  if top is null or born is null then return false; end if;
  born := born + ((top >> 32) << 32);
  if born < top - 2147483648 then born := born + 4294967296; end if;  -- the short number began anew since
  return born >= top and pg_xact_status(born::text::xid8) = 'in progress';
exception when invalid_parameter_value then return false;  -- a number of long ago that looks like one to come
end $$;

-- The faces of a stay, for whoever sees it and for whoever has just written there: the clocks need all of them.
create function custody.faces(of_stay uuid)
returns table (id uuid, number int, act text, occurred_at timestamptz, recorded_at timestamptz, "values" jsonb, corrects uuid,
               voids boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.id, e.number, e.act::text, e.occurred_at, e.recorded_at, e.values, e.corrects, e.voids
    from public.custody_entry e
   where e.subject_id = of_stay and (custody.reaches(of_stay) or custody.wrote_here(of_stay))
   order by e.number
$$;

-- The entries that say something in one part, for whoever reaches that part without seeing the stay: a doctor, whoever arrested.
create function custody.faces_of_part(of_part uuid) returns setof public.custody_entry
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.* from public.custody_entry e where e.part = of_part and custody.reaches(of_part) order by e.number
$$;

-- What follows from the entries, computed by the program after one of them. `evaluated`: what the rule pack said, where it was asked.
create function custody.stand(
  of_stay uuid, as_number int, began timestamptz, new_state text, in_cell int, at_level text, next_due timestamptz,
  ended timestamptz, now_standing jsonb, evaluated jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_stay;
begin
  if not custody.wrote_here(of_stay) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  update public.custody_stay t set moment = began, state = new_state, cell_id = in_cell, level = at_level, due_at = next_due,
      released_at = ended, standing = now_standing
   where t.id = of_stay returning t.* into s;
  if evaluated is not null then
    insert into public.custody_stand (id, stay_id, scope_id, number, at, pack, version, regime, inputs, result)
      values (uuidv7(), of_stay, s.scope_id, as_number, (evaluated ->> 'at')::timestamptz, evaluated ->> 'pack',
              evaluated ->> 'version', evaluated ->> 'regime', evaluated -> 'inputs', evaluated -> 'result')
      on conflict (stay_id, number) do nothing;
  end if;
end $$;

-- Whoever took over the person signs: from now on the officer who arrested is a party to the arrest part only.
create function custody.end_arrest(of_stay uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended int;
begin
  perform registry.require(of_stay);
  delete from registry.party p where p.subject = of_stay and p.capacity = 'arresting';
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Keep a stay, or one of its parts, from erasure: for whoever writes there, also without seeing it. Gives its tag.
create function custody.keep(which uuid, on_ground text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform custody.require_writing(which);
  if on_ground = '' or exists (select from registry.hold h where h.subject = which and h.ground = on_ground and h.ended_at is null) then
    return null;
  end if;
  insert into registry.hold (subject, ground, account, at) values (which, on_ground, registry.me(), registry.now());
  return (select s.tag from public.registry_subject s where s.id = which);
end $$;

create function custody.draft_keep(of_about uuid, of_act text, with_sealed bytea) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  instant timestamptz := registry.now();
begin
  if registry.me() is null or length(with_sealed) > 200000 then
    raise exception 'no draft' using errcode = 'no_data_found';
  end if;
  insert into custody.draft (account, about, act, sealed, saved_at) values (registry.me(), of_about, of_act, with_sealed, instant)
    on conflict (account, about, act) do update set sealed = excluded.sealed, saved_at = excluded.saved_at;
  return instant;
end $$;

create function custody.drafts() returns table (about uuid, act text, sealed bytea, saved_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.about, d.act, d.sealed, d.saved_at from custody.draft d where d.account = registry.me() order by d.saved_at desc
$$;

create function custody.draft_drop(of_about uuid, of_act text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from custody.draft d where d.account = registry.me() and d.about = of_about and d.act = of_act
$$;

do $$
declare
  signature regprocedure;
  inner_ones text[] := array['reaches', 'may_write', 'require_writing', 'next_number', 'subject', 'room', 'wrote_here'];
begin
  for signature in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'custody'::regnamespace loop
    execute format('revoke execute on function %s from public', signature);
    if not (split_part(split_part(signature::text, '(', 1), '.', 2) = any (inner_ones)) then
      execute format('grant execute on function %s to quartier_app', signature);
    end if;
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema custody from quartier_keeper;
