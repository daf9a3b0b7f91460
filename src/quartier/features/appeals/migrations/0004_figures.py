"""What everybody may know of a place's appeals in a year: numbers."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("appeals", "0003_letters")]
    operations = [
        migrations.RunSQL((SQL / "0002_figures.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
