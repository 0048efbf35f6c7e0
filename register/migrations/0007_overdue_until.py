from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0006_deadlines'),
    ]

    operations = [
        migrations.AddField(
            model_name='deadline',
            name='overdue_until',
            field=models.DateField(null=True),
        ),
    ]
