"""Doors: access to one record by a code, without an account."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_erasure")]
    operations = [
        migrations.RunSQL((SQL / "0009_doors.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
