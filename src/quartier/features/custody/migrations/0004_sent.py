"""Messages of devices are remembered, so that what is sent twice is written once."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("custody", "0003_doors")]
    operations = [
        migrations.RunSQL((SQL / "sent.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
