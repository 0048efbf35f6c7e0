"""Sitemaps (sitemaps.org): every public page, each with its alternates in the other languages.

One file while there are few; beyond, an index of files, each of which holds a range of serial numbers.

Written by hand: django.contrib.sitemaps lists every item times every language to page through them by COUNT and
OFFSET, so that a withdrawal moves records from file to file; it reverses each address once for every pair of languages,
keeps 50,000 dicts for a template that is rendered whole, and takes its domain from the sites framework. Here a file is
a range of serial numbers that never shifts, one streamed statement, and one reverse for each kind and language.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import batched
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from api.caching import conditional_response
from core import text
from core.localized import in_language
from exports.public_file import PublicFileView
from exports.rows import stream_values
from register import addresses
from register.kinds import Kind, kind_named, kinds
from register.models import Entry

MAX_URLS = 50_000  # of one file, by the protocol
SERIALS_PER_FILE = 20_000  # of an index: with two languages below MAX_URLS, whatever the gaps
_URLS_PER_PIECE = 100  # records that are written together
_XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URLSET_TAG = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
_INDEX_TAG = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
_PAGE_NAMES = [
    "site:home", "site:about", "site:glossary", "site:privacy", "site:accessibility", "site:imprint", "site:data",
    "site:problems",
]  # fmt: skip

_Alternates = dict[str, str]  # addresses of one page, by language


class SitemapView(PublicFileView):
    """The sitemap, or the index of its files where it is too large for one."""

    media_type = "application/xml; charset=utf-8"

    def get(self, request, kind: str = "", part: int = 0):
        return conditional_response(request, lambda: self.respond(kind, part))

    def respond(self, kind: str, part: int):
        if kind:
            if kind not in {known.plural for known in kinds()}:
                raise Http404
            pieces = self.urlset_pieces("", _sitemap_records(kind_named(kind).name, part))
        else:
            last = dict(Entry.public.order_by().values_list("kind").annotate(Max("serial")))
            fits_in_one = (
                sum(last.values()) * len(settings.LANGUAGES) <= MAX_URLS - len(settings.LANGUAGES) * 10
            )
            pieces = (
                self.urlset_pieces("".join(self.page_elements()), _sitemap_records())
                if fits_in_one
                else self.index_pieces(last)
            )
        return self.stream_response(pieces, "sitemap.xml", is_attachment=False)

    def index_pieces(self, last: dict[str, int]) -> Iterator[bytes]:
        yield (_XML_DECLARATION + _INDEX_TAG).encode()
        yield self._index_entry("sitemap-pages").encode()
        for kind in kinds():
            for part in range(last.get(kind.name, -1) // SERIALS_PER_FILE + 1):
                yield self._index_entry("sitemap-part", kind.plural, part).encode()
        yield b"</sitemapindex>\n"

    def _index_entry(self, name: str, *args) -> str:
        return f"<sitemap><loc>{escape(self._absolute(reverse(name, args=args)))}</loc></sitemap>\n"

    def urlset_pieces(self, page_elements: str, records: Iterable) -> Iterator[bytes]:
        yield (_XML_DECLARATION + _URLSET_TAG + page_elements).encode()
        alternates_of = {kind.name: _record_alternates(kind, self.request) for kind in kinds()}
        for batch in batched(records, _URLS_PER_PIECE):
            yield "".join(
                _url_elements(alternates_of[kind](ref, titles), published_at)
                for kind, ref, titles, published_at in batch
            ).encode()
        yield b"</urlset>\n"

    def page_elements(self) -> Iterator[str]:
        """URL elements of the pages that are no record's."""
        more = [name for kind in kinds() for name in kind.sitemap_pages]
        lists = [f"{kind.plural}:list" for kind in kinds()]
        for name in [*_PAGE_NAMES, *more, *lists]:
            paths = addresses.paths_by_language(partial(reverse, name))
            yield _url_elements({code: self._absolute(path) for code, path in paths.items()})

    def _absolute(self, path: str) -> str:
        return addresses.absolute_url(self.request, path)


class PagesSitemapView(SitemapView):
    """First file of an index: the pages that are no record's."""

    def respond(self, kind: str, part: int):
        return self.stream_response(
            self.urlset_pieces("".join(self.page_elements()), []), "sitemap.xml", is_attachment=False
        )


def _sitemap_records(kind: str = "", part: int = 0) -> Iterator[tuple[str, str, dict, datetime]]:
    """``(kind, reference, titles, published_at)`` of all records, or of one kind's with the serials of one part."""
    entries = Entry.public.order_by("kind", "serial")
    if kind:
        entries = entries.filter(
            kind=kind, serial__gte=part * SERIALS_PER_FILE, serial__lt=(part + 1) * SERIALS_PER_FILE
        )
    return stream_values(entries.values_list("kind", "ref", "title", "published_at"))


def _record_alternates(kind: Kind, request: HttpRequest) -> Callable[[str, dict], _Alternates]:
    """A function from reference and titles of a record of this kind to its addresses."""
    prefixes = addresses.paths_by_language(lambda: addresses.record_page_prefix(kind, request))

    def alternates(ref: str, titles: dict) -> _Alternates:
        slugs = {code: text.slug(in_language(titles, code)[0]) for code in prefixes}
        return {
            code: iri_to_uri(f"{prefix}{ref}/{slugs[code]}" if slugs[code] else f"{prefix}{ref}")
            for code, prefix in prefixes.items()
        }

    return alternates


def _url_elements(alternates: _Alternates, published_at: datetime | None = None) -> str:
    """URL elements of a page: one for each language, each with links to all of them, as the protocol requires."""
    others = [*alternates.items(), ("x-default", alternates[settings.LANGUAGE_CODE])]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>'
        for code, address in others
        if len(alternates) > 1
    )
    changed = f"<lastmod>{published_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>" if published_at else ""
    return "".join(
        f"<url><loc>{escape(address)}</loc>{changed}{links}</url>\n" for address in alternates.values()
    )
