"""Languages by name: what people type, in the languages of the site, and the codes (BCP 47) that are stored."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.text import fold
from core.validators import validate_language

_OFFERED_SCRIPTS = ("zh-Hans", "zh-Hant", "ko-Latn", "ja-Latn", "sr-Latn", "sr-Cyrl")
_ALIASES = {
    "mandarin": "zh",
    "farsi": "fa",
    "flemish": "nl",
    "한국말": "ko",
    "국문": "ko",
    "영문": "en",
    "일문": "ja",
    "중문": "zh",
}


def name_of_language(code: str, language: str | None = None) -> str:
    """Name of a language in the active language: “Chinese (Traditional)” of zh-Hant. An unknown code stays as it is."""
    try:
        locale = Locale.parse(code, sep="-", resolve_likely_subtags=False)
        return locale.get_display_name(language or get_language() or "en") or code
    except (UnknownLocaleError, ValueError):
        return Locale(language or get_language() or "en").languages.get(code, code)


@cache
def _codes_by_language_name() -> dict[str, str]:
    codes = {fold(name): code for name, code in _ALIASES.items()}
    for language in (*dict(settings.LANGUAGES), "en"):
        for code, name in Locale(language).languages.items():
            codes.setdefault(fold(name), code.replace("_", "-"))
        for code in _OFFERED_SCRIPTS:
            codes.setdefault(fold(name_of_language(code, language)), code)
    return codes


def parse_language(text: str) -> str:
    """Code of a language by its name in a language of the site, or by its code. Raises ValidationError."""
    words = " ".join(text.split())
    if code := _codes_by_language_name().get(fold(words)):
        return code
    parts = [
        part.lower() if number == 0 else _part_in_case(part) for number, part in enumerate(words.split("-"))
    ]
    try:
        validate_language("-".join(parts))
    except ValidationError:
        raise ValidationError(
            _(
                "“%(text)s” is not a language we know: write its name, such as Korean, or its code, such as ko."
            ),
            params={"text": words[:60]},
        ) from None
    return "-".join(parts)


def _part_in_case(part: str) -> str:
    return part.title() if len(part) == 4 else part.upper()


def typed_language(code: str) -> str:
    """Text from which `parse_language` makes this code: the name where there is one."""
    label = name_of_language(code)
    return label if _codes_by_language_name().get(fold(label)) == code else code


@cache
def _names_offered(language: str) -> list[str]:
    codes = [code for code in map(str, Locale("en").languages) if len(code) == 2] + list(_OFFERED_SCRIPTS)
    first = list(dict(settings.LANGUAGES))
    names = sorted({name_of_language(code, language) for code in codes if code not in first})
    return [*(name_of_language(code, language) for code in first), *names]


def names_offered() -> list[str]:
    """Names of languages in the active language, for a pick list: those of the site first."""
    return _names_offered(get_language() or "en")
