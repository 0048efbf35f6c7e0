"""Marks of uncertain and approximate days, beside their bounds. The index is rebuilt by `rebuild_register`."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0002_versions_are_kept'),
    ]

    operations = [
        migrations.AddField(
            model_name=model,
            name=name,
            field=models.CharField(blank=True, default='', max_length=1),
            preserve_default=False,
        )
        for model, name in (
            ('entry', 'signed_qualifier'), ('period', 'start_qualifier'), ('period', 'end_qualifier'),
        )
    ]
