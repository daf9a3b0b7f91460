-- Whoever got a message says that they have read it: more than delivered, less than answered. Only to one's own; twice is once.
create or replace function messages.acknowledge(which uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.messages_step (id, recipient_id, scope_id, message_id, state, code, proof, at)
    select uuidv7(), m.recipient_id, m.scope_id, m.id, 'acknowledged', '', '', registry.now()
      from public.messages_message m
     where m.id = which and m.recipient_id = any (registry.mine()) and m.due_at is null
       and not exists (select from public.messages_step s where s.message_id = m.id and s.state = 'acknowledged');
  return found;
end $$;

revoke execute on function messages.acknowledge(uuid) from public;
grant execute on function messages.acknowledge(uuid) to quartier_app;
alter function messages.acknowledge(uuid) owner to quartier_keeper;
