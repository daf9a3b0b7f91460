"""Tables of the mail room."""

import django.db.models.deletion
import quartier.core.kit.ids
import quartier.core.registry.records
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0003_cache'),
        ('registry', '0003_sequencer'),
        ('territory', '0002_generation'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('tag', models.CharField(max_length=26)),
                ('account', models.UUIDField(null=True)),
                ('language', models.CharField(max_length=5)),
                ('zone', models.CharField(max_length=40)),
                ('way', models.CharField(default='', max_length=8)),
                ('discreet', models.BooleanField(default=False)),
                ('quiet_from', models.TimeField(null=True)),
                ('quiet_to', models.TimeField(null=True)),
                ('rhythm', models.CharField(default='at_once', max_length=8)),
                ('key', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('scope', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.scope')),
            ],
            options={
                'db_table': 'messages_recipient',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(default=quartier.core.kit.ids.tag, max_length=26)),
                ('about', models.UUIDField(null=True)),
                ('about_tag', models.CharField(default='', max_length=26)),
                ('template', models.CharField(max_length=60)),
                ('gaps', models.JSONField(default=dict)),
                ('key', models.CharField(max_length=120)),
                ('said_at', models.DateTimeField()),
                ('said_by', models.UUIDField(null=True)),
                ('address', models.UUIDField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('digest_at', models.DateTimeField(null=True)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('channel', models.CharField(default='', max_length=8)),
                ('language', models.CharField(default='', max_length=5)),
                ('subject', models.CharField(default='', max_length=200)),
                ('text', models.TextField(default='')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
                ('scope', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.scope')),
                ('recipient', models.ForeignKey(db_column='recipient_id', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailroom.recipient')),
            ],
            options={
                'db_table': 'messages_message',
            },
        ),
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('about', models.UUIDField(null=True)),
                ('topic', models.CharField(default='', max_length=40)),
                ('since', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.area')),
                ('scope', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.scope')),
                ('recipient', models.ForeignKey(db_column='recipient_id', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailroom.recipient')),
            ],
            options={
                'db_table': 'messages_following',
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('theme', models.CharField(max_length=40)),
                ('given', models.BooleanField()),
                ('how', models.CharField(max_length=12)),
                ('at', models.DateTimeField()),
                ('scope', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.scope')),
                ('recipient', models.ForeignKey(db_column='recipient_id', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailroom.recipient')),
            ],
            options={
                'db_table': 'messages_consent',
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(max_length=8)),
                ('value', models.CharField(max_length=500)),
                ('given_at', models.DateTimeField()),
                ('code_hash', models.BinaryField(max_length=32, null=True)),
                ('code_until', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('scope', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.scope')),
                ('recipient', models.ForeignKey(db_column='recipient_id', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailroom.recipient')),
            ],
            options={
                'db_table': 'messages_address',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(max_length=12)),
                ('code', models.CharField(default='', max_length=60)),
                ('proof', models.CharField(default='', max_length=200)),
                ('at', models.DateTimeField()),
                ('message', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailroom.message')),
                ('recipient', models.ForeignKey(db_column='recipient_id', db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailroom.recipient')),
                ('scope', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.scope')),
            ],
            options={
                'db_table': 'messages_step',
            },
        ),
        migrations.AddIndex(
            model_name='recipient',
            index=models.Index(fields=['key'], name='messages_recipient_key'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('scope', 'account'), name='messages_recipient_once'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.CheckConstraint(condition=models.Q(('rhythm__in', ['at_once', 'daily', 'weekly'])), name='messages_recipient_rhythm'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['', 'email', 'sms', 'letter'])), name='messages_recipient_way'),
        ),
        migrations.AddConstraint(
            model_name='recipient',
            constraint=quartier.core.registry.records.Locked(drop_box=False, name='messages_recipient_lock', personal=('key',), subject='id', updatable=()),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at', 'scope'], name='messages_message_due'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['about', 'scope'], name='messages_message_about'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['recipient', '-said_at', 'scope'], name='messages_message_newest'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['reference'], name='messages_message_reference'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=models.UniqueConstraint(fields=('scope', 'recipient', 'key'), name='messages_message_once'),
        ),
        migrations.AddConstraint(
            model_name='message',
            constraint=quartier.core.registry.records.Locked(drop_box=False, name='messages_message_lock', personal=('gaps', 'text'), subject='recipient_id', updatable=('due_at', 'digest_at', 'claimed_until', 'tries', 'channel', 'language', 'subject', 'text')),
        ),
        migrations.AddIndex(
            model_name='following',
            index=models.Index(fields=['recipient', 'scope'], name='messages_following_of'),
        ),
        migrations.AddIndex(
            model_name='following',
            index=models.Index(fields=['about'], name='messages_following_about'),
        ),
        migrations.AddIndex(
            model_name='following',
            index=models.Index(fields=['topic', 'area'], name='messages_following_topic'),
        ),
        migrations.AddConstraint(
            model_name='following',
            constraint=quartier.core.registry.records.Locked(drop_box=False, name='messages_following_lock', personal=(), subject='recipient_id', updatable=()),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['recipient', 'theme', '-at', 'scope'], name='messages_consent_newest'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=quartier.core.registry.records.Locked(drop_box=False, name='messages_consent_lock', personal=(), subject='recipient_id', updatable=()),
        ),
        migrations.AddIndex(
            model_name='address',
            index=models.Index(fields=['recipient', 'scope'], name='messages_address_of'),
        ),
        migrations.AddIndex(
            model_name='address',
            index=models.Index(fields=['code_hash'], name='messages_address_code'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=quartier.core.registry.records.Locked(drop_box=False, name='messages_address_lock', personal=('value',), subject='recipient_id', updatable=()),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(fields=['message', 'id', 'scope'], name='messages_step_of'),
        ),
        migrations.AddIndex(
            model_name='step',
            index=models.Index(condition=models.Q(('proof', ''), _negated=True), fields=['proof'], name='messages_step_proof'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=quartier.core.registry.records.Locked(drop_box=False, name='messages_step_lock', personal=('proof',), subject='recipient_id', updatable=()),
        ),
    ]
