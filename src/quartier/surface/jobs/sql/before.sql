-- The queue of jobs has a schema of its own: its tables hold no record and stand outside the lock.
create schema if not exists queue authorization quartier_owner;
set local search_path = queue, pg_catalog;
