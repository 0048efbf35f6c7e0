import core.fields
import core.localized
import core.places
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agreements', '0001_initial'),
        ('organizations', '0001_initial'),
        ('people', '0001_initial'),
        ('sources', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(blank=True, editable=False, help_text='Given at the first publication, never changed, never given again.', max_length=16, verbose_name='reference')),
                ('editorial_state', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', editable=False, max_length=16, verbose_name='editorial state')),
                ('is_edited', models.BooleanField(default=False, editable=False, help_text='The staff area says something else than the public page.', verbose_name='edited since published')),
                ('external_id', models.CharField(blank=True, editable=False, help_text='What the record is called where it was imported from: the next import finds it again by this.', max_length=200, verbose_name='external identifier')),
                ('parts_given', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('kind', models.CharField(choices=[('dialogue_session', 'dialogue session'), ('ceremony', 'ceremony'), ('announcement', 'announcement'), ('launch', 'launch'), ('workshop', 'workshop'), ('forum', 'forum'), ('visit', 'visit'), ('meeting', 'meeting'), ('call', 'call for proposals'), ('award_round', 'award round'), ('project', 'project'), ('other', 'other')], default='meeting', help_text='What sort of event it is.', max_length=24, verbose_name='kind')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('held', 'held'), ('cancelled', 'cancelled')], default='held', help_text='A planned one becomes held or cancelled.', max_length=16, verbose_name='state')),
                ('ordinal', models.PositiveSmallIntegerField(blank=True, help_text='1 for the first.', null=True, verbose_name='number in the series')),
                ('on', core.fields.EDTFField(blank=True, help_text='When it took place, as exactly as known.', max_length=64, verbose_name='on')),
                ('on_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('on_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('until', core.fields.EDTFField(blank=True, help_text='The last day, if it lasted several days.', max_length=64, verbose_name='until')),
                ('until_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('until_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('date_wording', models.CharField(blank=True, help_text='Such as “recently”.', max_length=200, verbose_name='words of the source')),
                ('places', core.places.PlacesField(blank=True, default=list, help_text='One a line: Seoul (KR), or: London (GB), Grand Hall, or: online.', verbose_name='places')),
                ('series', models.ForeignKey(blank=True, help_text='The dialogue it is a session of.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='agreements.agreement', verbose_name='series')),
                ('topics', models.ManyToManyField(blank=True, help_text='What it was about.', related_name='activities', to='agreements.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['-pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
            },
        ),
        migrations.CreateModel(
            name='ActivityAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('role', models.CharField(choices=[('held_under', 'held under'), ('launched_at', 'launched at'), ('signed_at', 'signed at'), ('announced_at', 'announced at'), ('reviewed', 'reviewed'), ('discussed', 'discussed')], default='held_under', help_text='What the activity is to the agreement.', max_length=16, verbose_name='role')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreement_links', to='activities.activity')),
                ('agreement', models.ForeignKey(help_text='The one that was signed, launched, reviewed or discussed.', on_delete=django.db.models.deletion.PROTECT, related_name='activity_links', to='agreements.agreement', verbose_name='agreement')),
            ],
            options={
                'verbose_name': 'agreement',
                'verbose_name_plural': 'agreements',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActivityCitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('facts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, help_text='Which facts it supports. None: the record as a whole.', verbose_name='facts')),
                ('basis', models.CharField(choices=[('stated', 'stated'), ('inferred', 'inferred')], default='stated', help_text='Stated: the source says so. Inferred: it follows from what the source says.', max_length=16, verbose_name='basis')),
                ('says', core.localized.LocalizedTextField(blank=True, default=dict, help_text='Where the source differs from the record, or how the fact was inferred from it.', verbose_name='what it says')),
                ('locator', models.CharField(blank=True, help_text='Page, paragraph, caption.', max_length=200, verbose_name='where in it')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='activities.activity')),
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
            name='ActivityText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('language', models.CharField(help_text='BCP 47: en, ko.', max_length=16, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?$', 'Write a language as a BCP 47 code, such as en, ko or zh-Hant.')], verbose_name='language')),
                ('title', models.CharField(help_text='As the source gives it; otherwise a plain one of ours, marked as such.', max_length=400, verbose_name='title')),
                ('is_working_title', models.BooleanField(default=False, help_text='No source gives it a title in this language.', verbose_name='our title')),
                ('summary', models.TextField(blank=True, help_text='In our own words.', verbose_name='summary')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='activities.activity')),
            ],
            options={
                'verbose_name': 'title and summary',
                'verbose_name_plural': 'titles and summaries',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('side', models.CharField(blank=True, help_text='A country code or a short word.', max_length=60, verbose_name='side')),
                ('role', models.CharField(choices=[('led', 'led the delegation'), ('delegate', 'delegate'), ('host', 'host'), ('organizer', 'organizer'), ('present', 'present'), ('spoke_for', 'spoke for'), ('coordinator', 'coordinator')], default='present', help_text='Nobody led unless a source says so.', max_length=16, verbose_name='role')),
                ('organization_as_written', models.CharField(blank=True, help_text='Filled in with its name.', max_length=400, verbose_name='organization as written')),
                ('name_as_written', models.CharField(blank=True, help_text="Filled in with the person's name.", max_length=200, verbose_name='name as printed')),
                ('post_as_written', models.CharField(blank=True, help_text='Exactly as the source prints it.', max_length=300, verbose_name='post as printed')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='activities.activity')),
                ('organization', models.ForeignKey(blank=True, help_text='Whom they were there for.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='organizations.organization', verbose_name='organization')),
                ('person', models.ForeignKey(blank=True, help_text='Only those who led or spoke have a record; others by name as printed.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='people.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendance',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(blank=True, editable=False, max_length=16, verbose_name='key')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('text', core.localized.LocalizedTextField(blank=True, default=dict, help_text='In our own words.', verbose_name='what')),
                ('strength', models.CharField(blank=True, choices=[('reviewed', 'reviewed'), ('shared', 'shared'), ('discussed', 'discussed'), ('explored', 'explored'), ('hoped', 'hoped for'), ('intended', 'intended'), ('agreed', 'agreed'), ('reaffirmed', 'reaffirmed')], help_text='How firmly it was said.', max_length=16, verbose_name='strength')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='activities.activity')),
                ('agreements', models.ManyToManyField(blank=True, help_text='Which it concerns.', related_name='outcomes', to='agreements.agreement', verbose_name='agreements concerned')),
                ('organizations', models.ManyToManyField(blank=True, help_text='Whom it concerns.', related_name='outcomes', to='organizations.organization', verbose_name='organizations concerned')),
                ('topics', models.ManyToManyField(blank=True, help_text='What it is about.', related_name='outcomes', to='agreements.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'outcome',
                'verbose_name_plural': 'outcomes',
                'ordering': ['position', 'pk'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(condition=models.Q(('ref', ''), _negated=True), fields=('ref',), name='activity_reference_is_unique', violation_error_message='This reference is taken.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(condition=models.Q(('external_id', ''), _negated=True), fields=('external_id',), name='activity_external_identifier_is_unique', violation_error_message='Another record was imported under this identifier.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ref', ''), _negated=True), ('editorial_state__in', ['draft', 'in_review']), _connector='OR'), name='activity_has_a_reference_once_public', violation_error_message='A published record has a reference.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ordinal', None), ('series__isnull', False), _connector='OR'), name='activity_ordinal_belongs_to_a_series', violation_error_message='A number needs the series it counts in.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('series', 'ordinal'), name='activity_ordinal_is_used_once', violation_error_message='The series has a session of this number already.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('until_latest', None), ('on_earliest', None), ('until_latest__gte', models.F('on_earliest')), _connector='OR'), name='activity_ends_after_it_starts', violation_error_message='It cannot end before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='activityagreement',
            constraint=models.UniqueConstraint(fields=('activity', 'key'), name='activityagreement_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='activityagreement',
            constraint=models.UniqueConstraint(fields=('activity', 'agreement', 'role'), name='activity_agreement_is_recorded_once', violation_error_message='This link is recorded already.'),
        ),
        migrations.AddConstraint(
            model_name='activitycitation',
            constraint=models.UniqueConstraint(fields=('activity', 'key'), name='activitycitation_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='activitytext',
            constraint=models.UniqueConstraint(fields=('activity', 'key'), name='activitytext_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='activitytext',
            constraint=models.UniqueConstraint(fields=('activity', 'language'), name='activity_has_one_text_per_language', violation_error_message='There is a text in this language already.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('activity', 'key'), name='attendance_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('organization__isnull', False), ('person__isnull', False), models.Q(('name_as_written', ''), _negated=True), models.Q(('post_as_written', ''), _negated=True), _connector='OR'), name='attendance_is_of_somebody', violation_error_message='Say who: an organization, a person, or a name or post as printed.'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.UniqueConstraint(fields=('activity', 'key'), name='outcome_key_is_unique_in_its_record', violation_error_message='This key is taken by another part of the record.'),
        ),
    ]
