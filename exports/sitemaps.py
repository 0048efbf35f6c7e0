"""The addresses of all public pages for crawlers (sitemaps.org), each with its twins in the other languages.

One file while there are few; beyond, an index of files, each of which holds the serial numbers from one to another.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import batched
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import Max
from django.http import Http404
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from api.caching import conditional_response
from core import text
from core.localized import in_language
from exports.public_file import PublicFileView
from exports.rows import stream_values
from register import addresses
from register.kinds import kind_named, kinds
from register.models import Entry

MAX_URLS = 50_000  # of one file, by the protocol
SERIALS_PER_FILE = 20_000  # in one file of an index: with two languages below the bound, whatever the gaps
_URLS_PER_PIECE = 100  # records that are written together
_XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URLSET_TAG = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_INDEX_TAG = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
_PAGE_NAMES = ["site:home", "site:about", "site:data", "site:problems"]

_Alternates = dict[str, str]  # addresses of one page, by language


class SitemapView(PublicFileView):
    """Every address, or the index of the files that have them."""

    media_type = "application/xml; charset=utf-8"

    def get(self, request, kind: str = "", part: int = 0):
        return conditional_response(request, lambda: self.answer(kind, part))

    def answer(self, kind: str, part: int):
        if kind:
            if kind not in {one.plural for one in kinds()}:
                raise Http404
            pieces = self.urlset("", _sitemap_records(kind_named(kind).name, part))
        else:
            last = dict(Entry.public.order_by().values_list("kind").annotate(Max("serial")))
            is_one = sum(last.values()) * len(settings.LANGUAGES) <= MAX_URLS - len(settings.LANGUAGES) * 10
            pieces = self.urlset("".join(self.pages()), _sitemap_records()) if is_one else self.index(last)
        return self.streamed(pieces, "sitemap.xml", is_attachment=False)

    def index(self, last: dict[str, int]) -> Iterator[bytes]:
        yield (_XML_DECLARATION + _INDEX_TAG).encode()
        yield self.entry("sitemap-pages").encode()
        for kind in kinds():
            for part in range(last.get(kind.name, -1) // SERIALS_PER_FILE + 1):
                yield self.entry("sitemap-part", kind.plural, part).encode()
        yield b"</sitemapindex>\n"

    def entry(self, name: str, *args) -> str:
        return f"<sitemap><loc>{escape(self.absolute(reverse(name, args=args)))}</loc></sitemap>\n"

    def urlset(self, pages: str, found: Iterable) -> Iterator[bytes]:
        yield (_XML_DECLARATION + _URLSET_TAG + pages).encode()
        page_of = {kind.name: _record_alternates(kind.letter, self.absolute) for kind in kinds()}
        for some in batched(found, _URLS_PER_PIECE):
            yield "".join(
                _url_elements(page_of[kind](ref, titles), published_at)
                for kind, ref, titles, published_at in some
            ).encode()
        yield b"</urlset>\n"

    def pages(self) -> Iterator[str]:
        """The pages that are no record's."""
        more = [name for kind in kinds() for name in kind.sitemap_pages]
        lists = [f"{kind.plural}:list" for kind in kinds()]
        for name in [*_PAGE_NAMES, *more, *lists]:
            twins = addresses.paths_by_language(partial(reverse, name))
            yield _url_elements({code: self.absolute(path) for code, path in twins.items()})

    def absolute(self, path: str) -> str:
        return addresses.absolute_url(self.request, path)


class PagesSitemapView(SitemapView):
    """The first file of an index."""

    def answer(self, kind: str, part: int):
        return self.streamed(self.urlset("".join(self.pages()), []), "sitemap.xml", is_attachment=False)


def _sitemap_records(kind: str = "", part: int = 0) -> Iterator[tuple[str, str, dict, datetime]]:
    """``(kind, reference, titles, when published)`` of all records, or of one kind's with the serials of one part."""
    found = Entry.public.order_by("kind", "serial")
    if kind:
        found = found.filter(
            kind=kind, serial__gte=part * SERIALS_PER_FILE, serial__lt=(part + 1) * SERIALS_PER_FILE
        )
    return stream_values(found.values_list("kind", "ref", "title", "published_at"))


def _record_alternates(letter: str, absolute: Callable[[str], str]) -> Callable[[str, dict], _Alternates]:
    """A function that gives the addresses of a record of this kind; many times faster than reversing each."""
    first = addresses.paths_by_language(lambda: absolute(addresses.record_path(f"{letter}1")))
    under = {code: address.removesuffix(f"{letter}1") for code, address in first.items()}

    def twins(ref: str, titles: dict) -> _Alternates:
        slugs = {code: text.slug(in_language(titles, code)[0]) for code in under}
        return {
            code: iri_to_uri(f"{start}{ref}/{slugs[code]}" if slugs[code] else f"{start}{ref}")
            for code, start in under.items()
        }

    return twins


def _url_elements(twins: _Alternates, published_at: datetime | None = None) -> str:
    """A page once for each language, each time with all its languages, as the protocol asks."""
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>'
        for code, address in [*twins.items(), ("x-default", twins[settings.LANGUAGE_CODE])]
    )
    changed = f"<lastmod>{published_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if published_at else ""
    return "".join(f"<url><loc>{escape(address)}</loc>{changed}{links}</url>\n" for address in twins.values())
