-- A receipt that names a message by number and our two bytes fits the newest such message only: two bytes meet again among a
-- few hundred messages to one number, and then the older one must not count as arrived.
grant create on schema messages to quartier_keeper;
drop function messages.receive(text, text, text);

-- A receipt of the other side, which may come to any connection: found by what it gave us when it took the message, or by
-- what we gave it. Returns how many messages it fits; one that was noted before fits and changes nothing.
create function messages.receive(of_proof text, new_state text, of_code text) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  fitting int := 0;
begin
  for one in
    select n.* from (
      select distinct on (s.message_id) s.id, s.message_id, s.recipient_id, s.scope_id from public.messages_step s
       where s.proof = of_proof and of_proof <> '' and s.state in ('handed_over', 'under_way')
         and s.at > registry.now() - interval '8 days' order by s.message_id, s.id desc) n
     order by n.id desc limit case when of_proof like 'sms %' then 1 end
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

revoke execute on function messages.receive(text, text, text) from public;
grant execute on function messages.receive(text, text, text) to quartier_app;
alter function messages.receive(text, text, text) owner to quartier_keeper;
revoke create on schema messages from quartier_keeper;
