"""Erasure names the entries that it emptied, and can empty one field."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_packs")]
    operations = [
        migrations.RunSQL((SQL / "erasure.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
