"""The register of roles has grown: who handles appeals, and the program that keeps their days."""

from django.db import migrations


def fill(apps, schema_editor):
    from quartier.core.accounts import mandates

    with schema_editor.connection.cursor() as cursor:
        mandates.fill(cursor)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_acceptance")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
