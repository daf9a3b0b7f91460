
"""The log on top of the intake: places, batches, heads, cosignatures, publications."""

from pathlib import Path

import django.db.models.deletion
import quartier.core.kit.ids
from django.db import migrations, models


SQL = Path(__file__).resolve().parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=64)),
                ('witness', models.CharField(max_length=100)),
                ('evidence', models.BinaryField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                ('first', models.BigIntegerField(unique=True)),
                ('hashes', models.BinaryField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Head',
            fields=[
                ('batch', models.OneToOneField(db_column='size', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='ledger.batch')),
                ('root', models.BinaryField(max_length=32)),
                ('note', models.BinaryField()),
                ('signed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('index', models.BigIntegerField(primary_key=True, serialize=False)),
                ('intake', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.intake')),
            ],
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('pk', models.CompositePrimaryKey('head_id', 'at', blank=True, editable=False, primary_key=True, serialize=False)),
                ('note', models.BinaryField()),
                ('witnessed', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.head')),
            ],
        ),
        migrations.CreateModel(
            name='Cosignature',
            fields=[
                ('pk', models.CompositePrimaryKey('head_id', 'witness', 'stamped_at', blank=True, editable=False, primary_key=True, serialize=False)),
                ('witness', models.CharField(max_length=100)),
                ('line', models.BinaryField()),
                ('stamped_at', models.DateTimeField()),
                ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.head')),
            ],
        ),
        migrations.RunSQL((SQL / "log.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
