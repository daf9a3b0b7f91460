-- Rooms, bags, and the entry that somebody wants to correct. As in the functions before: whoever writes need not see the stay.
grant create on schema custody to quartier_keeper;

-- Somebody is in a room from an instant on. Who was alone there and is no longer: their row is closed, a shared one begins.
create function custody.occupy(of_stay uuid, in_cell int, at_time timestamptz, as_shared boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_stay;
  c public.custody_cell;
  o public.custody_occupation;
  there int;
begin
  perform custody.require_writing(of_stay);
  select t.* into s from public.custody_stay t where t.id = of_stay;
  select t.* into c from public.custody_cell t where t.id = in_cell and t.suite_id = s.suite_id;
  if c.id is null then raise exception 'no such cell' using errcode = 'no_data_found'; end if;
  if c.kind not in ('cell', 'holding') then raise exception 'not_a_cell' using errcode = 'QC409'; end if;
  perform pg_advisory_xact_lock(7162, in_cell);
  if exists (select from public.custody_occupation t
              where t.stay_id = of_stay and t.cell_id = in_cell and t.until is null and t.since <= at_time) then
    return;
  end if;
  if exists (select from public.custody_occupation t where t.stay_id = of_stay and t.until is null and t.since > at_time) then
    raise exception 'elsewhere' using errcode = 'QC409';
  end if;
  update public.custody_occupation t set until = at_time where t.stay_id = of_stay and t.until is null;
  select count(*) into there from public.custody_occupation t
   where t.cell_id = in_cell and t.stay_id <> of_stay and tstzrange(t.since, t.until) && tstzrange(at_time, null);
  if there > 0 and not (as_shared or c.kind = 'holding') then raise exception 'cell_taken' using errcode = 'QC409'; end if;
  if there >= c.places then raise exception 'cell_full' using errcode = 'QC409'; end if;
  for o in select t.* from public.custody_occupation t
            where t.cell_id = in_cell and t.stay_id <> of_stay and not t.shared and t.until is null and t.since <= at_time loop
    update public.custody_occupation t set until = at_time where t.id = o.id;
    insert into public.custody_occupation (id, stay_id, scope_id, cell_id, since, shared)
      values (uuidv7(), o.stay_id, o.scope_id, in_cell, at_time, true);
  end loop;
  insert into public.custody_occupation (id, stay_id, scope_id, cell_id, since, shared)
    values (uuidv7(), of_stay, s.scope_id, in_cell, at_time, as_shared or c.kind = 'holding');
end $$;

create function custody.vacate(of_stay uuid, at_time timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended int;
begin
  perform custody.require_writing(of_stay);
  update public.custody_occupation t set until = greatest(t.since, at_time) where t.stay_id = of_stay and t.until is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- A bag is sealed; the same seal is never used again in the suite.
create function custody.seal_bag(of_stay uuid, with_seal text, at_time timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_stay;
begin
  perform custody.require_writing(of_stay);
  select t.* into s from public.custody_stay t where t.id = of_stay;
  if exists (select from public.custody_bag b where b.stay_id = of_stay and b.seal = with_seal and b.opened_at is null) then
    return;
  end if;
  insert into public.custody_bag (id, stay_id, scope_id, suite_id, seal, sealed_at)
    values (uuidv7(), of_stay, s.scope_id, s.suite_id, with_seal, at_time);
end $$;

create function custody.open_bag(of_stay uuid, with_seal text, at_time timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened int;
begin
  perform custody.require_writing(of_stay);
  update public.custody_bag b set opened_at = greatest(b.sealed_at, at_time)
   where b.stay_id = of_stay and b.seal = with_seal and b.opened_at is null;
  get diagnostics opened = row_count;
  return opened;
end $$;

-- An entry, for whoever may mend it: who reads its book or the part in which it says something.
create function custody.entry_to_mend(which uuid) returns setof public.custody_entry
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.* from public.custody_entry e
   where e.id = which and (custody.reaches(e.subject_id) or (e.part is not null and custody.reaches(e.part)))
$$;

-- What the program wants to know of a person before two share a room: whether another is there, and whether it is a child.
create function custody.room_mates(of_stay uuid, in_cell int) returns table (stay uuid, minor boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.id, s.minor from public.custody_occupation o join public.custody_stay s on s.id = o.stay_id
   where o.cell_id = in_cell and o.until is null and o.stay_id <> of_stay and custody.reaches(of_stay)
$$;

-- Who the person is, as the stay may show it: initials, language, whether it is a child. A child's file becomes a child's.
create function custody.know(of_stay uuid, as_label text, in_language text, as_minor boolean, file_about jsonb, medical_about jsonb)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  s public.custody_stay;
begin
  if not custody.reaches(of_stay) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  update public.custody_stay t
     set label = coalesce(as_label, t.label), language = coalesce(in_language, t.language), minor = coalesce(as_minor, t.minor)
   where t.id = of_stay returning t.* into s;
  update public.registry_subject r set scope_id = custody.room(s.suite_id, p.code, s.minor, null)
    from public.custody_part p where p.stay = of_stay and p.code in ('file', 'arrest') and r.id = p.id
     and r.scope_id <> custody.room(s.suite_id, p.code, s.minor, null);
  update public.custody_part p set about = p.about || coalesce(file_about, '{}') where p.stay = of_stay and p.code = 'file';
  update public.custody_part p set about = p.about || coalesce(medical_about, '{}') where p.stay = of_stay and p.code = 'medical';
end $$;

-- Under which regime the clocks run: an act for one case, with its reason.
create function custody.run_under(of_stay uuid, new_regime text, because text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require(of_stay);
  update public.custody_stay t set regime = new_regime, regime_reason = because where t.id = of_stay;
end $$;

-- With the record go its parts, unless one of them must be kept; a complaint keeps the whole, and says nothing of itself.
create function custody.erase_parts(of_stay uuid, on_ground text) returns bytea[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  p record;
  emptied bytea[] := '{}';
begin
  if not exists (select from registry.erasure e where e.subject = of_stay) then
    raise exception 'not erased' using errcode = 'no_data_found';
  end if;
  if exists (select from registry.hold h join public.custody_part t on t.id = h.subject
              where t.stay = of_stay and h.ended_at is null) then
    raise exception 'held' using errcode = 'object_in_use';
  end if;
  for p in select t.id, t.tag from public.custody_part t where t.stay = of_stay loop
    insert into registry.erasure (subject, tag, ground, account, at)
      values (p.id, p.tag, on_ground, registry.me(), registry.now()) on conflict do nothing;
    emptied := emptied || ledger.erase(p.tag);
    perform registry.wipe(p.id);
    update public.registry_subject s set erased_at = registry.now(), review_on = null where s.id = p.id;
  end loop;
  delete from custody.draft d where d.about = of_stay;
  return emptied;
end $$;

do $$
declare
  signature regprocedure;
  named text;
begin
  foreach named in array array['occupy', 'vacate', 'seal_bag', 'open_bag', 'entry_to_mend', 'room_mates', 'know', 'run_under',
      'erase_parts'] loop
    for signature in select p.oid::regprocedure from pg_proc p
                      where p.pronamespace = 'custody'::regnamespace and p.proname = named loop
      execute format('revoke execute on function %s from public', signature);
      execute format('grant execute on function %s to quartier_app', signature);
      execute format('alter function %s owner to quartier_keeper', signature);
    end loop;
  end loop;
end $$;
revoke create on schema custody from quartier_keeper;
