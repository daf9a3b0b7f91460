"""The queue's tables as the pinned library brings them, in a schema of their own."""

from pathlib import Path

from django.db import migrations
from procrastinate.schema import SchemaManager

SQL = Path(__file__).resolve().parent.parent / "sql"


def text(name):
    return (SQL / name).read_text(encoding="utf-8")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        # One operation: the search path lasts for the transaction, and nothing may be left half done.
        migrations.RunSQL(
            text("before.sql") + SchemaManager.get_schema() + text("after.sql"), migrations.RunSQL.noop
        )
    ]
