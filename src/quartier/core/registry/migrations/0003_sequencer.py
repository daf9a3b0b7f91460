"""The sequencer's role reads the clock."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_spine")]
    operations = [
        migrations.RunSQL((SQL / "0007_sequencer.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
