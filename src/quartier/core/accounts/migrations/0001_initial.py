
import django.contrib.postgres.fields
import django.db.models.deletion
import quartier.core.accounts.models
import quartier.core.kit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('person', 'person'), ('service', 'service')], default='person', max_length=8)),
                ('email', quartier.core.accounts.models.Absent(blank=True, max_length=254, null=True, unique=True)),
                ('email_verified_at', models.DateTimeField(blank=True, null=True)),
                ('phone', quartier.core.accounts.models.Absent(blank=True, help_text='E.164: +380500000000.', max_length=16, null=True, unique=True)),
                ('phone_verified_at', models.DateTimeField(blank=True, null=True)),
                ('display_name', models.CharField(blank=True, default='', max_length=120)),
                ('language', models.CharField(choices=[('uk', 'uk'), ('fr', 'fr'), ('en', 'en')], default='uk', max_length=5)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('hash', models.BinaryField(max_length=32, unique=True)),
                ('label', models.CharField(max_length=120)),
                ('permits', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, size=None)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, default='', max_length=300)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.IntegerField(primary_key=True, serialize=False)),
                ('slug', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(max_length=32)),
                ('names', models.JSONField(help_text='Name by language: {uk, fr, en}.')),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.area')),
            ],
        ),
        migrations.AddField(
            model_name='account',
            name='organisation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('visit_hash', models.BinaryField(max_length=32, unique=True)),
                ('session_key', models.CharField(db_index=True, help_text='The stored key, itself a hash.', max_length=64)),
                ('device', models.CharField(blank=True, default='', max_length=80)),
                ('way', models.CharField(blank=True, default='', max_length=24)),
                ('opened_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('until', models.DateTimeField(help_text='However busy, the session ends here.')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, default='', max_length=24)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=quartier.core.kit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(help_text='Code of a role in roles.py.', max_length=40)),
                ('compartments', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), default=list, size=None)),
                ('secrecy', models.SmallIntegerField(choices=[(0, 'public'), (1, 'internal'), (2, 'confidential'), (3, 'secret')], default=0)),
                ('starts_at', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('given_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=300)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end_reason', models.CharField(blank=True, default='', max_length=300)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.area')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['account', 'until'], name='accounts_grant_account'), models.Index(fields=['organisation', 'given_at'], name='accounts_grant_organisation')],
                'constraints': [models.CheckConstraint(condition=models.Q(('secrecy__range', (0, 3))), name='accounts_grant_secrecy'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('starts_at')), _connector='OR'), name='accounts_grant_period'), models.CheckConstraint(condition=models.Q(('given_by__isnull', True), models.Q(('given_by', models.F('account')), _negated=True), _connector='OR'), name='accounts_grant_not_to_oneself')],
            },
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'person'), ('organisation__isnull', False), _connector='OR'), name='accounts_account_service_has_organisation'),
        ),
        migrations.AddIndex(
            model_name='signin',
            index=models.Index(fields=['account', '-opened_at'], name='accounts_signin_account'),
        ),
    ]
