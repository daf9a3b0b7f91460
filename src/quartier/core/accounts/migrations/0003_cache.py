from django.db import migrations

# Django's cache in PostgreSQL, without the write-ahead log: counts of attempts may be lost in a crash.
TABLE = """
create unlogged table accounts_cache (
  cache_key varchar(255) primary key,
  value text not null,
  expires timestamptz not null
);
create index accounts_cache_expires on accounts_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_grants")]

    operations = [migrations.RunSQL(TABLE, "drop table accounts_cache")]
