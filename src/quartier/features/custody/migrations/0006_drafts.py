"""Drafts that nobody took up again go after a week."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("custody", "0005_rooms")]
    operations = [
        migrations.RunSQL((SQL / "0003_drafts.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
