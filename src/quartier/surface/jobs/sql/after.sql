-- How far a long job is, for the page of whoever waits. Numbers and a code, never content.
create table queue.progress (
  job bigint primary key references queue.procrastinate_jobs on delete cascade,
  done bigint not null default 0,
  total bigint,
  code text not null default '' check (code ~ '^[a-z0-9_.]*$' and length(code) <= 64),
  updated_at timestamptz not null default clock_timestamp()
);
-- Callable from any search path, so that a job can be deferred in the transaction of what it is about.
do $$
declare
  signature text;
begin
  for signature in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'queue'::regnamespace loop
    execute format('alter function %s set search_path = queue, pg_catalog, pg_temp', signature);
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to quartier_app', signature);
  end loop;
end $$;
revoke all on schema queue from public;
grant usage on schema queue to quartier_app, quartier_backup;
grant select, insert, update, delete on all tables in schema queue to quartier_app;
grant usage on all sequences in schema queue to quartier_app;
set local search_path = public;
