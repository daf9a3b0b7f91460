"""Texts that are alike are noticed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("gate", "0001_gate")]
    operations = [migrations.RunSQL((SQL / "0002_alike.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
