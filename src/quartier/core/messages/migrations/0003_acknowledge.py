"""Whoever got a message says that they have read it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0002_functions")]
    operations = [
        migrations.RunSQL((SQL / "0002_acknowledge.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
