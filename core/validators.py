"""Validators of codes by international standards. Each raises ValidationError with one sentence."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.currencies import CURRENCIES

# BCP 47 (RFC 5646), the parts in use here: language, script, region.
validate_language = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$",
    _("Write a language as a BCP 47 code, such as en, ko or zh-Hant."),
)

# ISO 8601 durations in whole years, months, weeks or days.
_DURATION = RegexValidator(
    r"^P(?=[0-9])([0-9]{1,4}Y)?([0-9]{1,5}M)?([0-9]{1,6}W)?([0-9]{1,6}D)?\Z",
    _("Write a length as an ISO 8601 duration, such as P5Y (five years) or P6M (six months)."),
)


def validate_duration(value: str) -> None:
    """A duration of at least a day, with as many digits as `lifecycle.durations` reads."""
    _DURATION(value)
    if not any(digit in value for digit in "123456789"):
        raise ValidationError(
            _("A length of nothing is none: leave it empty, or write at least a day (P1D).")
        )


def validate_currency(value: str) -> None:
    """A code of ISO 4217, in use or withdrawn."""
    if value not in CURRENCIES:
        raise ValidationError(
            _("“%(code)s” is no currency: write three capital letters (ISO 4217), such as KRW or GBP."),
            params={"code": value},
        )


validate_sha256 = RegexValidator(r"^[0-9a-f]{64}$", _("A SHA-256 is 64 hexadecimal digits."))

# RFC 6838: a top-level type, and a name of one word in it
_MEDIA_NAME = r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}"
validate_media_type = RegexValidator(
    rf"^(application|audio|font|haptics|image|message|model|multipart|text|video)/{_MEDIA_NAME}\Z",
    _("Write a media type in small letters, such as application/pdf or text/html."),
)

_YEARLY_DAY = RegexValidator(
    r"^--\d\d(-\d\d)?$",
    _("Write a day of every year as --12-31 (31 December), or a month as --03 (March)."),
)


def validate_yearly_day(value: str) -> None:
    """A day or month of every year, as XML Schema writes it: --12-31 or --03."""
    _YEARLY_DAY(value)
    month, _dash, day = value.removeprefix("--").partition("-")
    try:
        date(2000, int(month), int(day or 1))
    except ValueError as error:
        raise ValidationError(_YEARLY_DAY.message) from error
