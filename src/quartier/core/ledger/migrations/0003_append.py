"""Take direct writing from the application, and write fewer indexes at each entry."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_log")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL((SQL / "append.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)
            ],
            state_operations=[
                migrations.AlterField("envelope", "kind", models.CharField(max_length=64)),
                migrations.DeleteModel("opening"),
                migrations.CreateModel(
                    name="Opening",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "intake_id", "field", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("field", models.CharField(max_length=64)),
                        ("salt", models.BinaryField(max_length=32)),
                        ("value", models.BinaryField()),
                        (
                            "intake",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.intake",
                            ),
                        ),
                    ],
                ),
            ],
        )
    ]
