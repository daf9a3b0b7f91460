"""Counts of what became of offered texts."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_submission_functions")]
    operations = [migrations.RunSQL((SQL / "0002_figures.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
