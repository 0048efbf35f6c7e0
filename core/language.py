"""Language of a request from its path alone: `/…` is English, `/ko/…` is Korean.

Django's LocaleMiddleware would also look at cookies and headers and answer ``Vary: Accept-Language``;
public pages must not vary on anything, so that every shared cache can hold them.
"""

from django.conf import settings
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
