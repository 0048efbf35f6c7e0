from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0002_unit_of_a_colleague'),
    ]

    operations = [
        migrations.AddField(
            model_name='unitmember',
            name='is_limited',
            field=models.BooleanField(default=True, help_text='Changes, publishes, withdraws and deletes no agreement for which another unit is responsible; sees all.', verbose_name='limited to this unit'),
        ),
    ]
