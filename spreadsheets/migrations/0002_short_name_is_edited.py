from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('spreadsheets', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='savedlist',
            name='slug',
            field=models.SlugField(allow_unicode=True, help_text='The identifiers of the records that it made begin with it and change with it.', max_length=60, verbose_name='short name'),
        ),
    ]
