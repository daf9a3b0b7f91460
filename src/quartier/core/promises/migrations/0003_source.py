"""The tag of the record that a promise came from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_functions")]
    operations = [
        migrations.AddField("promise", "source_tag", models.CharField(default="", max_length=26)),
        migrations.AddField("publicpromise", "source", models.CharField(default="", max_length=26)),
    ]
