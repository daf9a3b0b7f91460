"""Append in one call: the database writes the envelope itself."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_erasure")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    (SQL / "append_once.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
                )
            ],
            state_operations=[
                migrations.AlterField(
                    "opening",
                    "intake",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.intake",
                    ),
                )
            ],
        )
    ]
