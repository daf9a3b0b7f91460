"""Whoever lodged an appeal adds steps of their own, and says nothing in the name of the body."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("appeals", "0005_tokens")]
    operations = [
        migrations.RunSQL((SQL / "0003_add_step.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
