-- What was never confirmed is not kept, and how many follow each of several records.
grant create on schema messages to quartier_keeper;

-- Addresses that nobody confirmed within a week were mistyped, or are somebody's who wants nothing of us: they go, with the
-- question that was sent there. An account's recipient stays, and one with a postal address or a number to call.
create function messages.sweep() returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone uuid[] := array(
    select r.id from public.messages_recipient r
     where r.account is null and r.joined is null and r.created_at < registry.now() - interval '7 days'
       and exists (select from public.messages_address a where a.recipient_id = r.id)
       and not exists (select from public.messages_address a where a.recipient_id = r.id and a.confirmed_at is not null)
     order by r.created_at limit 5000);
begin
  delete from public.messages_step t where t.recipient_id = any (gone);
  delete from public.messages_message t where t.recipient_id = any (gone);
  delete from public.messages_following t where t.recipient_id = any (gone);
  delete from public.messages_consent t where t.recipient_id = any (gone);
  delete from public.messages_opinion t where t.recipient_id = any (gone);
  delete from public.messages_address t where t.recipient_id = any (gone);
  delete from public.messages_recipient t where t.id = any (gone);
  delete from registry.party p where p.subject = any (gone);
  delete from public.registry_subject s where s.id = any (gone);
  return cardinality(gone);
end $$;

-- How many follow each of these records, as far as they are public or seen. Numbers, no names.
create function messages.followers_each(these uuid[]) returns table (about uuid, number bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select f.about, count(distinct f.recipient_id) from public.messages_following f
   where f.about = any (these) and f.confirmed_at is not null and f.ended_at is null
     and (registry.sees(f.about) or messages.is_public(f.about))
   group by f.about
$$;

do $$
declare
  signature regprocedure;
begin
  for signature in
    select p.oid::regprocedure from pg_proc p where p.pronamespace = 'messages'::regnamespace
       and p.proname in ('sweep', 'followers_each')
  loop
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to quartier_app', signature);
    execute format('alter function %s owner to quartier_keeper', signature);
  end loop;
end $$;
revoke create on schema messages from quartier_keeper;
