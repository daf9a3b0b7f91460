"""What people may do with the public version of their own record."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_submissions"), ("registry", "0004_erasure")]
    operations = [
        migrations.RunSQL((SQL / "0001_submissions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
