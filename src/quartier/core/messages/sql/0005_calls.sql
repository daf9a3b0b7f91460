-- Calls, contacts that a clerk writes down, and what was said about a record.
grant create on schema messages to quartier_keeper;
drop function messages.told(uuid), messages.health(), messages.forget(uuid), messages.open_recipient(int, uuid, text, text);

-- Whoever lodges a record is a party to it. A recipient is nobody's lodging: the clerk who first told somebody something must
-- not see from then on how and of what that person is written to.
create function messages.open_recipient(of_organisation int, of_account uuid, in_language text, in_zone text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  cell int := messages.room(of_organisation);
  new_id uuid := uuidv7();
  new_tag text := messages.new_tag();
  before public.messages_recipient;
begin
  insert into public.registry_subject (id, tag, kind, scope_id, data_law, recorded_at)
    values (new_id, new_tag, 'messages.recipient', cell, 'GDPR', registry.now());
  delete from registry.party p where p.subject = new_id;
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
    insert into registry.party (subject, account, capacity) values (new_id, of_account, 'recipient');
  end if;
  return new_id;
end $$;

-- A clerk writes down how somebody wants to hear of a record. Letters and calls count at once; what goes by machine is asked
-- first. Only in one's own organisation.
create function messages.enter_contact(
  of_organisation int, of_about uuid, in_language text, in_zone text, by_way text, be_discreet boolean, held jsonb,
  good_until timestamptz, out recipient uuid, out asked jsonb)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  instant timestamptz := registry.now();
begin
  if coalesce((registry.ticket())[4], '') <> of_organisation::text or not messages.may_follow(of_about) then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  recipient := messages.open_recipient(of_organisation, null, in_language, in_zone);
  update public.messages_recipient r set way = by_way, discreet = be_discreet where r.id = recipient;
  with written as (
    insert into public.messages_address (id, recipient_id, scope_id, channel, value, given_at, code_hash, code_until,
                                         confirmed_at, tries)
      select uuidv7(), r.id, r.scope_id, h.value ->> 'channel', h.value ->> 'value', instant,
             decode(h.value ->> 'digest', 'hex'), case when h.value ->> 'digest' is not null then good_until end,
             case when h.value ->> 'digest' is null then instant end, 0
        from jsonb_array_elements(held) h cross join public.messages_recipient r where r.id = recipient
      returning id, channel, confirmed_at)
  select coalesce(jsonb_object_agg(w.channel, w.id) filter (where w.confirmed_at is null), '{}') into asked from written w;
  insert into public.messages_following (id, recipient_id, scope_id, about, topic, since, confirmed_at)
    select uuidv7(), r.id, r.scope_id, of_about, '', instant,
           case when exists (select from public.messages_address a where a.recipient_id = r.id and a.confirmed_at is not null)
                then instant end
      from public.messages_recipient r where r.id = recipient;
end $$;

-- A number that was called turned out to be somebody else's: nobody is called there again.
create function messages.end_number(of_message uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  ended int;
begin
  update public.messages_address a set ended_at = registry.now()
    from public.messages_message m
   where m.id = of_message and m.scope_id = any (registry.visible()) and a.recipient_id = m.recipient_id
     and a.channel = 'phone' and a.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- What was said about a record that the visit sees: how it went, never to which address.
create function messages.told(which uuid)
returns table (template text, key text, gaps jsonb, organisation int, said_at timestamptz, channel text, language text,
               state text, state_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.template::text, m.key::text, m.gaps, m.organisation_id, m.said_at, m.channel::text, m.language::text,
         s.state::text, s.at
    from public.messages_message m
    cross join lateral (select t.state, t.at from public.messages_step t where t.message_id = m.id order by t.id desc limit 1) s
   where m.about = which and registry.sees(which) order by m.said_at, m.id
$$;

-- How the queues stand, by organisation: numbers only.
create function messages.health()
returns table (organisation int, waiting bigint, failing bigint, given_up bigint, to_print bigint, to_call bigint,
               oldest timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  with by_hand as (
    select m.scope_id, m.channel from public.messages_message m
     where m.channel in ('letter', 'phone') and m.due_at is null
       and (select s.state from public.messages_step s where s.message_id = m.id order by s.id desc limit 1)
           in ('queued', 'failed'))
  select s.organisation_id,
         count(*) filter (where m.due_at is not null and m.due_at <= registry.now()),
         count(*) filter (where m.due_at is not null and m.tries > 0),
         (select count(*) from public.messages_step g where g.scope_id = s.id and g.state = 'given_up'
             and g.at > registry.now() - interval '7 days'),
         (select count(*) from by_hand h where h.scope_id = s.id and h.channel = 'letter'),
         (select count(*) from by_hand h where h.scope_id = s.id and h.channel = 'phone'),
         min(m.due_at) filter (where m.due_at <= registry.now())
    from public.registry_scope s left join public.messages_message m on m.scope_id = s.id
   where s.compartment = 'post' group by s.id, s.organisation_id order by s.organisation_id
$$;

-- A record is erased: what was said about it keeps that it was said, and loses every word. What waits is not sent, printed
-- or called.
create function messages.forget(which uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  forgotten int;
begin
  if not registry.sees(which) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  insert into public.messages_step (id, recipient_id, scope_id, message_id, state, code, proof, at)
    select uuidv7(), m.recipient_id, m.scope_id, m.id, 'given_up', 'erased', '', registry.now()
      from public.messages_message m
     where m.about = which
       and (m.due_at is not null or m.channel in ('letter', 'phone')
            and (select s.state from public.messages_step s where s.message_id = m.id order by s.id desc limit 1)
                in ('queued', 'failed'));
  update public.messages_message m
     set gaps = '{}', subject = '', text = '', due_at = null, claimed_until = null where m.about = which;
  get diagnostics forgotten = row_count;
  update public.messages_following f set ended_at = registry.now() where f.about = which and f.ended_at is null;
  return forgotten;
end $$;

do $$
declare
  signature regprocedure;
begin
  for signature in
    select p.oid::regprocedure from pg_proc p where p.pronamespace = 'messages'::regnamespace
       and p.proname in ('enter_contact', 'end_number', 'told', 'health', 'forget', 'open_recipient')
  loop
    execute format('revoke execute on function %s from public', signature);
    if signature::text not like 'messages.open_recipient(%' then
      execute format('grant execute on function %s to quartier_app', signature);
    end if;
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema messages from quartier_keeper;
