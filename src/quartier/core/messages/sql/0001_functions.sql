-- What the mail room does for people who may not see it: the functions are the keeper's, and each answers as little as it can.
create schema if not exists messages;
grant usage on schema messages to quartier_app, quartier_keeper;
grant create on schema messages to quartier_keeper;
grant select (id, language, is_active) on public.accounts_account to quartier_keeper;
grant select (id, area_id) on public.accounts_organisation to quartier_keeper;
grant select (id, parent_id, time_zone) on public.territory_area to quartier_keeper;

-- The cell of the lock in which an organisation keeps whom it writes to; made when nobody was written to yet.
create or replace function messages.room(of_organisation int) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ground int;
begin
  select coalesce(o.area_id, (select a.id from public.territory_area a where a.parent_id is null order by a.id limit 1))
    into ground from public.accounts_organisation o where o.id = of_organisation;
  if ground is null then raise exception 'no such organisation' using errcode = 'no_data_found'; end if;
  return registry.scope_for(ground, of_organisation, 'post', 2::smallint);
end $$;

create or replace function messages.open_recipient(
  of_organisation int, of_account uuid, in_language text, in_zone text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  cell int := messages.room(of_organisation);
  new_id uuid := uuidv7();
  new_tag text := messages.new_tag();
  before public.messages_recipient;
begin
  insert into public.registry_subject (id, tag, kind, scope_id, data_law, recorded_at)
    values (new_id, new_tag, 'messages.recipient', cell, 'GDPR', registry.now());
  -- Whoever told one organisation how to write told all of them.
  select r.* into before from public.messages_recipient r
   where r.account = of_account and of_account is not null order by r.created_at desc limit 1;
  insert into public.messages_recipient (id, scope_id, tag, account, organisation_id, language, zone, way, discreet,
                                         quiet_from, quiet_to, rhythm, key, created_at)
    values (new_id, cell, new_tag, of_account, of_organisation, coalesce(before.language, in_language),
            coalesce(before.zone, in_zone), coalesce(before.way, ''), coalesce(before.discreet, false), before.quiet_from,
            before.quiet_to, coalesce(before.rhythm, 'at_once'),
            replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), registry.now());
  if of_account is not null then
    insert into registry.party (subject, account, capacity) values (new_id, of_account, 'recipient') on conflict do nothing;
  end if;
  return new_id;
end $$;

-- 128 random bits in Crockford's letters, as quartier.core.kit.ids writes them.
create or replace function messages.new_tag() returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  bits bit(130);
  noise bytea := sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));
  found text := '';
begin
  bits := ('00' || ('x' || left(encode(noise, 'hex'), 32))::bit(128)::text)::bit(130);
  for i in 0..25 loop
    found := found || substr('0123456789abcdefghjkmnpqrstvwxyz', (substring(bits from i * 5 + 1 for 5))::int + 1, 1);
  end loop;
  return found;
end $$;

create or replace function messages.zone_of(of_organisation int) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.time_zone::text from public.territory_area a
   where a.id = coalesce((select o.area_id from public.accounts_organisation o where o.id = of_organisation),
                         (select r.id from public.territory_area r where r.parent_id is null order by r.id limit 1))
$$;

create or replace function messages.of_account(of_organisation int, who uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_id uuid;
  speaks text;
begin
  select r.id into found_id from public.messages_recipient r
   where r.account = who and r.scope_id = messages.room(of_organisation);
  if found_id is not null then return found_id; end if;
  select a.language into speaks from public.accounts_account a where a.id = who and a.is_active;
  if speaks is null then return null; end if;
  return messages.open_recipient(of_organisation, who, speaks, messages.zone_of(of_organisation));
end $$;

-- The recipient of whoever is here; nobody can ask for somebody else's.
create or replace function messages.mine_in(of_organisation int) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if registry.me() is null then raise exception 'no account' using errcode = 'insufficient_privilege'; end if;
  return messages.of_account(of_organisation, registry.me());
end $$;

-- Say one thing: to accounts, to recipients known by id, to the followers of a record, to those of a topic in areas.
-- The same key is never said twice to one recipient. Returns to how many it was said.
create or replace function messages.tell(
  accounts uuid[], recipients uuid[], followers_of uuid, of_topic text, in_areas int[], speaker int, of_about uuid, of_tag text,
  of_template text, with_gaps jsonb, with_key text, to_address uuid, instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  -- Before the statement that writes: it would not see whom it makes.
  made uuid[] := array(select messages.of_account(speaker, a) from unnest(accounts) a);
  said int;
begin
  with wanted as (
    select r.id from public.messages_recipient r where r.id = any (made || recipients)
    union
    select f.recipient_id from public.messages_following f
     where f.about = followers_of and f.confirmed_at is not null and f.ended_at is null
    union
    select f.recipient_id from public.messages_following f
     where of_topic <> '' and f.topic = of_topic and (f.area_id is null or f.area_id = any (in_areas))
       and f.confirmed_at is not null and f.ended_at is null),
  written as (
    insert into public.messages_message (id, recipient_id, scope_id, reference, organisation_id, about, about_tag, template,
                                         gaps, key, said_at, said_by, address, due_at, tries, channel, language, subject, text)
      select uuidv7(), r.id, r.scope_id, messages.new_tag(), speaker, of_about, of_tag, of_template, with_gaps, with_key,
             instant, registry.me(), to_address, instant, 0, '', '', '', ''
        from wanted w join public.messages_recipient r on r.id = w.id
      on conflict (scope_id, recipient_id, key) do nothing
      returning id, recipient_id, scope_id),
  queued as (
    insert into public.messages_step (id, recipient_id, scope_id, message_id, state, code, proof, at)
      select uuidv7(), w.recipient_id, w.scope_id, w.id, 'queued', '', '', instant from written w returning 1)
  select count(*) into said from queued;
  return said;
end $$;

-- Somebody without an account gives an address: for a record, or for topics in an area. It counts when it is confirmed.
create or replace function messages.give(
  of_organisation int, by_channel text, of_value text, in_language text, in_zone text, with_rhythm text, of_about uuid,
  of_topics text[], of_area int, code_digest bytea, good_until timestamptz, out recipient uuid, out address uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  instant timestamptz := registry.now();
  cell int;
begin
  -- Nobody is asked more than three times a day whether an address is theirs: else this form is a mail bomb.
  if (select count(*) from public.messages_address a where a.value = of_value and a.confirmed_at is null
         and a.given_at > instant - interval '1 day') >= 3 then
    return;
  end if;
  recipient := messages.open_recipient(of_organisation, null, in_language, in_zone);
  address := uuidv7();
  select r.scope_id into cell from public.messages_recipient r where r.id = recipient;
  update public.messages_recipient r set rhythm = with_rhythm where r.id = recipient;
  insert into public.messages_address (id, recipient_id, scope_id, channel, value, given_at, code_hash, code_until)
    values (address, recipient, cell, by_channel, of_value, instant, code_digest, good_until);
  insert into public.messages_following (id, recipient_id, scope_id, about, topic, area_id, since)
    select uuidv7(), recipient, cell, of_about, t, of_area, instant from unnest(of_topics) t
    union all
    select uuidv7(), recipient, cell, of_about, '', of_area, instant where of_about is not null;
end $$;

-- The code from the message: the address is theirs. One address is one recipient: a second subscription joins the first.
create or replace function messages.confirm(code_digest bytea, out recipient uuid, out tag text, out themes text[], out language text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a public.messages_address;
  older uuid;
  instant timestamptz := registry.now();
begin
  update public.messages_address t set confirmed_at = coalesce(t.confirmed_at, instant)
   where t.code_hash = code_digest and t.code_until > instant and t.ended_at is null returning t.* into a;
  if a.id is null then return; end if;
  update public.messages_following f set confirmed_at = instant
   where f.recipient_id = a.recipient_id and f.confirmed_at is null and f.ended_at is null;
  recipient := a.recipient_id;
  select o.recipient_id into older from public.messages_address o
    join public.messages_recipient r on r.id = o.recipient_id and r.account is null
   where o.scope_id = a.scope_id and o.value = a.value and o.channel = a.channel and o.confirmed_at is not null
     and o.ended_at is null and o.recipient_id <> a.recipient_id
   order by o.confirmed_at limit 1;
  if older is not null then
    insert into public.messages_following (id, recipient_id, scope_id, about, topic, area_id, since, confirmed_at)
      select uuidv7(), older, f.scope_id, f.about, f.topic, f.area_id, f.since, f.confirmed_at
        from public.messages_following f
       where f.recipient_id = a.recipient_id and f.ended_at is null
         and not exists (select from public.messages_following k where k.recipient_id = older and k.ended_at is null
               and k.about is not distinct from f.about and k.topic = f.topic and k.area_id is not distinct from f.area_id);
    update public.messages_following f set ended_at = instant where f.recipient_id = a.recipient_id and f.ended_at is null;
    update public.messages_address t set ended_at = instant where t.id = a.id;
    update public.messages_recipient n set rhythm = o.rhythm, language = o.language
      from public.messages_recipient o where n.id = older and o.id = a.recipient_id;
    recipient := older;
  end if;
  select r.tag, r.language into tag, language from public.messages_recipient r where r.id = recipient;
  with said as (
    insert into public.messages_consent (id, recipient_id, scope_id, theme, given, how, at)
      select uuidv7(), recipient, a.scope_id, t.topic, true, 'link', instant
        from (select distinct f.topic from public.messages_following f
               where f.recipient_id = recipient and f.topic <> '' and f.ended_at is null) t
       where not coalesce((select c.given from public.messages_consent c
                            where c.recipient_id = recipient and c.theme = t.topic order by c.at desc, c.id desc limit 1), false)
      returning theme)
  select coalesce(array_agg(s.theme), '{}') into themes from said s;
end $$;

-- Whoever may change these wishes: the account itself, or whoever has the key from the foot of a message.
create or replace function messages.held(which uuid, by_key text) returns setof public.messages_recipient
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select r.* from public.messages_recipient r
   where (length(by_key) = 64 and r.key = by_key) or (r.id = which and r.id = any (registry.mine()))
$$;

create or replace function messages.wishes(by_key text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('id', r.id, 'tag', r.tag, 'language', r.language, 'way', r.way, 'discreet', r.discreet,
    'quiet_from', r.quiet_from, 'quiet_to', r.quiet_to, 'rhythm', r.rhythm, 'organisation', r.organisation_id,
    'account', r.account is not null,
    'follows', coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'topic', f.topic, 'area', f.area_id,
        'record', f.about is not null) order by f.since)
      from public.messages_following f
     where f.recipient_id = r.id and f.confirmed_at is not null and f.ended_at is null), '[]'))
    from messages.held(null, by_key) r
$$;

create or replace function messages.prefer(
  which uuid, by_key text, in_language text, by_way text, be_discreet boolean, quiet_start time, quiet_end time,
  with_rhythm text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  changed int;
begin
  update public.messages_recipient r
     set language = in_language, way = by_way, discreet = be_discreet, quiet_from = quiet_start, quiet_to = quiet_end,
         rhythm = with_rhythm
   where r.id in (select h.id from messages.held(which, by_key) h);
  get diagnostics changed = row_count;
  return changed;
end $$;

-- End what is followed: one thing, or all of it. What waits of it is not sent any more.
create or replace function messages.stop(which uuid, by_key text, only_one uuid, of_theme text, said_how text)
returns table (tag text, theme text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  instant timestamptz := registry.now();
begin
  return query
    with ended as (
      update public.messages_following f set ended_at = instant
       where f.recipient_id in (select h.id from messages.held(which, by_key) h) and f.ended_at is null
         and (only_one is null or f.id = only_one) and (of_theme = '' or f.topic = of_theme)
       returning f.recipient_id, f.scope_id, f.topic),
    said as (
      insert into public.messages_consent (id, recipient_id, scope_id, theme, given, how, at)
        select uuidv7(), e.recipient_id, e.scope_id, e.topic, false, said_how, instant
          from (select distinct on (x.recipient_id, x.topic) x.* from ended x) e
         where e.topic <> '' and not exists (select from public.messages_following f
                where f.recipient_id = e.recipient_id and f.topic = e.topic and f.ended_at is null
                  and only_one is not null and f.id <> only_one)
        returning recipient_id, messages_consent.theme)
    select r.tag::text, s.theme::text from said s join public.messages_recipient r on r.id = s.recipient_id;
end $$;

create or replace function messages.agree(which uuid, of_theme text, said_how text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.messages_consent (id, recipient_id, scope_id, theme, given, how, at)
    select uuidv7(), r.id, r.scope_id, of_theme, true, said_how, registry.now()
      from public.messages_recipient r where r.id = which
$$;

-- An account follows a record that it sees, or a topic in an area.
create or replace function messages.follow(of_organisation int, of_about uuid, of_topic text, of_area int) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := messages.mine_in(of_organisation);
  found_id uuid;
begin
  select f.id into found_id from public.messages_following f
   where f.recipient_id = who and f.ended_at is null and f.about is not distinct from of_about and f.topic = of_topic
     and f.area_id is not distinct from of_area;
  if found_id is null then
    found_id := uuidv7();
    insert into public.messages_following (id, recipient_id, scope_id, about, topic, area_id, since, confirmed_at)
      select found_id, r.id, r.scope_id, of_about, of_topic, of_area, registry.now(), registry.now()
        from public.messages_recipient r where r.id = who;
  end if;
  return found_id;
end $$;

create or replace function messages.live_at(of_organisation int, of_value text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := messages.mine_in(of_organisation);
  instant timestamptz := registry.now();
begin
  update public.messages_address a set ended_at = instant
   where a.recipient_id = who and a.channel = 'letter' and a.ended_at is null;
  if of_value <> '' then
    insert into public.messages_address (id, recipient_id, scope_id, channel, value, given_at, confirmed_at)
      select uuidv7(), r.id, r.scope_id, 'letter', of_value, instant, instant from public.messages_recipient r where r.id = who;
  end if;
end $$;

-- What was said about a record that the visit sees: how it went, never to which address.
create or replace function messages.told(which uuid)
returns table (template text, organisation int, said_at timestamptz, channel text, language text, state text, state_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.template::text, m.organisation_id, m.said_at, m.channel::text, m.language::text, s.state::text, s.at
    from public.messages_message m
    cross join lateral (select t.state, t.at from public.messages_step t where t.message_id = m.id order by t.id desc limit 1) s
   where m.about = which and registry.sees(which) order by m.said_at, m.id
$$;

-- A receipt of the other side, which may come to any connection: found by what it gave us when it took the message, or by
-- what we gave it. Returns how many messages it fits; one that was noted before fits and changes nothing.
create or replace function messages.receive(of_proof text, new_state text, of_code text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  fitting int := 0;
begin
  for one in
    select distinct on (s.message_id) s.message_id, s.recipient_id, s.scope_id from public.messages_step s
     where s.proof = of_proof and of_proof <> '' and s.state in ('handed_over', 'under_way')
       and s.at > registry.now() - interval '8 days' order by s.message_id, s.id desc
  loop
    fitting := fitting + 1;
    perform 1 from public.messages_message m where m.id = one.message_id for update;
    if not exists (select from public.messages_step k where k.message_id = one.message_id
                     and (k.state = new_state or k.state = 'delivered')) then
      insert into public.messages_step (id, recipient_id, scope_id, message_id, state, code, proof, at)
        values (uuidv7(), one.recipient_id, one.scope_id, one.message_id, new_state, of_code, of_proof, registry.now());
      update public.messages_message m set due_at = null, claimed_until = null where m.id = one.message_id;
    end if;
  end loop;
  return fitting;
end $$;

-- How the queues stand, by organisation: numbers only.
create or replace function messages.health()
returns table (organisation int, waiting bigint, failing bigint, given_up bigint, to_print bigint, oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.organisation_id,
         count(*) filter (where m.due_at is not null and m.due_at <= registry.now()),
         count(*) filter (where m.due_at is not null and m.tries > 0),
         (select count(*) from public.messages_step g where g.scope_id = s.id and g.state = 'given_up'
             and g.at > registry.now() - interval '7 days'),
         count(*) filter (where m.channel = 'letter' and m.due_at is null and not exists (
             select from public.messages_step p where p.message_id = m.id and p.state in ('handed_over', 'given_up'))),
         min(m.due_at) filter (where m.due_at <= registry.now())
    from public.registry_scope s left join public.messages_message m on m.scope_id = s.id
   where s.compartment = 'post' group by s.id, s.organisation_id order by s.organisation_id
$$;

do $$
declare
  signature regprocedure;
  inner_ones text[] := array['new_tag', 'zone_of', 'of_account', 'open_recipient', 'held'];
begin
  for signature in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'messages'::regnamespace loop
    execute format('revoke execute on function %s from public', signature);
    if not (split_part(split_part(signature::text, '(', 1), '.', 2) = any (inner_ones)) then
      execute format('grant execute on function %s to quartier_app', signature);
    end if;
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
