"""Whoever writes an area, by whatever way, changes the generation: kept indexes can never be stale.

The value is random and not counted, so that two histories (a restored backup, a rolled-back transaction)
never share one.
"""

from django.db import migrations

FORWARD = """
create function territory_new_generation() returns trigger language plpgsql as $$
begin
  update territory_generation set value = hashtextextended(gen_random_uuid()::text, 0) where id = 1;
  return null;
end $$;
create trigger territory_area_memory after insert or update or delete on territory_area
  for each statement execute function territory_new_generation();
"""
BACKWARD = """
drop trigger territory_area_memory on territory_area;
drop function territory_new_generation();
"""


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
