"""The only ways to write in a custody record."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("custody", "0001_initial"), ("registry", "0005_doors"), ("ledger", "0008_leaner")]
    operations = [
        migrations.RunSQL((SQL / "0001_functions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
