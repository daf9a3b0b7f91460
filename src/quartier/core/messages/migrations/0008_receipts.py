"""A receipt by number and reference fits the newest message only."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0007_opinion")]
    operations = [
        migrations.RunSQL((SQL / "0007_receipts.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
