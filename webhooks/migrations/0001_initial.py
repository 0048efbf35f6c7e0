import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import webhooks.ssrf
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('register', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Endpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(help_text='Where messages are sent: https, a name in public, port 443 or 8443.', max_length=500, validators=[webhooks.ssrf.validate_endpoint_url], verbose_name='address')),
                ('description', models.CharField(blank=True, help_text="What it is for, in the partner's words.", max_length=200, verbose_name='description')),
                ('actions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('published', 'published'), ('withdrawn', 'withdrawn'), ('merged', 'merged'), ('redacted', 'redacted'), ('narrowed', 'disclosure narrowed')], max_length=16), blank=True, default=list, help_text='Only changes of these sorts. None: all.', verbose_name='actions')),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), blank=True, default=list, help_text='Only records of these kinds. None: all.', verbose_name='kinds')),
                ('refs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16, validators=[django.core.validators.RegexValidator('\\A[A-Z][1-9][0-9]{0,14}\\Z', 'A reference is a letter and a number, such as A1042.')]), blank=True, default=list, help_text='Only these records, by reference, with commas between. None: all.', size=500, verbose_name='records')),
                ('cursor', models.BigIntegerField(default=0, editable=False, help_text='The id of the last change that was looked at.', verbose_name='looked at up to')),
                ('state', models.CharField(choices=[('active', 'active'), ('paused', 'paused by the partner'), ('stopped', 'stopped by staff'), ('failed', 'stopped after days of failures'), ('gone', 'no longer there: the receiver answered 410')], default='active', editable=False, max_length=16, verbose_name='state')),
                ('state_reason', models.CharField(blank=True, editable=False, max_length=400, verbose_name='reason')),
                ('state_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='since')),
                ('failures', models.PositiveIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                ('failing_since', models.DateTimeField(editable=False, null=True, verbose_name='failing since')),
                ('rests_until', models.DateTimeField(editable=False, null=True, verbose_name='left in peace until')),
                ('emailed_at', models.DateTimeField(editable=False, null=True, verbose_name='partner written to')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('partner', models.ForeignKey(help_text='Whose it is, and whom we write to when it fails.', on_delete=django.db.models.deletion.CASCADE, related_name='endpoints', to='access.partner', verbose_name='partner')),
            ],
            options={
                'verbose_name': 'webhook',
                'verbose_name_plural': 'webhooks',
                'ordering': ['partner__name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('webhook_id', models.CharField(editable=False, max_length=64, verbose_name='message id')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('delivered', 'delivered'), ('given_up', 'given up')], default='waiting', editable=False, max_length=16, verbose_name='state')),
                ('tries', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='attempts')),
                ('last_result', models.CharField(blank=True, choices=[('delivered', 'delivered'), ('refused', 'the receiver answered with an error'), ('redirected', 'the receiver answered with a redirect, which is not followed'), ('gone', 'the receiver answered 410: gone for good'), ('timed_out', 'the receiver took too long'), ('not_public', 'its name leads to no public address'), ('not_trusted', 'no secure connection: its certificate is not valid'), ('unreachable', 'no connection, or it broke off'), ('not_signed', 'its secret cannot be read here')], editable=False, max_length=16, verbose_name='last attempt')),
                ('attempts', models.JSONField(default=list, editable=False, verbose_name='attempts')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('next_attempt_at', models.DateTimeField(editable=False, null=True, verbose_name='next attempt')),
                ('finished_at', models.DateTimeField(editable=False, null=True, verbose_name='finished')),
                ('change', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.version', verbose_name='change')),
                ('endpoint', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='webhooks.endpoint', verbose_name='webhook')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'ordering': ['-pk'],
                'default_permissions': ('change', 'delete', 'view'),
            },
        ),
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('v1', 'shared secret (HMAC-SHA256)'), ('v1a', 'key pair (Ed25519)')], editable=False, max_length=8, verbose_name='kind')),
                ('secret', models.TextField(editable=False, verbose_name='secret')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='made')),
                ('expires_at', models.DateTimeField(editable=False, null=True, verbose_name='signs until')),
                ('endpoint', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='webhooks.endpoint')),
            ],
            options={
                'verbose_name': 'signing key',
                'verbose_name_plural': 'signing keys',
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='endpoint',
            constraint=models.UniqueConstraint(fields=('partner', 'url'), name='endpoint_is_entered_once', violation_error_message='This partner has a webhook to this address already.'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['endpoint', 'id'], name='delivery_waiting'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('finished_at__isnull', False)), fields=['finished_at'], name='delivery_finished'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('endpoint', 'webhook_id'), name='delivery_of_a_message_is_one', violation_error_message='This message is there already.'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('next_attempt_at__isnull', False), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('finished_at__isnull', False), ('next_attempt_at', None)), _connector='OR'), name='delivery_waits_for_a_moment_or_is_finished', violation_error_message='A message waits for its next attempt, or it is finished.'),
        ),
        migrations.AddConstraint(
            model_name='signingkey',
            constraint=models.UniqueConstraint(condition=models.Q(('expires_at', None)), fields=('endpoint', 'kind'), name='signing_key_without_end_is_one_of_its_kind', violation_error_message='There is a key of this kind already: let that one end first.'),
        ),
    ]
