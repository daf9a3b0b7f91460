-- Followers of what is public, codes that are typed, and followers that go along when one record goes on as another.
grant select (id, origin_tag) on public.publication_notice to quartier_keeper;
grant select (notice_id) on public.publication_withdrawal to quartier_keeper;
grant create on schema messages to quartier_keeper;
drop function messages.follow(int, uuid, text, int), messages.confirm(bytea), messages.live_at(int, text),
  messages.give(int, text, text, text, text, text, uuid, text[], int, bytea, timestamptz),
  messages.tell(uuid[], uuid[], uuid, text, int[], int, uuid, text, text, jsonb, text, uuid, timestamptz);

-- Whether this very transaction opened a record. Whoever lodges one does not see it, and may say who shall hear of it.
-- What we see of a transaction that has not ended is our own; its numbers begin with that of the transaction.
create function messages.opened_here(which uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  own bigint := pg_current_xact_id()::text::bigint;
  its bigint;
begin
  select s.xmin::text::bigint into its from public.registry_subject s where s.id = which;
  if its is null or its < own % 4294967296 then return false; end if;
  return pg_xact_status(((own >> 32 << 32) + its)::text::xid8) = 'in progress';
exception when invalid_parameter_value then
  return false;
end $$;

-- Whether publication lets a record stand in public.
create function messages.is_public(which uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.registry_subject s join public.publication_notice n on n.origin_tag = s.tag
                  where s.id = which and not exists (select from public.publication_withdrawal w where w.notice_id = n.id))
$$;

create function messages.may_follow(which uuid) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select registry.sees(which) or messages.is_public(which) or messages.opened_here(which)
$$;

-- Whoever writes under an address now: a recipient whose address an older one has already stands behind that one.
create function messages.stand_in(which uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce(r.joined, r.id) from public.messages_recipient r where r.id = which
$$;

create function messages.begin_following(who uuid, of_about uuid, of_topic text, of_area int) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_id uuid;
begin
  if of_about is not null and not messages.may_follow(of_about) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  perform 1 from public.messages_recipient r where r.id = who for update;
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

-- An account follows a record that it sees or that is public, or a topic in an area.
create function messages.follow(of_organisation int, of_about uuid, of_topic text, of_area int) returns uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select messages.begin_following(messages.mine_in(of_organisation), of_about, of_topic, of_area)
$$;

-- The same for whoever has proven an address and has no account: the recipient's id is what they hold.
create function messages.follow_as(which uuid, of_about uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := messages.stand_in(which);
begin
  if not exists (select from public.messages_address a join public.messages_recipient r on r.id = a.recipient_id
                  where r.id = who and r.account is null and a.confirmed_at is not null and a.ended_at is null) then
    raise exception 'no such recipient' using errcode = 'no_data_found';
  end if;
  return messages.begin_following(who, of_about, '', null);
end $$;

-- One record goes on as another: forwarded, or joined as a duplicate. Its followers, confirmed or not, follow that too.
create function messages.carry(from_about uuid, to_about uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  carried int;
begin
  if not (registry.sees(from_about) or messages.opened_here(from_about)) or not messages.may_follow(to_about) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  insert into public.messages_following (id, recipient_id, scope_id, about, topic, since, confirmed_at)
    select uuidv7(), f.recipient_id, f.scope_id, to_about, '', registry.now(), f.confirmed_at
      from (select distinct on (x.recipient_id) x.* from public.messages_following x
             where x.about = from_about and x.ended_at is null order by x.recipient_id, x.confirmed_at nulls last) f
     where not exists (select from public.messages_following k
                        where k.recipient_id = f.recipient_id and k.about = to_about and k.ended_at is null);
  get diagnostics carried = row_count;
  return carried;
end $$;

-- How many follow a record that is public or seen. A number, no names.
create function messages.followers(which uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct f.recipient_id) from public.messages_following f
   where f.about = which and f.confirmed_at is not null and f.ended_at is null
     and (registry.sees(which) or messages.is_public(which))
$$;

-- Somebody is asked to type a code that went to an address. At most five an hour and ten a day, else this is a mail bomb.
create function messages.ask(
  of_organisation int, by_channel text, of_value text, in_language text, in_zone text, code_digest bytea,
  good_until timestamptz, out recipient uuid, out address uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  instant timestamptz := registry.now();
begin
  if (select count(*) filter (where a.given_at > instant - interval '1 hour') >= 5 or count(*) >= 10
        from public.messages_address a where a.value = of_value and a.given_at > instant - interval '1 day') then
    return;
  end if;
  recipient := messages.open_recipient(of_organisation, null, in_language, in_zone);
  address := uuidv7();
  insert into public.messages_address (id, recipient_id, scope_id, channel, value, given_at, code_hash, code_until, tries)
    select address, r.id, r.scope_id, by_channel, of_value, instant, code_digest, good_until, 0
      from public.messages_recipient r where r.id = recipient;
end $$;

-- An address is proven. One address is one recipient: what was asked for now joins what was there.
create function messages.prove(a public.messages_address, out recipient uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  older uuid;
  instant timestamptz := registry.now();
begin
  update public.messages_address t set confirmed_at = coalesce(t.confirmed_at, instant) where t.id = a.id;
  update public.messages_following f set confirmed_at = instant
   where f.recipient_id = a.recipient_id and f.confirmed_at is null and f.ended_at is null;
  recipient := a.recipient_id;
  select o.recipient_id into older from public.messages_address o
    join public.messages_recipient r on r.id = o.recipient_id and r.account is null
   where o.scope_id = a.scope_id and o.value = a.value and o.channel = a.channel and o.confirmed_at is not null
     and o.ended_at is null and o.recipient_id <> a.recipient_id
   order by o.confirmed_at, o.id limit 1;
  if older is null then return; end if;
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
  update public.messages_recipient n set joined = older where n.id = a.recipient_id or n.joined = a.recipient_id;
  recipient := older;
end $$;

-- The code from the message: the address is theirs.
create function messages.confirm(code_digest bytea, out recipient uuid, out tag text, out themes text[], out language text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a public.messages_address;
begin
  select t.* into a from public.messages_address t
   where t.code_hash = code_digest and t.code_until > registry.now() and t.ended_at is null for update;
  if a.id is null then return; end if;
  recipient := messages.prove(a);
  select r.tag, r.language into tag, language from public.messages_recipient r where r.id = recipient;
  with said as (
    insert into public.messages_consent (id, recipient_id, scope_id, theme, given, how, at)
      select uuidv7(), recipient, a.scope_id, t.topic, true, 'link', registry.now()
        from (select distinct f.topic from public.messages_following f
               where f.recipient_id = recipient and f.topic <> '' and f.ended_at is null) t
       where not coalesce((select c.given from public.messages_consent c
                            where c.recipient_id = recipient and c.theme = t.topic order by c.at desc, c.id desc limit 1), false)
      returning theme)
  select coalesce(array_agg(s.theme), '{}') into themes from said s;
end $$;

-- The code as it was typed: five tries. Gives the recipient who has the address from now on, or null.
create function messages.type_code(which uuid, code_digest bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  a public.messages_address;
begin
  update public.messages_address t set tries = t.tries + 1
   where t.recipient_id = which and t.code_until > registry.now() and t.ended_at is null and t.tries < 5
  returning t.* into a;
  if a.id is null or a.code_hash is distinct from code_digest then return null; end if;
  return messages.prove(a);
end $$;

-- Somebody without an account gives an address: for a record, or for topics in an area. It counts when it is confirmed.
create function messages.give(
  of_organisation int, by_channel text, of_value text, in_language text, in_zone text, with_rhythm text, of_about uuid,
  of_topics text[], of_area int, code_digest bytea, good_until timestamptz, out recipient uuid, out address uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  instant timestamptz := registry.now();
  cell int;
begin
  if of_about is not null and not messages.may_follow(of_about) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  -- Nobody is asked more than three times a day whether an address is theirs: else this form is a mail bomb.
  if (select count(*) from public.messages_address a where a.value = of_value and a.confirmed_at is null
         and a.given_at > instant - interval '1 day') >= 3 then
    return;
  end if;
  recipient := messages.open_recipient(of_organisation, null, in_language, in_zone);
  address := uuidv7();
  select r.scope_id into cell from public.messages_recipient r where r.id = recipient;
  update public.messages_recipient r set rhythm = with_rhythm where r.id = recipient;
  insert into public.messages_address (id, recipient_id, scope_id, channel, value, given_at, code_hash, code_until, tries)
    values (address, recipient, cell, by_channel, of_value, instant, code_digest, good_until, 0);
  insert into public.messages_following (id, recipient_id, scope_id, about, topic, area_id, since)
    select uuidv7(), recipient, cell, of_about, t, of_area, instant from unnest(of_topics) t
    union all
    select uuidv7(), recipient, cell, of_about, '', of_area, instant where of_about is not null;
end $$;

create function messages.live_at(of_organisation int, of_value text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := messages.mine_in(of_organisation);
  instant timestamptz := registry.now();
begin
  update public.messages_address a set ended_at = instant
   where a.recipient_id = who and a.channel = 'letter' and a.ended_at is null;
  if of_value <> '' then
    insert into public.messages_address (id, recipient_id, scope_id, channel, value, given_at, confirmed_at, tries)
      select uuidv7(), r.id, r.scope_id, 'letter', of_value, instant, instant, 0
        from public.messages_recipient r where r.id = who;
  end if;
end $$;

-- As before, but that a recipient who joined an older one is reached there.
create function messages.tell(
  accounts uuid[], recipients uuid[], followers_of uuid, of_topic text, in_areas int[], speaker int, of_about uuid, of_tag text,
  of_template text, with_gaps jsonb, with_key text, to_address uuid, instant timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  -- Before the statement that writes: it would not see whom it makes.
  made uuid[] := array(select messages.of_account(speaker, a) from unnest(accounts) a);
  known uuid[] := array(select messages.stand_in(r) from unnest(recipients) r);
  said int;
begin
  with wanted as (
    select r.id from public.messages_recipient r where r.id = any (made || known)
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

do $$
declare
  signature regprocedure;
  inner_ones text[] := array['opened_here', 'is_public', 'may_follow', 'stand_in', 'begin_following', 'prove'];
  outer_ones text[] := array['follow', 'follow_as', 'carry', 'followers', 'ask', 'confirm', 'type_code', 'give', 'live_at', 'tell'];
  name text;
begin
  for signature in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'messages'::regnamespace loop
    name := split_part(split_part(signature::text, '(', 1), '.', 2);
    if name = any (inner_ones || outer_ones) then
      execute format('revoke execute on function %s from public', signature);
      if name = any (outer_ones) then execute format('grant execute on function %s to quartier_app', signature); end if;
      execute format('alter function %s owner to quartier_keeper', signature);
    end if;
  end loop;
end $$;
revoke create on schema messages from quartier_keeper;
