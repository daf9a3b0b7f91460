"""Rooms, bags, corrections, who the person is, and erasing a record with its parts."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("custody", "0004_sent")]
    operations = [
        migrations.RunSQL((SQL / "0002_rooms.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
