"""Followers of public records, codes that are typed, calls as a way, and recipients that join an older one."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"
WAYS = ["", "email", "sms", "phone", "letter"]


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0004_forget"), ("publication", "0001_initial")]
    operations = [
        migrations.AddField("recipient", "joined", models.UUIDField(null=True)),
        migrations.AddField("address", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddIndex("address", models.Index(fields=["value"], name="messages_address_value")),
        migrations.RemoveConstraint("recipient", "messages_recipient_way"),
        migrations.AddConstraint(
            "recipient",
            models.CheckConstraint(condition=models.Q(("way__in", WAYS)), name="messages_recipient_way"),
        ),
        migrations.RunSQL((SQL / "0004_word_back.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
