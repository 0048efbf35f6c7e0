import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import register.fields
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),  # for names that are spelled otherwise
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=16, verbose_name='reference')),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('serial', models.PositiveIntegerField(verbose_name='number within its kind')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('action', models.CharField(choices=[('published', 'published'), ('withdrawn', 'withdrawn'), ('merged', 'merged'), ('redacted', 'redacted')], max_length=16, verbose_name='action')),
                ('schema', models.PositiveSmallIntegerField(verbose_name='schema of the body')),
                ('body', models.TextField(verbose_name='body')),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField(verbose_name='published')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='note')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('ref', models.CharField(max_length=16, primary_key=True, serialize=False, verbose_name='reference')),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('serial', models.PositiveIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('published_at', models.DateTimeField(verbose_name='published')),
                ('sha256', models.CharField(max_length=64)),
                ('body', models.TextField(verbose_name='body')),
                ('title', models.JSONField(help_text='By language, as of this version.', verbose_name='title')),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=400), verbose_name='keys')),
                ('signed_earliest', models.DateField(null=True)),
                ('signed_latest', models.DateField(null=True)),
                ('sort_on', models.DateField(verbose_name='sorted by')),
                ('sort_title', models.CharField(max_length=200)),
                ('sort_title_ko', models.CharField(help_text='As a reader of Korean looks for it.', max_length=200)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entry', to='register.version')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'ordering': ['-sort_on', '-serial'],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('pk', models.CompositePrimaryKey('kind', 'fact', 'value', blank=True, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('fact', models.CharField(max_length=32, verbose_name='fact')),
                ('value', models.CharField(max_length=400, verbose_name='value')),
                ('records', models.PositiveIntegerField(verbose_name='records')),
            ],
            options={
                'verbose_name': 'tally',
                'verbose_name_plural': 'tallies',
                'ordering': ['kind', 'fact', 'value'],
            },
        ),
        migrations.CreateModel(
            name='FactBits',
            fields=[
                ('pk', models.CompositePrimaryKey('kind', 'fact', 'chunk', 'value', blank=True, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=16, verbose_name='kind')),
                ('fact', models.CharField(max_length=32, verbose_name='fact')),
                ('value', models.CharField(max_length=400, verbose_name='value')),
                ('chunk', models.PositiveIntegerField()),
                ('bits', register.fields.BitmapField()),
            ],
            options={
                'verbose_name': 'records of a fact',
                'verbose_name_plural': 'records of facts',
                'ordering': ['kind', 'fact', 'chunk', 'value'],
            },
        ),
        migrations.CreateModel(
            name='EntryText',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='register.entry')),
                ('kind', models.CharField(max_length=16)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
                ('names', models.TextField(help_text='Of an organization or a person, folded, one a line: for misspelled ones.')),
            ],
            options={
                'verbose_name': 'searched text',
                'verbose_name_plural': 'searched texts',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='entry_text_vector'), django.contrib.postgres.indexes.GinIndex(fields=['names'], name='entry_text_names', opclasses=['gin_trgm_ops'])],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('pk', models.CompositePrimaryKey('entry_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=32, verbose_name='kind')),
                ('to_ref', models.CharField(max_length=16, verbose_name='to')),
                ('part', models.CharField(blank=True, help_text='Key of the part that holds the reference.', max_length=16, verbose_name='part')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='register.entry')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['entry', 'position'],
                'indexes': [models.Index(fields=['to_ref', 'kind', 'entry', 'position'], name='link_to')],
            },
        ),
        migrations.CreateModel(
            name='Period',
            fields=[
                ('pk', models.CompositePrimaryKey('entry_id', 'position', blank=True, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('state', models.CharField(choices=[('under_negotiation', 'under negotiation'), ('planned', 'planned'), ('signed', 'signed, not yet in effect'), ('in_force', 'in force'), ('suspended', 'suspended'), ('expired', 'expired'), ('terminated', 'terminated'), ('superseded', 'superseded'), ('cancelled', 'cancelled'), ('completed', 'completed'), ('unknown', 'not known')], max_length=24, verbose_name='state')),
                ('certainty', models.CharField(choices=[('recorded', 'recorded'), ('derived', 'derived'), ('presumed', 'presumed')], max_length=16, verbose_name='certainty')),
                ('start_earliest', models.DateField(null=True)),
                ('start_latest', models.DateField(null=True)),
                ('end_earliest', models.DateField(null=True)),
                ('end_latest', models.DateField(null=True)),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='register.entry')),
            ],
            options={
                'verbose_name': 'period',
                'verbose_name_plural': 'periods',
                'ordering': ['entry', 'position'],
                'indexes': [models.Index(fields=['state', 'end_earliest', 'end_latest'], name='period_by_end')],
            },
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(fields=['kind', 'serial'], name='version_by_serial'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('ref', 'number'), name='version_number_is_used_once'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='version_counts_from_one'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', '-sort_on', '-serial'], name='entry_newest_first'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', 'sort_title', 'serial'], name='entry_by_title'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', 'sort_title_ko', 'serial'], name='entry_by_title_ko'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['kind', '-published_at', '-serial'], name='entry_by_publication'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.GinIndex(fields=['keys'], name='entry_keys'),
        ),
    ]
