"""The one function that removes the public version of an erased promise."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_initial"), ("registry", "0004_erasure")]
    operations = [
        migrations.RunSQL((SQL / "0001_functions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
