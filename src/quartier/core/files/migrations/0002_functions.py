"""Functions over files: whose bytes may go, and what is public of them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("registry", "0005_doors")]
    operations = [
        migrations.RunSQL((SQL / "0001_functions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
