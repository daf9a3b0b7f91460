"""What residents and moderators may do with an appeal that they do not see."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0001_initial"),
        ("mailroom", "0005_word_back"),
        ("publication", "0001_initial"),
        ("registry", "0005_doors"),
    ]
    operations = [
        migrations.RunSQL((SQL / "0001_functions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
    ]
