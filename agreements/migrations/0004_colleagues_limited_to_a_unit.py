from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0003_media_types_of_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='unitmember',
            name='is_limited',
            field=models.BooleanField(default=True, help_text='Changes, publishes, withdraws and deletes no agreement for which another unit is responsible; sees all.', verbose_name='limited to this unit'),
        ),
    ]
