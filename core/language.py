"""Languages of the register; that of a request comes from its path alone: `/…` is English, `/ko/…` is Korean.

Another installation may have others (`REGISTER_LANGUAGES`), of which the first stands at the root.
Django's LocaleMiddleware would also look at cookies and headers and answer ``Vary: Accept-Language``;
public pages must not vary on anything, so that every shared cache can hold them.
"""

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language_info


def language_of_path(path: str) -> str:
    """Language code of a path that begins with a slash."""
    first = path.split("/", 2)[1] if "/" in path else ""
    codes = {code for code, _name in settings.LANGUAGES}
    return first if first in codes and first != settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


def path_in_language(path: str, code: str) -> str:
    """The same path in another language; the rest of an address, such as its query, may follow it."""
    bare = path
    if (language := language_of_path(path.split("?")[0])) != settings.LANGUAGE_CODE:
        bare = path.removeprefix(f"/{language}") or "/"
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def site_languages() -> list:
    """``(code, name)`` of each language of the register."""
    return settings.LANGUAGES


def first_language() -> str:
    """Code of the language at the root."""
    return settings.LANGUAGE_CODE


class SiteLanguageField(models.CharField):
    """A language in which the register speaks to somebody; one that it no longer has is read as its first."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args, **{"max_length": 8, "choices": site_languages, "default": first_language, **kwargs}
        )

    def from_db_value(self, value, expression, connection):
        return value if value is None or value in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageFromPathMiddleware(MiddlewareMixin):
    """Activates the language of the path and sets ``Content-Language``."""

    def process_request(self, request):
        language = language_of_path(request.path_info)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


def language_name(code: str) -> str:
    """Name of a language (BCP 47) in the active language; an unknown code stays as it is."""
    for known in (code.lower(), code.lower().split("-")[0]):
        try:
            return str(get_language_info(known)["name_translated"])
        except KeyError:
            continue
    return code


def row_for_each_language() -> tuple[dict, ...]:
    """Values with which free rows for texts begin on a form, one for each language of the register."""
    return tuple({"language": code} for code, _name in settings.LANGUAGES)
