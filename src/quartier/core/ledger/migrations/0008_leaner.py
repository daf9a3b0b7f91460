"""No index on leaves: nobody asks by them, and random bytes are the dearest to index, a page for each entry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_public_reading")]
    operations = [migrations.AlterField("intake", "leaf", models.BinaryField(max_length=32))]
