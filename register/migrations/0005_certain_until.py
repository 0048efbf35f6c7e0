"""The first day on which a period may be over, and the last evidence of life. The index is rebuilt by `rebuild_register`."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0004_state_codes'),
    ]

    operations = [
        migrations.AddField(model_name='period', name='may_end_on', field=models.DateField(null=True)),
        migrations.AddField(model_name='period', name='evidence', field=models.JSONField(null=True)),
        migrations.AddField(model_name='period', name='evidence_on', field=models.DateField(null=True)),
    ]
