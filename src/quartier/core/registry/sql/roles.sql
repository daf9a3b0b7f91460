-- The roles of the house. Run by a superuser, as often as one likes: setup, restore and every upgrade run it.
-- Who may do what is explained in docs/explanation/lock.md.
do $$
declare
  one text;
begin
  foreach one in array array['quartier_owner', 'quartier_app', 'quartier_signin', 'quartier_sequencer', 'quartier_backup'] loop
    if not exists (select from pg_roles where rolname = one) then execute format('create role %I login', one); end if;
  end loop;
  foreach one in array array['quartier_keeper', 'quartier_cell', 'quartier_party'] loop
    if not exists (select from pg_roles where rolname = one) then execute format('create role %I nologin', one); end if;
  end loop;
end $$;

alter role quartier_owner nosuperuser nocreaterole nocreatedb nobypassrls;
alter role quartier_app nosuperuser nocreaterole nocreatedb nobypassrls;
alter role quartier_signin nosuperuser nocreaterole nocreatedb nobypassrls;
alter role quartier_sequencer nosuperuser nocreaterole nocreatedb nobypassrls;
alter role quartier_keeper nosuperuser nocreaterole nocreatedb nobypassrls;
alter role quartier_backup nosuperuser nocreaterole nocreatedb bypassrls;

-- Two capacities, each a plan without OR. The choice is a hint to the planner, never a permission.
grant quartier_cell to quartier_app with inherit true, set true;
grant quartier_party to quartier_app with inherit true, set true;
-- The owner hands functions over to the keeper; it does not see through the keeper's policies.
grant quartier_keeper to quartier_owner with inherit false, set true;

-- What others type must not stand in pg_stat_activity, and no worker process is worth starting for a page.
alter role quartier_app set track_activities = off;
alter role quartier_app set max_parallel_workers_per_gather = 0;
alter role quartier_signin set track_activities = off;
