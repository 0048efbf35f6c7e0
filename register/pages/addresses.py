"""Where records stand on this site: addresses of pages in either language, and of their twins in the API."""

from collections.abc import Callable

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from core import text
from core.localized import in_language
from register.kinds import kind_named


def slug_of(titles: dict[str, str]) -> str:
    """The readable end of an address in the active language."""
    return text.slug(in_language(titles)[0])


def page(ref: str, titles: dict[str, str] | None = None) -> str:
    """The path of a record's page in the active language; without titles, one that leads there."""
    slug = slug_of(titles) if titles else ""
    return reverse(f"{kind_named(ref[0]).plural}:detail", args=[ref, slug] if slug else [ref])


def versions(ref: str, number: int | None = None) -> str:
    """The path of a record's list of versions, or of one version."""
    plural = kind_named(ref[0]).plural
    return (
        reverse(f"{plural}:version", args=[ref, number])
        if number
        else reverse(f"{plural}:versions", args=[ref])
    )


def cite(ref: str) -> str:
    """The path of the page that says how to cite a record; empty for a kind that nobody cites."""
    try:
        return reverse(f"{kind_named(ref[0]).plural}:cite", args=[ref])
    except NoReverseMatch:
        return ""


def data(ref: str, number: int | None = None) -> str:
    """The path of the same record, or version of it, in the API."""
    tail = f"/versions/{number}" if number else ""
    return f"/api/v1/{kind_named(ref[0]).plural}/{ref}{tail}"


def in_every_language(path_of: Callable[[], str]) -> dict[str, str]:
    """What ``path_of()`` answers under each language of the site, by language code."""
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths[code] = path_of()
    return paths


def absolute(request, path: str) -> str:
    """The whole address of a path: on the site's own name where it has one, else on the name it was asked by."""
    if settings.SITE_URL or request is None:
        return f"{settings.SITE_URL}{path}"
    return f"{request.scheme}://{request.get_host()}{path}"
