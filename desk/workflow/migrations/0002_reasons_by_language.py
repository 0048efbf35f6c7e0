import core.localized
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="scheduledpublication", name="language"),
        migrations.RemoveField(model_name="scheduledpublication", name="reason"),
        migrations.AddField(
            model_name="scheduledpublication",
            name="reason",
            field=core.localized.LocalizedTextField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="scheduledpublication",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting for its time"),
                    ("published", "published"),
                    ("refused", "not published"),
                    ("cancelled", "cancelled"),
                    ("replaced", "replaced by another time"),
                    ("overtaken", "overtaken by another publication"),
                ],
                default="waiting",
                max_length=16,
            ),
        ),
        migrations.AddField(
            model_name="previewlink",
            name="known_objections",
            field=models.JSONField(default=list),
        ),
    ]
