"""What everybody may ask of the log is answered by an index, however long the log is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_append_once")]
    operations = [
        migrations.AddIndex(
            model_name="cosignature",
            index=models.Index(
                "witness",
                models.F("head").desc(),
                models.F("stamped_at").desc(),
                name="ledger_cosignature_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["at"], name="ledger_publication_at"),
        ),
    ]
