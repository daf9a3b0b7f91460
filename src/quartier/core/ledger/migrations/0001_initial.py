"""The intake: its tables, and what keeps them as they are."""

from pathlib import Path

import django.db.models.deletion
import quartier.core.kit.ids
from django.db import migrations, models


SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('record', models.CharField(max_length=26, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('entry', models.BinaryField(max_length=33)),
                ('leaf', models.BinaryField(max_length=32, unique=True)),
                ('prev', models.BinaryField(max_length=32, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=64)),
                ('salt', models.BinaryField(max_length=32)),
                ('value', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Envelope',
            fields=[
                ('intake', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='ledger.intake')),
                ('kind', models.CharField(db_index=True, max_length=64)),
                ('body', models.BinaryField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='intake',
            constraint=models.UniqueConstraint(condition=models.Q(('record__isnull', False)), fields=('record', 'prev'), name='ledger_intake_one_chain', nulls_distinct=False),
        ),
        migrations.AddField(
            model_name='opening',
            name='intake',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.intake'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.UniqueConstraint(fields=('intake', 'field'), name='ledger_opening_once'),
        ),
        migrations.RunSQL((SQL / "intake.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
