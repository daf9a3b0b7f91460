"""What the mail room does for people who may not see it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0001_initial"), ("registry", "0002_spine")]
    operations = [
        migrations.RunSQL((SQL / "0001_functions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
