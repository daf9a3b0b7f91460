"""Texts that are alike are noticed."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("publication", "0004_submission_figures")]
    operations = [migrations.RunSQL((SQL / "0003_alike.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
