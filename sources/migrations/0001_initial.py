import core.fields
import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='As printed; for a letter, what it is.', max_length=600, verbose_name='title')),
                ('publisher', models.CharField(blank=True, help_text='Who put it out.', max_length=300, verbose_name='publisher')),
                ('kind', models.CharField(choices=[('press_release', 'press release'), ('news', 'news report'), ('web_page', 'web page'), ('official_text', 'text of the agreement'), ('gazette', 'official gazette or treaty series'), ('register', 'another register'), ('report', 'report'), ('correspondence', 'letter or note'), ('other', 'other')], default='web_page', help_text='What sort of thing it is.', max_length=24, verbose_name='kind')),
                ('language', models.CharField(blank=True, help_text='BCP 47: en, ko, zh-Hant.', max_length=16, validators=[django.core.validators.RegexValidator('^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?$', 'Write a language as a BCP 47 code, such as en, ko or zh-Hant.')], verbose_name='language')),
                ('address', models.URLField(blank=True, help_text='Where the public can read it.', max_length=1000, verbose_name='address')),
                ('published_on', core.fields.EDTFField(blank=True, help_text='The day printed on it, as exactly as it says.', max_length=64, verbose_name='published on')),
                ('published_on_earliest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('published_on_latest', core.fields.EDTFBound(blank=True, editable=False, null=True)),
                ('retrieved_on', models.DateField(blank=True, help_text='When we read it.', null=True, verbose_name='retrieved on')),
                ('archived_copy', models.FileField(blank=True, help_text='Staff only, unless cleared for the public.', upload_to='sources/', verbose_name='archived copy')),
                ('sha256', models.CharField(blank=True, help_text='Filled in when a copy is attached.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}$', 'A SHA-256 is 64 hexadecimal digits.')], verbose_name='SHA-256 of the copy')),
                ('is_cleared', models.BooleanField(default=False, help_text='Only where we have the right to show it.', verbose_name='copy cleared for the public')),
                ('note', models.TextField(blank=True, help_text='Never published.', verbose_name='internal note')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('is_cleared', False), models.Q(('archived_copy', ''), _negated=True), _connector='OR'), name='source_is_cleared_only_with_a_copy', violation_error_message='There is no archived copy to clear for the public.')],
            },
        ),
    ]
