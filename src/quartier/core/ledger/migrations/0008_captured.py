"""What a device captured names the head that the device knew; what an erasure says of itself stays."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_public_reading")]
    operations = [
        migrations.RunSQL((SQL / "captured.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
