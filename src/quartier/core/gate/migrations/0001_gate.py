"""Tables and functions of the gate: nobody but the functions reads or writes them."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [("registry", "0004_erasure")]
    operations = [migrations.RunSQL((SQL / "0001_gate.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
