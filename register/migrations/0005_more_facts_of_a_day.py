"""Facts of a day are kept anew by the next publication, with those that were not kept before."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0004_values_by_size'),
    ]

    operations = [
        migrations.RunSQL("DELETE FROM register_tally WHERE fact = 'on'", migrations.RunSQL.noop),
    ]
