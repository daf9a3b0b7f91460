-- What people may do with the public version of their own record without seeing the moderators' room.
create schema if not exists publication;
grant usage on schema publication to quartier_app, quartier_keeper;
grant create on schema publication to quartier_keeper;

-- The cell in which an organisation moderates texts about an area. Anyone may lodge there, and not read.
create or replace function publication.room(of_area int, of_organisation int) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  cell int := registry.scope_for(of_area, of_organisation, 'general', 1::smallint);
  box text;
begin
  foreach box in array array['registry_subject', 'publication_submission', 'files_file'] loop
    if to_regclass('public.' || box) is not null then
      insert into registry.drop_box (relation, scope_id) values (to_regclass('public.' || box), cell) on conflict do nothing;
    end if;
  end loop;
  return cell;
end $$;

-- Whose record it is, or who works on it: both see the record itself, and moderators do not.
create or replace function publication.sees_record(of_tag text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.registry_subject s
                  where s.tag = of_tag and s.erased_at is null
                    and (s.scope_id = any (registry.visible()) or s.id = any (registry.mine())))
$$;

-- What became of the versions that were offered of one record. Not by which moderator.
create or replace function publication.of_record(of_tag text)
returns table (id uuid, place int, language text, offered_at timestamptz, due_at timestamptz, titles jsonb, texts jsonb, steps jsonb)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not publication.sees_record(of_tag) then return; end if;
  return query
    select s.id, s.place_id, s.language::text, s.offered_at, s.due_at, s.titles, s.texts,
           coalesce((select jsonb_agg(jsonb_build_object(
               'step', t.step, 'reason', t.reason, 'words', t.words, 'agreed', t.agreed, 'titles', t.titles, 'texts', t.texts,
               'notice', t.notice, 'at', extract(epoch from t.at)) order by t.number)
             from public.publication_submission_step t where t.submission_id = s.id), '[]')
      from public.publication_submission s where s.origin_tag = of_tag order by s.offered_at desc, s.id desc;
end $$;

create or replace function publication.object_to(which uuid, with_words text, instant timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  held public.publication_submission;
  last_step text;
  steps int;
begin
  select s.* into held from public.publication_submission s where s.id = which;
  if held.id is null or not publication.sees_record(held.origin_tag) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  select t.step, t.number into last_step, steps from public.publication_submission_step t
   where t.submission_id = which order by t.number desc limit 1;
  if last_step is distinct from 'refused' then raise exception 'not now' using errcode = 'object_in_use'; end if;
  insert into public.publication_submission_step
      (id, submission_id, scope_id, number, step, reason, words, titles, texts, marks, photos, notice, at)
    values (uuidv7(), which, held.scope_id, steps + 1, 'objected', '', with_words, '{}', '{}', '[]', '[]', '', instant);
  return held.tag;
end $$;

-- A record was erased: the texts of its public versions go as well, and what was offered of it. The notice's row stays.
create or replace function publication.erase_record(of_tag text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from registry.erasure e where e.tag = of_tag) then
    raise exception 'not erased' using errcode = 'no_data_found';
  end if;
  update public.publication_notice n set titles = '{}', bodies = '{}', images = '{}' where n.origin_tag = of_tag;
  delete from public.publication_submission_step t using public.publication_submission s
   where s.id = t.submission_id and s.origin_tag = of_tag;
  delete from public.publication_submission s where s.origin_tag = of_tag;
end $$;

grant select, update on public.publication_notice to quartier_keeper;
do $$
declare
  signature text;
begin
  foreach signature in array array['room(int,int)', 'sees_record(text)', 'of_record(text)', 'object_to(uuid,text,timestamptz)',
      'erase_record(text)'] loop
    execute format('revoke execute on function publication.%s from public', signature);
    execute format('grant execute on function publication.%s to quartier_app', signature);
    execute format('alter function publication.%s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema publication from quartier_keeper;
