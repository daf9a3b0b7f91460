"""Addresses that nobody confirmed are not kept; followers of several records are counted at once."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0008_receipts")]
    operations = [
        migrations.RunSQL((SQL / "0008_sweep.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
