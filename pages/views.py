"""Base views of public pages, and the page of a record. They use the register alone, never the desk's tables."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.cache import caches
from django.db import OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.views import View

from api.caching import conditional_response, weak_etag
from api.rate_limited import RateLimitedView
from api.timeouts import (
    PAGE_TIMEOUT_MS,
    is_statement_timeout,
    none_on_timeout,
    set_statement_timeout,
    within_timeout,
)
from core.clock import seconds_until_midnight
from core.localized import in_language
from document_texts.models import TEXTS_CHANGED_SQL
from pages import json_ld, linked_records, mentions
from pages.citation_formats import RecordCitation, citation_sentence
from pages.record_query import RecordQuery
from pages.source_marks import FactSources
from pages.tracking import without_tracking
from register import addresses
from register.choices import Action
from register.kinds import kind_named
from register.models import Entry, PublicVersion
from register.parameters import Parameter
from register.versions import closing_version
from site_profile.current import profile_of, read_state

_MAX_AGE = 300  # seconds that a page may be kept


class _KeptPage(HttpResponse):
    """A page that this process had built before."""

    is_free = True  # of the rate limit


class PublicPageView(RateLimitedView, View):
    """A page that any shared cache may hold: it sets no cookie and varies on nothing but its address.

    With ``is_conditional`` it depends on the register, the site's profile, the day, the release and its address
    alone, and with ``shows_texts`` on the texts of documents: it has an ETag, and who holds it is answered 304. A view
    sets ``is_partial`` on a page that lacks what took too long.
    """

    http_method_names = ["get", "head", "options"]
    is_conditional = False
    is_partial = False
    shows_texts = False  # True: a page with texts of documents, which change without a publication
    revision = 0  # of the register, read before anything that a conditional page shows

    def dispatch(self, request, *args, **kwargs):
        query = request.META.get("QUERY_STRING", "")
        if request.method in {"GET", "HEAD"} and (kept := without_tracking(query)) != query:
            return HttpResponsePermanentRedirect(f"{request.path}?{kept}" if kept else request.path)
        request.COOKIES.clear()  # nothing here depends on one, and an old session's is not to be answered
        answer = partial(super().dispatch, request, *args, **kwargs)
        if self.is_conditional and request.method in {"GET", "HEAD"}:
            answer = partial(self._conditional_response, request, answer)

        def build(milliseconds: int) -> HttpResponseBase:
            set_statement_timeout(milliseconds)
            return answer()

        try:
            if request.method == "POST":  # which must not run twice
                response = build(PAGE_TIMEOUT_MS)
            else:
                response = within_timeout(build, PAGE_TIMEOUT_MS)
        except OperationalError as error:
            if not is_statement_timeout(error):
                raise
            return _too_slow_response(request)
        if self.is_partial:
            del response.headers["ETag"]
        # never past midnight, when what holds may change
        patch_cache_control(response, public=True, max_age=min(_MAX_AGE, seconds_until_midnight()))
        return response

    def unless_too_slow[Result](self, query: Callable[[], Result]) -> Result | None:
        """Result of a query that the page can do without; None where it ran into the timeout: the page is partial."""
        result = none_on_timeout(query)
        self.is_partial = self.is_partial or result is None
        return result

    def _conditional_response(
        self, request: HttpRequest, build: Callable[[], HttpResponseBase]
    ) -> HttpResponseBase:
        """The page with its ETag, built once for each ETag as long as this process keeps it; or 304."""
        self.revision, texts_at = read_state(request, TEXTS_CHANGED_SQL if self.shows_texts else "NULL")
        etag = weak_etag(request, f"{self.revision} {texts_at}" if texts_at else self.revision)

        def build_once() -> HttpResponseBase:
            if kept := caches["pages"].get(etag):
                content, headers = kept
                return _KeptPage(content, headers=headers)
            response = build()
            if isinstance(response, HttpResponse) and response.status_code == 200 and not self.is_partial:
                caches["pages"].set(etag, (response.content, dict(response.headers)))
            return response

        return conditional_response(request, build_once, etag, max_age=_MAX_AGE)


class RecordDetailView(PublicPageView):
    """The page of a record. Subclasses name the kind and the template, and turn the body into its context."""

    is_conditional = True
    kind: str
    meaning: Promise  # of the kind, in the glossary
    template_name: str
    kinds_with_body: tuple[str, ...] = ()  # the kinds of linked records whose bodies the page reads
    parameters: dict[str, Parameter] = {}
    hides_later = False  # True: the page of another day leaves out records that certainly began after it

    def get(self, request: HttpRequest, ref: str, slug: str = "") -> HttpResponse:
        entry = Entry.public.of_kind(self.kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, self.kind, ref)
        query = RecordQuery(request.GET, self.parameters)
        if slug != addresses.title_slug(entry.title):
            return HttpResponsePermanentRedirect(addresses.record_path(ref, entry.title) + query.query_string)
        status = 400 if query.errors else 200
        return render(request, self.template_name, self.context(entry, query), status=status)

    def context(self, entry: Entry, query: RecordQuery) -> dict:
        """Template context of a record on the day of the query."""
        body = json.loads(entry.body)
        by = query.other_day if self.hides_later else None
        linked = linked_records.records_linking_to(entry.ref, with_body=self.kinds_with_body, by=by)
        directory = mentions.RecordDirectory(
            (mentions.mentioned_refs(body) | self.extra_refs(linked)) - {entry.ref}
        )
        name, language = in_language(entry.title)
        schema_org = self.json_ld(body, name, directory)
        return {
            "section": self.kind,
            "entry": entry,
            "body": body,
            "name": name,
            "name_language": language,
            "linked": linked,
            "collections": [record for record in linked if kind_named(record.kind).member_link_kind],
            "record_query": query,
            "json_ld": schema_org and json_ld.json_ld_text(schema_org),
            "cite_address": addresses.citation_path(entry.ref),
            "citation": citation_sentence(self.citation(entry, body)),
            "short_link": self.absolute_address_of(entry.ref),
            "report_address": reverse("report:form", args=[entry.ref]),
            "follow_address": reverse("follow:record", args=[entry.ref]),
            "day": query.day,
            "canonical_address": addresses.record_path(entry.ref, entry.title),
            "versions_address": addresses.versions_path(entry.ref),
            "version_link": self._version_link(entry),
            "card_address": reverse(f"{kind_named(self.kind).plural}:card", args=[entry.ref]),
            "files_address": addresses.files_path(entry.ref, entry.number),
            "documents_address": f"{addresses.record_path(entry.ref)}/documents/",
            "api_address": addresses.api_path(entry.ref),
            "alternates": addresses.paths_by_language(
                lambda: addresses.record_path(entry.ref, entry.title) + query.day_query
            ),
            "page": self.page_context(body, FactSources(body), directory, linked),
        }

    @staticmethod
    def search_rows(bodies: Mapping[str, dict]) -> Mapping[str, dict]:
        """Further facts of these records, for their rows in the search, by reference: status, parties."""
        return {}

    def json_ld(self, body: dict, name: str, directory: mentions.RecordDirectory) -> dict:
        """schema.org JSON-LD of the body; empty for a kind that has none."""
        return {}

    def absolute_address_of(self, ref: str) -> str:
        """The absolute URL of a record, for data that is used elsewhere."""
        return addresses.absolute_url(self.request, addresses.record_path(ref))

    def citation_text(self, body: dict) -> str:
        """A few words about the record for its citation; empty for none."""
        return ""

    def citation(self, entry: Entry, body: dict) -> RecordCitation:
        """The citation of the current version in the active language."""
        title, language = in_language(entry.title)
        return RecordCitation(
            site=profile_of(self.request).site_name,
            ref=entry.ref,
            version=entry.number,
            title=title,
            language=language,
            what=self.citation_text(body),
            published=timezone.localdate(entry.published_at),
            accessed=timezone.localdate(),
            url=self._version_link(entry),
        )

    def _version_link(self, entry: Entry) -> str:
        return addresses.absolute_url(self.request, addresses.versions_path(entry.ref, entry.number))

    def card_words(self, body: dict) -> dict[str, Any]:
        """Words of the picture beside a link to the record, see `pages.preview_cards.draw_card`."""
        return {"lines": [self.citation_text(body)], "state": ""}

    def extra_refs(self, linked: list[linked_records.LinkedRecord]) -> set[str]:
        """References in bodies of linked records that the page names."""
        return set()

    def page_context(
        self, body: dict, evidence: FactSources, directory: mentions.RecordDirectory, linked: list
    ) -> dict:
        """Template context ``page``, from the body. ``linked`` is empty for a version that is not the current one."""
        raise NotImplementedError

    def version_context(self, version: PublicVersion, body: dict, page: dict) -> dict:
        """What the page of a single version shows besides ``page``."""
        return {}


def _too_slow_response(request: HttpRequest) -> HttpResponse:
    """Response 503 for a page that the database could not answer in time."""
    response = render(request, "pages/too_slow.html", status=503)
    response.headers["Cache-Control"], response.headers["Retry-After"] = "no-store", "30"
    return response


def gone_response(request: HttpRequest, kind: str, ref: str, number: int | None = None) -> HttpResponse:
    """Response for a record that is public no more, or for its version of this number: 410, or a redirect where merged.

    Raises Http404 for what never was.
    """
    closing = closing_version(ref, number)
    if closing is None or closing.kind != kind:
        raise Http404
    facts = json.loads(closing.body)
    is_public = Entry.public.filter(ref=ref).exists()
    if closing.action == Action.MERGED and is_public:  # a merger that was undone: not for ever
        return HttpResponseRedirect(addresses.record_path(ref))
    if closing.action == Action.MERGED:
        return HttpResponsePermanentRedirect(addresses.record_path(facts["into"]))
    context = {
        "ref": ref,
        "number": number if is_public else None,
        "reason": facts.get("reason"),
        "closed_at": closing.published_at,
        "record_address": addresses.record_path(ref) if is_public else "",
        "alternates": addresses.paths_by_language(
            lambda: addresses.versions_path(ref, number) if is_public else addresses.record_path(ref)
        ),
    }
    return render(request, "410.html", context, status=410)
