-- A record is erased: what was said about it keeps that it was said, and loses every word. What waits is not sent.
create or replace function messages.forget(which uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  forgotten int;
begin
  if not registry.sees(which) then raise exception 'no such record' using errcode = 'no_data_found'; end if;
  insert into public.messages_step (id, recipient_id, scope_id, message_id, state, code, proof, at)
    select uuidv7(), m.recipient_id, m.scope_id, m.id, 'given_up', 'erased', '', registry.now()
      from public.messages_message m where m.about = which and m.due_at is not null;
  update public.messages_message m
     set gaps = '{}', subject = '', text = '', due_at = null, claimed_until = null where m.about = which;
  get diagnostics forgotten = row_count;
  update public.messages_following f set ended_at = registry.now() where f.about = which and f.ended_at is null;
  return forgotten;
end $$;

revoke execute on function messages.forget(uuid) from public;
grant execute on function messages.forget(uuid) to quartier_app;
alter function messages.forget(uuid) owner to quartier_keeper;
