-- Rights on the database itself, which a dump does not carry. Run by a superuser in the database, as often as one likes.
do $$
declare
  signature text;
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to quartier_owner, quartier_app, quartier_signin, quartier_sequencer, quartier_backup', current_database());
  execute format('grant create on database %I to quartier_owner', current_database());
  -- A large object of the application would make the backup fail: nobody makes one.
  for signature in
    select p.oid::regprocedure::text from pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace and (p.proname like 'lo\_%' or p.proname in ('loread', 'lowrite'))
  loop
    execute format('revoke execute on function %s from public', signature);
  end loop;
  -- Rows fetched behind a policy can be counted here.
  for signature in
    select p.oid::regprocedure::text from pg_proc p
     where p.pronamespace = 'pg_catalog'::regnamespace and p.proname like 'pg\_stat\_get\_xact\_%'
  loop
    execute format('revoke execute on function %s from public', signature);
  end loop;
end $$;

revoke all on schema public from public;
alter schema public owner to quartier_owner;
grant usage on schema public to quartier_app, quartier_cell, quartier_party, quartier_signin, quartier_sequencer, quartier_keeper,
  quartier_backup;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;
grant pg_read_all_data to quartier_backup;

alter default privileges for role quartier_owner revoke execute on functions from public;
alter default privileges for role quartier_keeper revoke execute on functions from public;
