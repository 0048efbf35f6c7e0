import core.fields
import core.localized
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django_countries.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('sources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organization',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(blank=True, editable=False, help_text='Given at the first publication, never changed, never given again.', max_length=16, verbose_name='reference')),
                ('editorial_state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=16, verbose_name='editorial state')),
                ('is_edited', models.BooleanField(default=False, editable=False, help_text='The staff area says something else than the public page.', verbose_name='edited since published')),
                ('external_id', models.CharField(blank=True, editable=False, help_text='What the record is called where it was imported from: the next import finds it again by this.', max_length=200, verbose_name='external identifier')),
                ('parts_given', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('name', models.CharField(help_text="Today's name in its usual language for this register. Other names go below; names need not be unique.", max_length=400, verbose_name='name')),
                ('qualifier', models.CharField(blank=True, help_text='A few words that tell it from another of the same name, such as “until 2014”. Published.', max_length=200, verbose_name='told apart by')),
                ('kind', models.CharField(choices=[('state', 'state'), ('government', 'government'), ('ministry', 'ministry'), ('agency', 'agency'), ('subnational_government', 'sub-national government'), ('city', 'city'), ('university', 'university'), ('hospital', 'hospital'), ('research_institute', 'research institute'), ('company', 'company'), ('association', 'association'), ('foundation', 'foundation'), ('intergovernmental', 'intergovernmental body'), ('consortium', 'consortium'), ('group_of_states', 'group of states'), ('fund', 'fund'), ('programme', 'programme'), ('unit', 'unit'), ('representative_office', 'representative office'), ('office_holder', 'office holder'), ('other', 'other')], default='other', help_text='What sort of body it is; “other” where none of these fits.', max_length=24, verbose_name='kind')),
                ('country', django_countries.fields.CountryField(blank=True, help_text='Where it belongs; none for an intergovernmental body.', max_length=2, verbose_name='country')),
                ('website', models.CharField(blank=True, help_text='Exactly as the source prints it.', max_length=300, verbose_name='website as printed')),
                ('founded_on', core.fields.EDTFField(blank=True, help_text='As exactly as known: 2014-04, 1964, or in words.', max_length=64, verbose_name='founded')),
                ('founded_on_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('founded_on_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('dissolved_on', core.fields.EDTFField(blank=True, help_text='Only when it ceased to exist, not when it was renamed.', max_length=64, verbose_name='dissolved')),
                ('dissolved_on_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('dissolved_on_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('purpose', core.localized.LocalizedTextField(blank=True, default=dict, help_text='What it is for, in our words.', verbose_name='purpose')),
                ('is_own', models.BooleanField(default=False, help_text='Part of the institution that keeps this register; all others are counterparts.', verbose_name='ours')),
                ('parent', models.ForeignKey(blank=True, help_text='The body it is a unit of today. Dated or former membership goes under relations.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='units', to='organizations.organization', verbose_name='part of')),
            ],
            options={
                'verbose_name': 'organization',
                'verbose_name_plural': 'organizations',
                'ordering': ['name', 'pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
            },
        ),
        migrations.CreateModel(
            name='Location',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('place', models.CharField(help_text='City, with a state or province where that helps.', max_length=200, verbose_name='place')),
                ('country', django_countries.fields.CountryField(blank=True, help_text='ISO 3166.', max_length=2, verbose_name='country')),
                ('role', models.CharField(choices=[('headquarters', 'headquarters'), ('regional_office', 'regional office'), ('branch', 'branch'), ('other', 'other')], default='headquarters', help_text='What it does there.', max_length=24, verbose_name='role')),
                ('role_as_written', models.CharField(blank=True, help_text='Such as “global center”.', max_length=200, verbose_name='role as written')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locations', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'place of work',
                'verbose_name_plural': 'places of work',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganizationCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('facts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text='Which facts it supports. None: the record as a whole.', verbose_name='facts')),
                ('basis', models.CharField(choices=[('stated', 'stated'), ('inferred', 'inferred')], default='stated', help_text='Stated: the source says so. Inferred: it follows from what the source says.', max_length=16, verbose_name='basis')),
                ('says', core.localized.LocalizedTextField(blank=True, default=dict, help_text='Where the source differs from the record, or how the fact was inferred from it.', verbose_name='what it says')),
                ('locator', models.CharField(blank=True, help_text='Page, paragraph, caption.', max_length=200, verbose_name='where in it')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='organizations.organization')),
                ('source', models.ForeignKey(help_text='Add one with the plus sign; one source may be cited many times.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'citation',
                'verbose_name_plural': 'citations',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganizationIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('scheme', models.CharField(choices=[('ror', 'ROR'), ('wikidata', 'Wikidata'), ('isni', 'ISNI'), ('lei', 'LEI'), ('grid', 'GRID (no longer issued)'), ('funder', 'Crossref Funder'), ('national', 'national register')], help_text='Which register it is.', max_length=16, verbose_name='scheme')),
                ('value', models.CharField(help_text='With or without the address round it. For a national register: list code and number, GB-COH-04336774.', max_length=100, verbose_name='value')),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'identifier',
                'verbose_name_plural': 'identifiers',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganizationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('text', models.CharField(help_text='Exactly as it writes itself.', max_length=400, verbose_name='name')),
                ('language', models.CharField(blank=True, help_text='BCP 47; none for an acronym that is the same in all.', max_length=16, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?$', 'Write a language as a BCP 47 code, such as en, ko or zh-Hant.')], verbose_name='language')),
                ('kind', models.CharField(choices=[('official', 'official'), ('acronym', 'acronym'), ('alias', 'also known as'), ('former', 'former'), ('romanized', 'romanized')], default='official', help_text='Official, an acronym, a former name; former names are found too.', max_length=16, verbose_name='kind')),
                ('valid_from', core.fields.EDTFField(blank=True, help_text='When it took the name, as exactly as known.', max_length=64, verbose_name='from')),
                ('valid_from_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('valid_from_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('valid_until', core.fields.EDTFField(blank=True, help_text='When it gave the name up.', max_length=64, verbose_name='until')),
                ('valid_until_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('valid_until_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'name',
                'verbose_name_plural': 'names',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OrganizationRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('kind', models.CharField(choices=[('succeeds', 'succeeds'), ('part_of', 'part of'), ('funded_by', 'funded by'), ('founded_by', 'founded by'), ('member_of', 'member of')], help_text='How this organization stands to the other one.', max_length=16, verbose_name='kind')),
                ('name_as_written', models.CharField(blank=True, help_text="Exactly as the source names the other one. Filled in with today's name: correct it if it differs.", max_length=400, verbose_name='name as written')),
                ('degree', core.localized.LocalizedTextField(blank=True, default=dict, help_text='How much, in words: mainly, solely, in part.', verbose_name='degree')),
                ('valid_from', core.fields.EDTFField(blank=True, help_text='Since when, as exactly as known.', max_length=64, verbose_name='from')),
                ('valid_from_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('valid_from_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('valid_until', core.fields.EDTFField(blank=True, help_text='Until when; none while it lasts.', max_length=64, verbose_name='until')),
                ('valid_until_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('valid_until_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('organization', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='organizations.organization')),
                ('other', models.ForeignKey(help_text='The predecessor, the whole, the founder, the funder.', on_delete=django.db.models.deletion.PROTECT, related_name='relations_to_it', to='organizations.organization', verbose_name='other organization')),
            ],
            options={
                'verbose_name': 'relation',
                'verbose_name_plural': 'relations',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.UniqueConstraint(condition=models.Q(('ref', ''), _negated=True), fields=('ref',), name='organization_reference_is_unique', violation_error_message='This reference is taken.'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id',), name='organization_external_identifier_is_unique', violation_error_message='Another record was imported under this identifier.'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ref', ''), _negated=True), ('editorial_state__in', ['draft', 'in_review']), _connector='OR'), name='organization_has_a_reference_once_public', violation_error_message='A published record has a reference.'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='organization_is_not_its_own_parent', violation_error_message='An organization cannot be part of itself.'),
        ),
        migrations.AddConstraint(
            model_name='organization',
            constraint=models.CheckConstraint(condition=models.Q(('dissolved_on_latest', None), ('founded_on_earliest', None), ('dissolved_on_latest__gte', models.F('founded_on_earliest')), _connector='OR'), name='organization_is_dissolved_after_it_is_founded', violation_error_message='It cannot be dissolved before it was founded.'),
        ),
        migrations.AddConstraint(
            model_name='location',
            constraint=models.UniqueConstraint(fields=('organization', 'key'), name='location_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='organizationcitation',
            constraint=models.UniqueConstraint(fields=('organization', 'key'), name='organizationcitation_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='organizationidentifier',
            constraint=models.UniqueConstraint(fields=('organization', 'key'), name='organizationidentifier_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='organizationidentifier',
            constraint=models.UniqueConstraint(fields=('scheme', 'value'), name='organization_identifier_names_one_organization', violation_error_message='Another organization has this identifier.'),
        ),
        migrations.AddConstraint(
            model_name='organizationname',
            constraint=models.UniqueConstraint(fields=('organization', 'key'), name='organizationname_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='organizationname',
            constraint=models.UniqueConstraint(fields=('organization', 'text', 'language', 'kind', 'valid_from'), name='organization_name_is_recorded_once', violation_error_message='This name is recorded already.'),
        ),
        migrations.AddConstraint(
            model_name='organizationrelation',
            constraint=models.UniqueConstraint(fields=('organization', 'key'), name='organizationrelation_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='organizationrelation',
            constraint=models.UniqueConstraint(fields=('organization', 'kind', 'other', 'valid_from'), name='organization_relation_is_recorded_once', violation_error_message='This relation is recorded already.'),
        ),
        migrations.AddConstraint(
            model_name='organizationrelation',
            constraint=models.CheckConstraint(condition=models.Q(('organization', models.F('other')), _negated=True), name='organization_is_not_related_to_itself', violation_error_message='An organization cannot be related to itself.'),
        ),
    ]
