"""Calls, contacts that a clerk writes down, and what was said about a record."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0005_word_back")]
    operations = [
        migrations.RunSQL((SQL / "0005_calls.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
