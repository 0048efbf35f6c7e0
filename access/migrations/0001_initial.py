import django.db.models.deletion
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
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('email', models.EmailField(help_text='Whom we write to before a key runs out or when something fails.', max_length=254, verbose_name='e-mail')),
                ('note', models.TextField(blank=True, help_text='Staff only.', verbose_name='note')),
                ('is_active', models.BooleanField(default=True, help_text='Without it no key of this partner opens anything.', verbose_name='active')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
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
    ]
