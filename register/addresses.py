"""Paths and URLs of records: pages in each language, and the API."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import override

from core import text
from core.localized import in_language
from register.choices import Action
from register.kinds import Kind, kind_named


def title_slug(titles: dict[str, str]) -> str:
    """Slug of a title in the active language."""
    return text.slug(in_language(titles)[0])


def record_path(ref: str, titles: dict[str, str] | None = None) -> str:
    """Path of a record's page in the active language; without titles, one that redirects to it."""
    slug = title_slug(titles) if titles else ""
    return reverse(f"{kind_named(ref[0]).plural}:detail", args=[ref, slug] if slug else [ref])


def versions_path(ref: str, number: int | None = None) -> str:
    """Path of a record's list of versions, or of one version."""
    plural = kind_named(ref[0]).plural
    return (
        reverse(f"{plural}:version", args=[ref, number])
        if number
        else reverse(f"{plural}:versions", args=[ref])
    )


def files_path(ref: str, number: int) -> str:
    """Path of the files that a version names, up to the key of the part that names one."""
    return file_address(versions_path(ref, number), "")


def file_address(address: str, key: str) -> str:
    """Path or URL of the file that the part with this key names, from that of its record or version."""
    return f"{address}/files/{key}"


def record_page_prefix(kind: Kind, request=None) -> str:
    """URL of the pages of a kind in the active language, up to the reference; faster than reversing each."""
    first = f"{kind.letter}1"
    return absolute_url(request, record_path(first)).removesuffix(first)


def citation_path(ref: str) -> str:
    """Path of the page with citations of a record; empty for a kind without one."""
    try:
        return reverse(f"{kind_named(ref[0]).plural}:cite", args=[ref])
    except NoReverseMatch:
        return ""


def api_path(ref: str, number: int | None = None) -> str:
    """Path of a record, or of a version of it, in the API."""
    tail = f"/versions/{number}" if number else ""
    return f"/api/v1/{kind_named(ref[0]).plural}/{ref}{tail}"


def paths_by_language(path_of: Callable[[], str]) -> dict[str, str]:
    """Results of ``path_of()`` under each language of the site, by language code."""
    paths = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            paths[code] = path_of()
    return paths


def absolute_url(request, path: str) -> str:
    """URL of a path: on SITE_URL where it is set, else on the host of the request."""
    if settings.SITE_URL or request is None:
        return f"{settings.SITE_URL}{path}"
    return f"{request.scheme}://{request.get_host()}{path}"


def api_url(request, path: str = "") -> str:
    """URL of a path below the root of the API."""
    return absolute_url(request, f"{_api_root(get_script_prefix())}{path}")


@cache
def _api_root(prefix: str) -> str:
    """Path of the root of the API, under the script prefix."""
    return reverse("api:root")


def change_url(request, row: dict) -> str:
    """URL of a change in the API: of the version if it published one, else of the record."""
    version = f"/versions/{row['number']}" if row["action"] == Action.PUBLISHED else ""
    return api_url(request, f"{kind_named(row['kind']).plural}/{row['ref']}{version}")


@dataclass(frozen=True)
class RecordUrls:
    """URLs of the records of a kind, in the API and as English pages, up to the reference."""

    api: str
    page: str

    @classmethod
    def of(cls, request, kind: Kind) -> "RecordUrls":
        return cls(api=api_url(request, f"{kind.plural}/"), page=absolute_url(request, f"/{kind.plural}/"))


def list_path(kind: str, query: str) -> str:
    """Path of the list of a kind in the active language, with this query string."""
    path = reverse(f"{kind_named(kind).plural}:list")
    return f"{path}?{query}" if query else path
