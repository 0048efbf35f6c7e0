import core.fields
import core.localized
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organizations', '0001_initial'),
        ('sources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(blank=True, editable=False, help_text='Given at the first publication, never changed, never given again.', max_length=16, verbose_name='reference')),
                ('editorial_state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=16, verbose_name='editorial state')),
                ('is_edited', models.BooleanField(default=False, editable=False, help_text='The staff area says something else than the public page.', verbose_name='edited since published')),
                ('external_id', models.CharField(blank=True, editable=False, help_text='What the record is called where it was imported from: the next import finds it again by this.', max_length=200, verbose_name='external identifier')),
                ('parts_given', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('name', models.CharField(help_text="As usually written in this register's first language. Other scripts go below.", max_length=200, verbose_name='name')),
                ('is_hidden', models.BooleanField(default=False, editable=False, help_text='The name is taken from everything public; the post stays.', verbose_name='hidden')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['name', 'pk'],
                'permissions': [('hide_person', 'Can hide people')],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ref', ''), _negated=True), fields=('ref',), name='person_reference_is_unique', violation_error_message='This reference is taken.'), models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id',), name='person_external_identifier_is_unique', violation_error_message='Another record was imported under this identifier.'), models.CheckConstraint(condition=models.Q(models.Q(('ref', ''), _negated=True), ('editorial_state__in', ['draft', 'in_review']), _connector='OR'), name='person_has_a_reference_once_public', violation_error_message='A published record has a reference.')],
            },
        ),
        migrations.CreateModel(
            name='PersonCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('facts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text='Which facts it supports. None: the record as a whole.', verbose_name='facts')),
                ('basis', models.CharField(choices=[('stated', 'stated'), ('inferred', 'inferred')], default='stated', help_text='Stated: the source says so. Inferred: it follows from what the source says.', max_length=16, verbose_name='basis')),
                ('says', core.localized.LocalizedTextField(blank=True, default=dict, help_text='Where the source differs from the record, or how the fact was inferred from it.', verbose_name='what it says')),
                ('locator', models.CharField(blank=True, help_text='Page, paragraph, caption.', max_length=200, verbose_name='where in it')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='people.person')),
                ('source', models.ForeignKey(help_text='Add one with the plus sign; one source may be cited many times.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='personcitation_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.')],
            },
        ),
        migrations.CreateModel(
            name='PersonIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('scheme', models.CharField(choices=[('orcid', 'ORCID'), ('isni', 'ISNI'), ('wikidata', 'Wikidata')], help_text='Which register it is.', max_length=16, verbose_name='scheme')),
                ('value', models.CharField(help_text='With or without the address round it.', max_length=100, verbose_name='value')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='people.person')),
            ],
            options={
                'verbose_name': 'identifier',
                'verbose_name_plural': 'identifiers',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='personidentifier_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'), models.UniqueConstraint(fields=('scheme', 'value'), name='person_identifier_names_one_person', violation_error_message='Another person has this identifier.')],
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('text', models.CharField(help_text='As the person or the source writes it.', max_length=200, verbose_name='name')),
                ('language', models.CharField(blank=True, help_text='BCP 47: ko, ko-Latn, en.', max_length=16, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?$', 'Write a language as a BCP 47 code, such as en, ko or zh-Hant.')], verbose_name='language')),
                ('kind', models.CharField(choices=[('main', 'main'), ('also', 'also written'), ('former', 'former'), ('romanized', 'romanized')], default='main', help_text='Main, another spelling, a former name or a romanization.', max_length=16, verbose_name='kind')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='people.person')),
            ],
            options={
                'verbose_name': 'name',
                'verbose_name_plural': 'names',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='personname_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'), models.UniqueConstraint(fields=('person', 'text', 'language'), name='person_name_is_recorded_once', violation_error_message='This name is recorded already.')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('organization_as_written', models.CharField(blank=True, help_text="Filled in with the organization's name of today: correct it if the source differs.", max_length=400, verbose_name='name as written')),
                ('post', models.CharField(help_text='As printed.', max_length=300, verbose_name='post')),
                ('held_from', core.fields.EDTFField(blank=True, help_text='As exactly as a source says.', max_length=64, verbose_name='from')),
                ('held_from_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('held_from_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('held_until', core.fields.EDTFField(blank=True, help_text='None while it is held.', max_length=64, verbose_name='until')),
                ('held_until_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('held_until_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('organization', models.ForeignKey(help_text='Where the post is.', on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='organizations.organization', verbose_name='organization')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='people.person')),
            ],
            options={
                'verbose_name': 'position',
                'verbose_name_plural': 'positions',
                'ordering': ['position', 'pk'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='position_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.')],
            },
        ),
    ]
