"""Looks, links, holds, erasure and search."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


def script(name: str) -> migrations.RunSQL:
    return migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [script("0005_looks.sql"), script("0006_spine.sql")]
