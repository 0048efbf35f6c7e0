import django.core.validators
from django.db import migrations, models

import spreadsheets.models


class Migration(migrations.Migration):
    dependencies = [("spreadsheets", "0004_corrected_cells")]

    operations = [
        migrations.AlterField(
            model_name="spreadsheetimport",
            name="file",
            field=models.FileField(
                editable=False,
                help_text="As it was uploaded. Staff only.",
                upload_to=spreadsheets.models.upload_path,
                validators=[
                    django.core.validators.FileExtensionValidator(["csv", "tsv", "txt", "xlsx", "xlsm"])
                ],
                verbose_name="file",
            ),
        ),
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
