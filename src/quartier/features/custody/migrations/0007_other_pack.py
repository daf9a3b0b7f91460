"""A stay may run by other rules than those of its suite: an administrative detention among criminal ones."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("custody", "0006_drafts")]
    operations = [
        migrations.RunSQL((SQL / "0003_other_pack.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
