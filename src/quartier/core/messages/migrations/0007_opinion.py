"""What followers say of what they follow."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import quartier.core.kit.ids
import quartier.core.registry.records

SQL = Path(__file__).resolve().parent.parent / "sql"
PLAIN = {"db_constraint": False, "db_index": False, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0006_calls"), ("registry", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("about", models.UUIDField()),
                ("word", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("recipient", models.ForeignKey(db_column="recipient_id", to="mailroom.recipient", **PLAIN)),
                ("scope", models.ForeignKey(to="registry.scope", **PLAIN)),
            ],
            options={
                "db_table": "messages_opinion",
                "indexes": [
                    models.Index(fields=["about", "recipient", "-at"], name="messages_opinion_newest")
                ],
                "constraints": [
                    quartier.core.registry.records.Locked(
                        drop_box=False,
                        name="messages_opinion_lock",
                        personal=("word",),
                        subject="recipient_id",
                        updatable=(),
                    )
                ],
            },
        ),
        migrations.RunSQL((SQL / "0006_opinions.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
