-- What residents and moderators may do with an appeal that they do not see. Each function checks who asks, and answers little.
create schema if not exists appeals;
grant usage on schema appeals to quartier_app, quartier_keeper;
grant create on schema appeals to quartier_keeper;
grant select on public.appeals_desk, public.appeals_route to quartier_keeper;
grant select (id, root_id) on public.territory_area to quartier_keeper;
grant select, insert, update, delete on public.appeals_public, public.appeals_public_step to quartier_keeper;
grant select (tag, origin, origin_tag, id) on public.publication_notice to quartier_keeper;
grant select (notice_id) on public.publication_withdrawal to quartier_keeper;

create table appeals.counter (
  place int not null,
  year int not null,
  last int not null,
  primary key (place, year)
);
grant select, insert, update on appeals.counter to quartier_keeper;

-- The next number of a place in a year, such as 2026-LYP-000123: without gaps, since it is taken in the caller's transaction.
create function appeals.next_number(of_place int, of_year int) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  letters text;
  found int;
begin
  select d.mark into letters from public.appeals_desk d where d.place_id = of_place;
  if letters is null then raise exception 'no desk' using errcode = 'no_data_found'; end if;
  insert into appeals.counter as c (place, year, last) values (of_place, of_year, 1)
    on conflict (place, year) do update set last = c.last + 1 returning c.last into found;
  return of_year || '-' || letters || '-' || lpad(found::text, 6, '0');
end $$;

-- Bodies that a place's appeals may go to.
create function appeals.answers(of_place int, of_organisation int) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.appeals_route r where r.place_id = of_place and r.organisation_id = of_organisation)
      or exists (select from public.appeals_desk d
                  where d.place_id = of_place and of_organisation in (d.complaints_id, d.higher_id))
$$;

-- The cell in which a body keeps appeals about an area. Anyone may lodge there, and not read.
create function appeals.room(of_place int, of_area int, of_organisation int, of_compartment text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  cell int;
  box text;
begin
  if of_compartment not in ('appeals', 'complaint') or not appeals.answers(of_place, of_organisation)
     or not exists (select from public.territory_area a where a.id = of_area and a.root_id = of_place) then
    raise exception 'no such body' using errcode = 'no_data_found';
  end if;
  cell := registry.scope_for(of_area, of_organisation, of_compartment, 1::smallint);
  foreach box in array array['registry_subject', 'appeals_appeal', 'appeals_exclusion', 'files_file'] loop
    if to_regclass('public.' || box) is not null then
      insert into registry.drop_box (relation, scope_id) values (to_regclass('public.' || box), cell) on conflict do nothing;
    end if;
  end loop;
  return cell;
end $$;

create function appeals.is_lodger(which uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from registry.party p where p.subject = which and p.account = registry.me() and p.capacity = 'lodger'
                    and (p.until is null or p.until > registry.now()))
$$;

-- What whoever is here has lodged, by account or by the code of a receipt.
create function appeals.mine() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.subject from registry.party p join public.registry_subject s on s.id = p.subject
   where p.account = registry.me() and p.capacity = 'lodger' and s.kind = 'appeals.appeal' and s.erased_at is null
     and (p.until is null or p.until > registry.now())
$$;

-- Who is a party to a record that this transaction opened: whoever lodges it themselves, and no clerk who writes it down.
create function appeals.lodged_by(which uuid, oneself boolean) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not registry.opened_here(which) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  delete from registry.party p where p.subject = which and p.account = registry.me() and p.capacity = 'lodger';
  if oneself and registry.me() is not null then
    insert into registry.party (subject, account, capacity) values (which, registry.me(), 'lodger');
  end if;
end $$;

-- A part goes to another body: whoever lodged the whole is a party to it, the clerk who sends it on is not.
create function appeals.carry_parties(from_which uuid, to_which uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require(from_which);
  perform appeals.lodged_by(to_which, false);
  insert into registry.party (subject, account, capacity, until)
    select to_which, p.account, p.capacity, p.until from registry.party p
     where p.subject = from_which and p.capacity = 'lodger' on conflict do nothing;
end $$;

-- Words by which those who handle an appeal find it; whoever lodges it does not see it any more.
create function appeals.index_words(which uuid, as_label text, of_text text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not registry.opened_here(which) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  insert into registry.words (subject, label, words) values (which, as_label, to_tsvector('simple', of_text));
end $$;

-- One step of a public appeal, from the row behind the lock: its public words and what else is nobody's private matter.
create function appeals.show_step(of_public uuid, s public.appeals_step) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if s.step = any (array['registered', 'acknowledged', 'forwarded', 'asked', 'given', 'extended', 'answered', 'joined', 'parted',
                         'reopened', 'escalated', 'closed']) then
    insert into public.appeals_public_step (id, appeal_id, number, step, occurred_at, at, organisation, words, more)
      values (uuidv7(), of_public, s.number, s.step, s.occurred_at, s.at, s.organisation,
              coalesce(s.more -> 'public', '{}'),
              jsonb_strip_nulls(jsonb_build_object('to', s.more -> 'to', 'until', s.more -> 'until', 'kept', s.more -> 'kept',
                'outcome', s.more -> 'outcome', 'reason', s.more -> 'reason', 'promise', s.more -> 'promise',
                'of', s.more -> 'of')))
      on conflict (appeal_id, number) do nothing;
  end if;
end $$;

-- Add one step, with what is computed from it. For whoever handles the appeal, for whoever opened it in this transaction, and
-- for whoever lodged it, as far as it is theirs to say. `expected`: the number it must get, or somebody was faster.
create function appeals.add_step(
  which uuid, expected int, of_step text, said_at timestamptz, in_organisation int, with_words jsonb, with_more jsonb,
  new_state text, new_due timestamptz, new_forward_due timestamptz, instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a public.appeals_appeal;
  s public.appeals_step;
  public_id uuid;
begin
  select t.* into a from public.appeals_appeal t where t.id = which for update;
  if a.id is null or not (registry.sees(which) or (of_step = 'registered' and registry.opened_here(which))
     or (appeals.is_lodger(which) and of_step in ('given', 'reopened', 'objected', 'escalated', 'survey_answered'))) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  insert into public.appeals_step (id, appeal_id, scope_id, number, step, occurred_at, at, by, organisation, words, more)
    select uuidv7(), which, a.scope_id, coalesce(expected, (select count(*) + 1 from public.appeals_step t where t.appeal_id = which)),
           of_step, said_at, instant, (select c.id from public.accounts_account c where c.id = registry.me()), in_organisation,
           with_words, with_more
  returning * into s;
  update public.appeals_appeal t set state = new_state, due_at = new_due, forward_due_at = new_forward_due where t.id = which;
  select p.id into public_id from public.appeals_public p where p.subject = which;
  if public_id is not null then
    perform appeals.show_step(public_id, s);
    update public.appeals_public p set state = new_state, due_at = new_due, organisation_id = a.organisation_id, facts = a.facts
     where p.id = public_id;
  end if;
  return s.number;
end $$;

create function appeals.show(a public.appeals_appeal, of_notice text, as_titles jsonb, as_texts jsonb, at_street text,
  at_lon double precision, at_lat double precision, with_photos jsonb, of_parent text, instant timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  public_id uuid;
  s public.appeals_step;
begin
  insert into public.appeals_public (id, subject, tag, notice, number, place_id, area_id, organisation_id, category, language,
      titles, texts, street, lon, lat, photos, lodged_at, arrived_at, pack, pack_version, facts, due_at, state, let_out_at, parent)
    values (uuidv7(), a.id, a.tag, of_notice, a.number, a.place_id, a.area_id, a.organisation_id, a.category, a.language,
      as_titles, as_texts, at_street, at_lon, at_lat, with_photos, a.lodged_at, a.arrived_at, a.pack, a.pack_version, a.facts,
      a.due_at, a.state, instant, of_parent)
    on conflict (subject) do update set notice = excluded.notice, titles = excluded.titles, texts = excluded.texts,
      street = excluded.street, lon = excluded.lon, lat = excluded.lat, photos = excluded.photos
    returning id into public_id;
  for s in select t.* from public.appeals_step t where t.appeal_id = a.id order by t.number loop
    perform appeals.show_step(public_id, s);
  end loop;
end $$;

-- Publication lets a version out: the notice must stand. Parts that were sent on show the same words.
create function appeals.let_out(of_tag text, of_notice text, as_titles jsonb, as_texts jsonb, at_street text,
  at_lon double precision, at_lat double precision, with_photos jsonb, instant timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a public.appeals_appeal;
  part public.appeals_appeal;
begin
  if not exists (select from public.publication_notice n
                  where n.tag = of_notice and n.origin = 'appeals' and n.origin_tag = of_tag
                    and not exists (select from public.publication_withdrawal w where w.notice_id = n.id)) then
    raise exception 'no such notice' using errcode = 'no_data_found';
  end if;
  select t.* into a from public.appeals_appeal t where t.tag = of_tag for update;
  if a.id is null then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  perform appeals.show(a, of_notice, as_titles, as_texts, at_street, at_lon, at_lat, with_photos, '', instant);
  for part in select t.* from public.appeals_appeal t where t.parent = a.id loop
    perform appeals.show(part, of_notice, as_titles, as_texts, at_street, at_lon, at_lat, with_photos, a.tag, instant);
  end loop;
  perform appeals.note_decision(a, 'published', jsonb_build_object('notice', of_notice), instant);
  return a.id;
end $$;

-- A second reader agreed that a version stays out: those who handle the appeal read it in its history.
create function appeals.withheld(of_tag text, for_reason text, instant timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a public.appeals_appeal;
begin
  if not exists (select from public.publication_submission s join public.publication_submission_step t on t.submission_id = s.id
                  where s.origin = 'appeals' and s.origin_tag = of_tag and t.step in ('refused', 'decided')
                    and s.scope_id = any (registry.visible())) then
    raise exception 'no such decision' using errcode = 'no_data_found';
  end if;
  select t.* into a from public.appeals_appeal t where t.tag = of_tag for update;
  if a.id is null then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  perform appeals.note_decision(a, 'withheld', jsonb_build_object('reason', for_reason), instant);
  return a.id;
end $$;

create function appeals.note_decision(a public.appeals_appeal, of_step text, with_more jsonb, instant timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.appeals_step (id, appeal_id, scope_id, number, step, occurred_at, at, organisation, words, more)
    select uuidv7(), a.id, a.scope_id, (select count(*) + 1 from public.appeals_step t where t.appeal_id = a.id), of_step, instant,
           instant, null, '{}', with_more;
end $$;

-- A part of a public appeal goes to another body: it is public from its first day.
create function appeals.show_part(from_which uuid, to_which uuid, instant timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  p public.appeals_public;
  a public.appeals_appeal;
begin
  perform registry.require(from_which);
  if not registry.opened_here(to_which) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  select t.* into p from public.appeals_public t where t.subject = from_which;
  select t.* into a from public.appeals_appeal t where t.id = to_which;
  if p.id is not null then
    perform appeals.show(a, p.notice, p.titles, p.texts, p.street, p.lon, p.lat, p.photos, p.tag, instant);
  end if;
end $$;

-- A higher body sees an appeal for half a year: put before it by whoever handles it, or by its author.
create function appeals.put_before(which uuid, of_organisation int) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not (registry.sees(which) or appeals.is_lodger(which))
     or not appeals.answers((select a.place_id from public.appeals_appeal a where a.id = which), of_organisation) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  insert into registry.share (subject, organisation, until, basis)
    values (which, of_organisation, registry.now() + interval '180 days', 'appeals.escalated')
    on conflict (subject, organisation) do update set until = excluded.until, basis = excluded.basis;
end $$;

create function appeals.erase_public(of_subject uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from registry.erasure e where e.subject = of_subject) then
    raise exception 'not erased' using errcode = 'no_data_found';
  end if;
  delete from public.appeals_public_step s using public.appeals_public p where p.id = s.appeal_id and p.subject = of_subject;
  delete from public.appeals_public p where p.subject = of_subject;
end $$;

do $$
declare
  signature regprocedure;
  inner_ones text[] := array['answers', 'is_lodger', 'show_step', 'show', 'note_decision'];
begin
  for signature in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'appeals'::regnamespace loop
    execute format('revoke execute on function %s from public', signature);
    if not (split_part(split_part(signature::text, '(', 1), '.', 2) = any (inner_ones)) then
      execute format('grant execute on function %s to quartier_app', signature);
    end if;
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema appeals from quartier_keeper;
