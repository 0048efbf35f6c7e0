from django.db import migrations, models


class Migration(migrations.Migration):
    """The field has another name, its column has not."""

    dependencies = [("webhooks", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="endpoint",
            name="told_at",
            field=models.DateTimeField(
                db_column="told_at", editable=False, null=True, verbose_name="partner written to"
            ),
        ),
        migrations.RenameField(model_name="endpoint", old_name="told_at", new_name="emailed_at"),
    ]
