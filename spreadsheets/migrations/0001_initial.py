import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import spreadsheets.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SavedList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Whose list it is, for example: press office.', max_length=100, verbose_name='name of the list')),
                ('slug', models.SlugField(allow_unicode=True, editable=False, help_text='Tells the rows of this list from those of others. It never changes.', max_length=60, verbose_name='short name')),
                ('headers', models.JSONField(editable=False, help_text='The first row of the spreadsheet, as a list.', verbose_name='headers')),
                ('columns', models.JSONField(editable=False, help_text='What each of them means, in the same order.', verbose_name='columns')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('answers', models.JSONField(default=dict, editable=False, help_text='What people decided about it, used again for its next issue.', verbose_name='answers')),
            ],
            options={
                'verbose_name': 'saved list',
                'verbose_name_plural': 'saved lists',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('name',), name='saved_list_name_is_used_once', violation_error_message='There is a list of this name already.'), models.UniqueConstraint(fields=('slug',), name='saved_list_slug_is_used_once', violation_error_message='There is a list of this short name already.')],
            },
        ),
        migrations.CreateModel(
            name='SpreadsheetImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(editable=False, help_text='As it was uploaded. Staff only.', upload_to=spreadsheets.models.upload_path, validators=[django.core.validators.FileExtensionValidator(['csv', 'tsv', 'txt', 'xlsx', 'xlsm'])], verbose_name='file')),
                ('name', models.CharField(editable=False, help_text='As it was on the computer it came from.', max_length=255, verbose_name='file name')),
                ('sha256', models.CharField(editable=False, help_text='Of the file, so that the same file is known when it comes again.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}$', 'A SHA-256 is 64 hexadecimal digits.')], verbose_name='SHA-256')),
                ('samples', models.JSONField(default=list, editable=False, help_text='Each header with its first values.', verbose_name='samples')),
                ('columns', models.JSONField(default=list, editable=False, help_text='What each column means, in their order.', verbose_name='columns')),
                ('state', models.CharField(choices=[('uploaded', 'uploaded'), ('checking', 'being checked'), ('checked', 'checked'), ('applying', 'being applied'), ('applied', 'applied'), ('preparing', 'its publication being prepared'), ('publishing', 'being published'), ('withdrawing', 'being withdrawn'), ('taking_back', 'being undone'), ('taken_back', 'undone'), ('failed', 'failed'), ('closed', 'closed')], default='uploaded', editable=False, help_text='How far it has come.', max_length=16, verbose_name='state')),
                ('state_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='When it came to this state.', verbose_name='since')),
                ('task', models.UUIDField(editable=False, help_text='The one that may go on with it.', null=True, verbose_name='background step')),
                ('done', models.PositiveIntegerField(default=0, editable=False, help_text='Of the step that is under way.', verbose_name='rows checked')),
                ('total', models.PositiveIntegerField(default=0, editable=False, help_text='All of the file.', verbose_name='rows')),
                ('leaves_out_errors', models.BooleanField(default=False, editable=False, help_text='Rows with errors are not applied.', verbose_name='leaves out errors')),
                ('reasons', models.JSONField(default=list, editable=False, help_text='Why the last step failed.', verbose_name='reasons')),
                ('digest', models.CharField(blank=True, editable=False, help_text='Of all that was shown. Only exactly that is applied.', max_length=64, verbose_name='digest of the check')),
                ('counts', models.JSONField(default=dict, editable=False, help_text='How many rows are new, changed, and so on.', verbose_name='counts')),
                ('applied', models.JSONField(editable=False, help_text='By which it can be undone.', null=True, verbose_name='what was done')),
                ('uploaded_at', models.DateTimeField(auto_now_add=True, help_text='When it was brought.', verbose_name='uploaded')),
                ('requested_language', models.CharField(blank=True, editable=False, help_text='In which that step speaks.', max_length=8, verbose_name='language')),
                ('applied_at', models.DateTimeField(editable=False, help_text='When the records were changed.', null=True, verbose_name='applied')),
                ('taken_back_at', models.DateTimeField(editable=False, help_text='When the records were changed back.', null=True, verbose_name='undone')),
                ('applied_by', models.ForeignKey(editable=False, help_text='Who had it applied.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='applied by')),
                ('requested_by', models.ForeignKey(editable=False, help_text='Who asked for the step under way.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
                ('saved_list', models.ForeignKey(editable=False, help_text='Of which list of agreements this file is an issue.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='spreadsheets.savedlist', verbose_name='list')),
                ('taken_back_by', models.ForeignKey(editable=False, help_text='Who had it undone.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
                ('uploaded_by', models.ForeignKey(editable=False, help_text='Who brought it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('answers', models.JSONField(default=dict, editable=False, help_text='What people decided: organizations, questions, corrected cells, rows left out.', verbose_name='answers')),
                ('findings', models.JSONField(default=dict, editable=False, help_text='Questions and notices about the list as a whole.', verbose_name='findings')),
                ('reading', models.JSONField(default=dict, editable=False, help_text='What the reader did with the file, and what else could be chosen.', verbose_name='reading')),
                ('publication', models.JSONField(default=dict, editable=False, help_text='What its publication would do or did, and its withdrawal.', verbose_name='publication')),
            ],
            options={
                'verbose_name': 'import from a spreadsheet',
                'verbose_name_plural': 'imports from spreadsheets',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(editable=False, help_text='As the spreadsheet numbers it: the headers are row 1.', verbose_name='row')),
                ('state', models.CharField(choices=[('new', 'new'), ('changed', 'changed'), ('unchanged', 'unchanged'), ('error', 'error'), ('left_out', 'left out')], editable=False, help_text='New, changed, unchanged, an error, or left out.', max_length=16, verbose_name='state')),
                ('has_warnings', models.BooleanField(default=False, editable=False, help_text='Something is odd about it.', verbose_name='warnings')),
                ('plan', models.JSONField(editable=False, help_text='All that was found: changes, problems, warnings, candidates.', verbose_name='plan')),
                ('spreadsheet_import', models.ForeignKey(editable=False, help_text='The import that it is of.', on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='spreadsheets.spreadsheetimport')),
                ('cells', models.JSONField(default=list, editable=False, help_text='As they are in the file, in the order of its columns.', verbose_name='cells')),
            ],
            options={
                'verbose_name': 'row of a spreadsheet',
                'verbose_name_plural': 'rows of spreadsheets',
                'ordering': ['number'],
                'default_permissions': (),
            },
        ),
        migrations.AddConstraint(
            model_name='spreadsheetimport',
            constraint=models.CheckConstraint(condition=models.Q(('done__lte', models.F('total'))), name='spreadsheet_import_does_not_do_more_than_all', violation_error_message='More rows cannot be done than there are.'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('spreadsheet_import', 'number'), name='import_row_is_planned_once', violation_error_message='This row of the spreadsheet is there already.'),
        ),
        migrations.AddConstraint(
            model_name='spreadsheetimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('applied', 'taking_back', 'preparing', 'publishing', 'withdrawing')), _negated=True), models.Q(('applied__isnull', False), ('applied_at__isnull', False)), _connector='OR'), name='spreadsheet_import_in_effect_knows_what_it_did', violation_error_message='An import that is in effect must say what it did.'),
        ),
    ]
