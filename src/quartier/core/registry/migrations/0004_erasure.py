"""Erasure gives back which ledger entries it emptied, and can empty one field."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_sequencer"), ("ledger", "0005_erasure")]
    operations = [
        migrations.RunSQL((SQL / "0008_erasure.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
