"""A narrowing closes older versions, and the public reads versions through a view, which alone decides what is open."""

import django.db.models.manager
from django.db import migrations, models

_IS_CLOSED = """action = 'published' AND EXISTS (
        SELECT FROM register_version AS later WHERE later.ref = version.ref AND later.number > version.number
        AND later.action IN ('withdrawn', 'merged', 'narrowed')
    )"""
_CREATE = f"""
CREATE VIEW register_publicversion AS
SELECT
    id, ref, kind, serial, number, action, schema, sha256, published_at,
    CASE WHEN {_IS_CLOSED} THEN '' ELSE body END AS body,
    CASE WHEN {_IS_CLOSED} THEN '' ELSE note END AS note,
    action = 'published' AND NOT ({_IS_CLOSED}) AS is_open
FROM register_version AS version
"""


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0003_redaction_function'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, verbose_name='reference')),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('serial', models.PositiveIntegerField(verbose_name='number within its kind')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('action', models.CharField(choices=[('published', 'published'), ('withdrawn', 'withdrawn'), ('merged', 'merged'), ('redacted', 'redacted'), ('narrowed', 'disclosure narrowed')], max_length=16, verbose_name='action')),
                ('schema', models.PositiveSmallIntegerField(verbose_name='schema of the body')),
                ('body', models.TextField(verbose_name='body')),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField(verbose_name='published')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='note')),
                ('is_open', models.BooleanField(verbose_name='open')),
            ],
            options={
                'verbose_name': 'public version',
                'verbose_name_plural': 'public versions',
                'ordering': ['pk'],
                'managed': False,
            },
            managers=[
                ('public', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunSQL(_CREATE, 'DROP VIEW register_publicversion'),
        migrations.AlterField(
            model_name='version',
            name='action',
            field=models.CharField(choices=[('published', 'published'), ('withdrawn', 'withdrawn'), ('merged', 'merged'), ('redacted', 'redacted'), ('narrowed', 'disclosure narrowed')], max_length=16, verbose_name='action'),
        ),
    ]
