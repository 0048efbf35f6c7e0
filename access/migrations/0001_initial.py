import access.keys.tokens
import access.models.accounts
import access.models.keys
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('subject', models.CharField(editable=False, max_length=80, primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField(editable=False)),
                ('used', models.PositiveIntegerField(editable=False)),
            ],
            options={
                'verbose_name': 'counter',
                'verbose_name_plural': 'counters',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The institution, or the team of one that asks.', max_length=200, unique=True, verbose_name='name')),
                ('email', models.EmailField(help_text='Whom we write to before a key runs out or when something fails.', max_length=254, verbose_name='e-mail')),
                ('note', models.TextField(blank=True, help_text='Staff only.', verbose_name='note')),
                ('is_active', models.BooleanField(default=True, help_text='Without it no key of this partner opens anything.', verbose_name='active')),
                ('limit', models.PositiveIntegerField(blank=True, help_text='Of all its keys together. Empty: as many as partners usually have.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='requests a minute')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='partner since')),
            ],
            options={
                'verbose_name': 'partner',
                'verbose_name_plural': 'partners',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sender', models.CharField(editable=False, max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
                'default_permissions': (),
                'indexes': [models.Index(fields=['sender'], name='attempt_by_sender')],
            },
        ),
        migrations.CreateModel(
            name='Key',
            fields=[
                ('id', models.CharField(default=access.keys.tokens.new_id, editable=False, max_length=12, primary_key=True, serialize=False)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('name', models.CharField(help_text='What it is used for, so that the right one is revoked some day.', max_length=200, verbose_name='name')),
                ('scopes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(), help_text='What it opens: no more than is needed.', verbose_name='scopes')),
                ('expires_at', models.DateTimeField(default=access.models.keys.in_a_year, help_text='A year from now, unless said otherwise; two years at most.', validators=[access.models.keys.validate_expiry], verbose_name='runs out')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('last_used_at', models.DateTimeField(editable=False, null=True, verbose_name='last used')),
                ('exposed_at', models.DateTimeField(editable=False, null=True, verbose_name='sent in an address')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked')),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('revoked_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='revoked by')),
                ('partner', models.ForeignKey(help_text='Who it is for. A partner has two keys at most, so that one can be exchanged for the next.', on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='access.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'API key',
                'verbose_name_plural': 'API keys',
                'ordering': ['-created_at'],
                'default_permissions': ('add', 'change', 'view'),
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='key_runs_out_after_it_was_made', violation_error_message='A key runs out after it was made.'), models.CheckConstraint(condition=models.Q(('scopes__contained_by', ['read', 'keys', 'webhooks'])), name='key_has_known_scopes', violation_error_message='There is no such scope.')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(editable=False, help_text='The record it is about.', max_length=16, verbose_name='reference')),
                ('version', models.PositiveIntegerField(editable=False, help_text='The version that was public then.', verbose_name='version')),
                ('what', models.TextField(editable=False, max_length=4000, verbose_name='what is wrong')),
                ('source', models.URLField(blank=True, editable=False, max_length=1000, verbose_name='source')),
                ('email', models.EmailField(blank=True, editable=False, help_text='Deleted when the report is closed.', max_length=254, verbose_name='e-mail')),
                ('language', models.CharField(editable=False, max_length=16, verbose_name='language of the page')),
                ('reported_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='reported')),
                ('state', models.CharField(choices=[('open', 'open'), ('answered', 'answered'), ('dismissed', 'dismissed')], default='open', help_text='Answered or dismissed closes it, and deletes the e-mail address: write first.', max_length=16, verbose_name='state')),
                ('note', models.TextField(blank=True, help_text='What was done. Staff only.', verbose_name='note')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='closed')),
                ('closed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
            ],
            options={
                'verbose_name': 'report of a problem',
                'verbose_name_plural': 'reports of problems',
                'ordering': ['-reported_at', '-pk'],
                'default_permissions': ('change', 'delete', 'view'),
                'indexes': [models.Index(fields=['state', '-reported_at'], name='report_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='report_says_what_is_wrong', violation_error_message='Say what is wrong.'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='report_says_when_it_was_closed', violation_error_message='A report is closed on a day, and an open one on none.'), models.CheckConstraint(condition=models.Q(('state', 'open'), ('email', ''), _connector='OR'), name='report_keeps_no_email_once_closed', violation_error_message='The e-mail address is deleted when a report is closed.')],
            },
        ),
        migrations.CreateModel(
            name='SharedValue',
            fields=[
                ('cache_key', models.CharField(editable=False, max_length=255, primary_key=True, serialize=False)),
                ('value', models.TextField(editable=False)),
                ('expires', models.DateTimeField(db_index=True, editable=False)),
            ],
            options={
                'verbose_name': 'shared value',
                'verbose_name_plural': 'shared values',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(help_text="Where the link is sent; it becomes the account's address.", max_length=254, verbose_name='e-mail')),
                ('role', models.CharField(choices=[('reader', 'Reader: looks at everything'), ('editor', 'Editor: enters and changes records'), ('publisher', 'Publisher: publishes and withdraws them, answers for partners'), ('administrator', 'Administrator: may do everything, invites and deactivates people')], default='reader', help_text='What the account may do. It can be changed later, by the groups of the account.', max_length=16, verbose_name='role')),
                ('language', models.CharField(choices=[('en', 'English'), ('ko', 'Korean')], default='en', help_text='Of the e-mail and the page that it leads to.', max_length=8, verbose_name='language')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='invited')),
                ('expires_at', models.DateTimeField(default=access.models.accounts.in_a_week, editable=False, verbose_name='runs out')),
                ('accepted_at', models.DateTimeField(editable=False, null=True, verbose_name='accepted')),
                ('invited_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='invited by')),
                ('user', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitation', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'invitation',
                'verbose_name_plural': 'invitations',
                'ordering': ['-invited_at'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at', None)), name='invitation_is_open_once_for_an_address', violation_error_message='This address is invited already: send that invitation again.'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('user', None)), models.Q(('accepted_at__isnull', False), ('user__isnull', False)), _connector='OR'), name='invitation_says_whose_account_it_became', violation_error_message='An accepted invitation has an account, an open one has none.')],
            },
        ),
        migrations.CreateModel(
            name='LoginAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='time')),
                ('name_digest', models.CharField(editable=False, max_length=64)),
                ('address', models.CharField(editable=False, max_length=64, verbose_name='from')),
                ('method', models.CharField(choices=[('password', 'password'), ('code', 'code of an app, or recovery code'), ('passkey', 'passkey'), ('sso', 'single sign-on'), ('invitation', 'invitation')], editable=False, max_length=16, verbose_name='way')),
                ('outcome', models.CharField(choices=[('succeeded', 'accepted'), ('failed', 'failed'), ('refused', 'refused')], editable=False, max_length=16, verbose_name='outcome')),
                ('user', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='login_attempts', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'attempt to log in',
                'verbose_name_plural': 'attempts to log in',
                'ordering': ['-at', '-pk'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['address', '-at'], name='login_attempt_by_address'), models.Index(fields=['-at', '-id'], name='login_attempt_by_time')],
            },
        ),
        # what a crash may forget need not go through the log; half-empty pages are counted up in place
        migrations.RunSQL(
            "ALTER TABLE access_counter SET UNLOGGED; ALTER TABLE access_counter SET (fillfactor = 50)",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL("ALTER TABLE access_sharedvalue SET UNLOGGED", migrations.RunSQL.noop),
    ]
