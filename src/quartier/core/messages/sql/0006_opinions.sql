-- What followers say of what they follow: one word each, and in public only how many said which.
grant create on schema messages to quartier_keeper;

-- Whoever is here, or whoever holds a proven address (`which`), says one word. False: they had said it already.
create function messages.say_of(of_about uuid, of_organisation int, which uuid, of_word text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  who uuid := case when which is null then messages.mine_in(of_organisation) else messages.stand_in(which) end;
  before text;
begin
  perform 1 from public.messages_recipient r
    where r.id = who and (which is null or r.account is null) for update;
  if not found or not messages.may_follow(of_about) or not exists (
    select from public.messages_following f
     where f.recipient_id = who and f.about = of_about and f.confirmed_at is not null and f.ended_at is null)
  then
    raise exception 'no such record' using errcode = 'no_data_found';
  end if;
  select o.word into before from public.messages_opinion o
   where o.recipient_id = who and o.about = of_about order by o.at desc, o.id desc limit 1;
  insert into public.messages_opinion (id, recipient_id, scope_id, about, word, at)
    select uuidv7(), r.id, r.scope_id, of_about, of_word, registry.now() from public.messages_recipient r where r.id = who;
  return before is distinct from of_word;
end $$;

-- How many followers say what of a record that is public or seen: the newest word of each since an instant.
create function messages.opinions(of_about uuid, since timestamptz) returns table (word text, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.word::text, count(*) from (
    select distinct on (o.recipient_id) o.recipient_id, o.word from public.messages_opinion o
     where o.about = of_about and o.at >= since order by o.recipient_id, o.at desc, o.id desc) n
   where (registry.sees(of_about) or messages.is_public(of_about))
     and exists (select from public.messages_following f
                  where f.recipient_id = n.recipient_id and f.about = of_about and f.confirmed_at is not null
                    and f.ended_at is null)
   group by n.word
$$;

do $$
declare
  signature regprocedure;
begin
  for signature in
    select p.oid::regprocedure from pg_proc p where p.pronamespace = 'messages'::regnamespace
       and p.proname in ('say_of', 'opinions')
  loop
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to quartier_app', signature);
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema messages from quartier_keeper;
