"""Values of fields, no two alike: every date a day of its own, every number, text, code and place as well."""

from datetime import date, timedelta
from itertools import count

from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.db import models
from django_countries import countries
from django_countries.fields import CountryField

from core.fields import EDTFField
from core.localized import LocalizedTextField
from core.places import PlacesField, make_place
from core.validators import (
    validate_currency,
    validate_duration,
    validate_language,
    validate_media_type,
    validate_sha256,
    validate_yearly_day,
)
from tests.attachments import pdf, upload

FIRST_DAY = date(1981, 2, 1)
DAYS_APART = 41  # so that the day before or after one, or a month, is none of them
COUNTRIES = [
    code for code, _name in countries if code not in ("CD", "CG", "GE", "NE", "NG")
]  # names within names
LANGUAGES = [
    "fr", "de", "es", "it", "pt", "nl", "sv", "fi", "da", "pl", "cs", "hu", "tr", "vi", "th", "ja", "af", "am",
    "ar", "az", "be", "bg", "bn", "bs", "ca", "cy", "el", "et", "eu", "fa", "ga", "gl", "gu", "he", "hi", "hr",
    "hy", "id", "is", "ka", "kk", "km", "kn", "ky", "lo", "lt", "lv", "mk", "ml", "mr", "ms", "my", "ne", "pa",
    "ro", "ru", "si", "sk", "sl", "sq", "sr", "sw", "ta", "te", "uk", "ur", "uz",
]  # fmt: skip
CURRENCIES = ["EUR", "CHF", "SEK", "NOK", "DKK"]


class Values:
    """The next value of a field: one that no field had before."""

    def __init__(self):
        self._days, self._numbers, self._texts = count(), count(211, 2), count(1001)
        self._countries, self._languages = iter(COUNTRIES), iter(LANGUAGES)
        self._currencies, self._lengths, self._days_of_year = iter(CURRENCIES), count(101), count()
        self._paddings = count(1)

    def day(self) -> str:
        return (FIRST_DAY + timedelta(days=DAYS_APART * next(self._days))).isoformat()

    def text(self, name: str) -> str:
        """Two words that stand nowhere else, in order also as text: `Legal basis q1017q`."""
        return f"{name.replace('_', ' ').capitalize()} q{next(self._texts)}q"

    def place(self) -> dict:
        return make_place(self.text("city"), next(self._countries), self.text("venue"))

    def file(self) -> ContentFile:
        """A PDF with words, a name and a size of its own."""
        words = self.text("file")
        return upload(pdf(words, inside=b"%" * next(self._paddings) + b"\n"), f"{words}.pdf")

    def of_field(self, field: models.Field):
        if isinstance(field, EDTFField):
            return self.day()
        if isinstance(field, models.DateField):
            return date.fromisoformat(self.day())
        if isinstance(field, LocalizedTextField):
            return {code: f"{self.text(field.name)} {code}" for code in ("en", "ko")}
        if isinstance(field, PlacesField):
            return [self.place(), self.place()]
        if isinstance(field, CountryField):
            return next(self._countries)
        if isinstance(field, ArrayField):
            return [self.of_field(field.base_field) for _twice in range(2)]
        if isinstance(field, models.URLField):
            return f"https://example.org/q{next(self._texts)}q"
        if isinstance(field, models.IntegerField | models.DecimalField):
            return next(self._numbers)
        return self._of_code(field) or self.text(field.name)

    def _of_code(self, field: models.Field) -> str:
        if validate_duration in field.validators:
            return f"P{next(self._lengths)}D"
        if validate_language in field.validators:
            return next(self._languages)
        if validate_currency in field.validators:
            return next(self._currencies)
        if validate_sha256 in field.validators:
            return f"{next(self._numbers):064x}"
        if validate_media_type in field.validators:
            return f"text/q{next(self._texts)}q"
        if validate_yearly_day in field.validators:
            return f"--{date(2000, 1, 3) + timedelta(days=17 * next(self._days_of_year)):%m-%d}"
        return ""

    def filled(self, factory, **given):
        """A record or a part made by its factory: each field that is not given has a value of its own."""
        model = factory._meta.model
        own = {
            field.name: self.of_field(field)
            for field in model._meta.fields
            if field.editable
            and field.name not in given
            and (not field.choices or isinstance(field, CountryField))
            and not field.is_relation
            and not isinstance(field, models.BooleanField | models.FileField | models.AutoField)
            and field.name not in ("position", "key")
        }
        return factory(**own | given)
