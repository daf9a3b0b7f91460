"""What was said about an erased record loses every word."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0003_acknowledge")]
    operations = [
        migrations.RunSQL((SQL / "0003_forget.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
