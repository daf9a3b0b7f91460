-- Erasure gives the leaves of the ledger entries that it emptied: whoever erases writes down which they were.
drop function registry.erase(uuid, text);
create function registry.erase(which uuid, on_ground text) returns bytea[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  emptied bytea[];
begin
  perform registry.require_free(which);
  insert into registry.erasure (subject, tag, ground, account, at)
    select s.id, s.tag, on_ground, registry.me(), registry.now() from public.registry_subject s where s.id = which;
  emptied := ledger.erase((select s.tag from public.registry_subject s where s.id = which));
  perform registry.wipe(which);
  update public.registry_subject s set erased_at = registry.now(), review_on = null where s.id = which;
  return emptied;
end $$;

create function registry.erase_field(which uuid, name text) returns bytea[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require_free(which);
  return ledger.erase_field((select s.tag from public.registry_subject s where s.id = which), name);
end $$;

-- Visible, and under no legal hold.
create function registry.require_free(which uuid) returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform registry.require(which);
  if exists (select from registry.hold h where h.subject = which and h.ended_at is null) then
    raise exception 'held' using errcode = 'object_in_use';
  end if;
end $$;

revoke execute on function registry.erase(uuid, text), registry.erase_field(uuid, text), registry.require_free(uuid) from public;
grant execute on function registry.erase(uuid, text), registry.erase_field(uuid, text) to quartier_app;
alter function registry.erase(uuid, text) owner to quartier_keeper;
alter function registry.erase_field(uuid, text) owner to quartier_keeper;
alter function registry.require_free(uuid) owner to quartier_keeper;
