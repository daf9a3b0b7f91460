"""The lock: its memory, its functions, Scope and Subject."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import quartier.core.kit.ids
import quartier.core.registry.records

SQL = Path(__file__).resolve().parent.parent / "sql"


def script(name: str) -> migrations.RunSQL:
    return migrations.RunSQL((SQL / name).read_text(encoding="utf-8"), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("accounts", "0001_initial"), ("territory", "0001_initial")]

    operations = [
        script("0001_tables.sql"),
        script("0002_functions.sql"),
        migrations.CreateModel(
            name="Scope",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("compartment", models.CharField(max_length=32)),
                ("secrecy", models.PositiveSmallIntegerField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="territory.area"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "tag",
                    models.CharField(
                        default=quartier.core.kit.ids.tag, editable=False, max_length=26, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=64)),
                ("data_law", models.CharField(choices=[("GDPR", "Gdpr"), ("LED", "Led")], max_length=4)),
                ("recorded_at", models.DateTimeField()),
                ("review_on", models.DateField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "scope",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.scope",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["scope", "kind"], name="registry_subject_scope")],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "scope"), name="registry_subject_id_scope"),
                    models.CheckConstraint(
                        condition=models.Q(("data_law__in", ["GDPR", "LED"])), name="registry_subject_data_law"
                    ),
                    quartier.core.registry.records.Locked(
                        drop_box=True,
                        name="registry_subject_lock",
                        personal=(),
                        subject="id",
                        updatable=("review_on",),
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="scope",
            constraint=models.UniqueConstraint(
                fields=("area", "organisation", "compartment", "secrecy"), name="registry_scope_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scope",
            constraint=models.CheckConstraint(
                condition=models.Q(("secrecy__lte", 3)), name="registry_scope_secrecy"
            ),
        ),
        script("0003_subject.sql"),
        script("0004_triggers.sql"),
    ]
