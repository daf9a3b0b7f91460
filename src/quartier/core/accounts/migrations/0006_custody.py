"""The register of roles has grown: permits around a person in custody, and the program that keeps the times of a suite."""

from django.db import migrations


def fill(apps, schema_editor):
    from quartier.core.accounts import mandates

    with schema_editor.connection.cursor() as cursor:
        mandates.fill(cursor)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_appeals")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
