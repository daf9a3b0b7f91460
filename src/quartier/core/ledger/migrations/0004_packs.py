"""What a pack may show, and to whom."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_append")]
    operations = [migrations.RunSQL((SQL / "packs.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
