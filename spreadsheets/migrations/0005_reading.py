from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("spreadsheets", "0004_corrected_cells")]

    operations = [
        migrations.AddField(
            model_name="spreadsheetimport",
            name="reading",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="What the reader did with the file, and what else could be chosen.",
                verbose_name="reading",
            ),
        ),
    ]
