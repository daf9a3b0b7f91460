"""No index on leaves: nobody asks by them, and random bytes are the dearest to index, a page for each entry. A pass of the
sequencer leaves aside rows that a restore brought from another server."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_captured")]
    operations = [
        migrations.AlterField("intake", "leaf", models.BinaryField(max_length=32)),
        migrations.RunSQL((SQL / "take.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
