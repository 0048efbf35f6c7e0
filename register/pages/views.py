"""What the pages of every kind have in common: lists, records, their versions. Read from the register alone."""

import json

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views import View

from core.clock import seconds_left_today
from core.localized import in_language
from register.choices import Action
from register.exports import links
from register.kinds import kind_named
from register.limits import OF_A_PAGE, limit, was_too_slow
from register.models import Entry, Version
from register.pages import addresses, changes, linked_data, listing, reading
from register.pages.asked_day import AskedDay
from register.pages.evidence import Evidence
from register.parameters import Parameter
from register.wording import summary

MAX_AGE = 300  # seconds that a page may be kept
# Of how many versions a list says what changed in them: each is read whole for that.
TOLD = 25


class PublicView(View):
    """A page that any shared cache may hold: it sets no cookie and varies on nothing but its address."""

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        request.COOKIES.clear()  # nothing here depends on one, and an old session's is not to be answered
        limit(OF_A_PAGE)
        try:
            response = super().dispatch(request, *args, **kwargs)
        except OperationalError as error:
            if not was_too_slow(error):
                raise
            return too_slow(request)
        # never past midnight, when what holds may change
        patch_cache_control(response, public=True, max_age=min(MAX_AGE, seconds_left_today()))
        return response


class RecordView(PublicView):
    """A record's page. Subclasses name the kind and the template, and turn the body into what the template shows."""

    kind: str
    template_name: str
    linked_bodies: tuple[str, ...] = ()  # the kinds of linked records whose bodies the page reads
    parameters: dict[str, Parameter] = {}
    leaves_out_later = False  # whether the page of another day leaves out what certainly began after it

    def get(self, request: HttpRequest, ref: str, slug: str = "") -> HttpResponse:
        entry = Entry.public.of_kind(self.kind).filter(ref=ref).first()
        if entry is None:
            return ended(request, self.kind, ref)
        asked = AskedDay(request.GET, self.parameters)
        if slug != addresses.slug_of(entry.title):
            return HttpResponsePermanentRedirect(addresses.page(ref, entry.title) + asked.query)
        status = 400 if asked.errors else 200
        return render(request, self.template_name, self.context(entry, asked), status=status)

    def context(self, entry: Entry, asked: AskedDay) -> dict:
        """What the template shows of a record on the day that is asked for: today, unless another is."""
        body = json.loads(entry.body)
        by = asked.other_day if self.leaves_out_later else None
        linked = reading.linked(entry.ref, with_body=self.linked_bodies, by=by)
        directory = reading.Directory(reading.refs_in(body) | self.also_named(linked) - {entry.ref})
        name, language = in_language(entry.title)
        told = self.linked_data(body, name)
        return {
            "section": self.kind,
            "entry": entry,
            "body": body,
            "name": name,
            "name_language": language,
            "linked": linked,
            "asked": asked,
            "linked_data": told and linked_data.as_text(told),
            "cite_address": addresses.cite(entry.ref),
            "report_address": reverse("report:form", args=[entry.ref]),
            "day": asked.day,
            "canonical_address": addresses.page(entry.ref, entry.title),
            "versions_address": addresses.versions(entry.ref),
            "data_address": addresses.data(entry.ref),
            "alternates": addresses.in_every_language(
                lambda: addresses.page(entry.ref, entry.title) + asked.day_query
            ),
            "page": self.page(body, Evidence(body), directory, linked),
        }

    def linked_data(self, body: dict, name: str) -> dict:
        """The facts of the body in the words of schema.org; empty where it has none for them."""
        return {}

    def address_of(self, ref: str) -> str:
        """The whole address of a record, for data that is read elsewhere."""
        return addresses.absolute(self.request, addresses.page(ref))

    def cited_as(self, body: dict) -> str:
        """What the record is about, in a few words of a reference."""
        return ""

    def also_named(self, linked: list[reading.LinkedRecord]) -> set[str]:
        """The references that the page names and that stand in bodies of linked records."""
        return set()

    def page(self, body: dict, evidence: Evidence, directory: reading.Directory, linked: list) -> dict:
        """What the template shows of the body. ``linked`` is empty for a version that is not the current one."""
        raise NotImplementedError


class VersionList(PublicView):
    """Every version of a record, the newest first, and the log of what had to be taken out."""

    kind: str

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        entry = Entry.public.of_kind(self.kind).filter(ref=ref).first()
        if entry is None:
            return ended(request, self.kind, ref)
        versions = list(Version.public.of(ref).defer("body"))[::-1]
        told = self.told(ref)
        name, language = in_language(entry.title)
        return render(
            request,
            "register/version_list.html",
            {
                "section": self.kind,
                "entry": entry,
                "name": name,
                "name_language": language,
                "record_address": addresses.page(ref, entry.title),
                "versions": [
                    {
                        "number": one.number,
                        "action": one.action,
                        "published_at": one.published_at,
                        "note": one.note,
                        "sha256": one.sha256,
                        "address": addresses.versions(ref, one.number)
                        if one.action == Action.PUBLISHED
                        else "",
                        "is_current": one.number == entry.number,
                        "is_first": one.number == 1,
                        "changed": told.get(one.number),
                    }
                    for one in versions
                ],
                "alternates": addresses.in_every_language(lambda: addresses.versions(ref)),
                "data_address": addresses.data(ref),
            },
        )

    def told(self, ref: str) -> dict[int, str]:
        """What changed with the newest versions, in a sentence, by number."""
        versions = list(Version.public.readable().filter(ref=ref).order_by("-number")[: TOLD + 1])[::-1]
        kind = kind_named(self.kind)
        bodies = [kind.upgrade(json.loads(one.body), one.schema) for one in versions]
        numbers = [one.number for one in versions[1:]]
        return dict(zip(numbers, changes.sentences(kind, bodies), strict=True))


class VersionView(PublicView):
    """One version as it was published, and how it differs from the one before."""

    view: type[RecordView]

    def get(self, request: HttpRequest, ref: str, number: int) -> HttpResponse:
        record = self.view()
        entry = Entry.public.of_kind(record.kind).filter(ref=ref).first()
        if entry is None:
            return ended(request, record.kind, ref)
        versions = list(
            Version.public.readable()
            .filter(ref=ref, kind=record.kind, number__lte=number)
            .order_by("-number")[:2]
        )
        if not versions or versions[0].number != number:
            raise Http404
        kind = kind_named(record.kind)
        bodies = [kind.upgrade(json.loads(one.body), one.schema) for one in versions]
        titles = kind.index(bodies[0]).title
        name, language = in_language(titles)
        directory = reading.Directory(set().union(*map(reading.refs_in, bodies)) - {ref})
        changed = changes.changes(kind, bodies[1], bodies[0], directory) if len(bodies) > 1 else []
        return render(
            request,
            "register/version_detail.html",
            {
                "section": record.kind,
                "entry": entry,
                "version": versions[0],
                "before": versions[1] if len(versions) > 1 else None,
                "changes": changes.grouped(changed),
                "changed": summary(changed),
                "body": bodies[0],
                "name": name,
                "name_language": language,
                "record_address": addresses.page(ref, entry.title),
                "versions_address": addresses.versions(ref),
                "data_address": addresses.data(ref, number),
                "record_template": record.template_name.replace("_detail", "_record"),
                "alternates": addresses.in_every_language(lambda: addresses.versions(ref, number)),
                "page": record.page(bodies[0], Evidence(bodies[0]), directory, []),
            },
        )


def too_slow(request: HttpRequest) -> HttpResponse:
    """What to do where the database needed too long for a page."""
    response = render(request, "register/too_slow.html", status=503)
    response.headers["Cache-Control"], response.headers["Retry-After"] = "no-store", "30"
    return response


def ended(request: HttpRequest, kind: str, ref: str) -> HttpResponse:
    """The answer for a reference without a current version: where it went, or why it is gone. Raises Http404."""
    last = Version.public.of(ref).filter(kind=kind).exclude(action=Action.REDACTED).last()
    if last is None or last.action == Action.PUBLISHED:
        raise Http404
    facts = json.loads(last.body)
    if last.action == Action.MERGED:
        return HttpResponsePermanentRedirect(addresses.page(facts["into"]))
    alternates = addresses.in_every_language(lambda: addresses.page(ref))
    context = {
        "ref": ref,
        "reason": facts["reason"],
        "withdrawn_at": last.published_at,
        "alternates": alternates,
    }
    return render(request, "410.html", context, status=410)


class RecordList(PublicView):
    """A list of records with search and filters. Subclasses say which entries, which filter, which template."""

    kind: str
    filterset: type
    template_name: str
    selects: dict = {}  # filter: the choices it offers, (value, words), or the name of a field that has them
    facets: tuple[str, ...] = ()  # filters whose values stand beside the list, each with its count
    days: tuple[str, ...] = ()  # filters that take a day
    orderings: tuple = ()  # (value, words), the usual one first
    nouns: dict = {}  # what is listed, counted: functions of a number, by ``filter:value``; the usual one by ""
    parameters: dict[
        str, Parameter
    ] = {}  # what only the page can be asked, beside the questions of the filter
    asked_by: type[listing.Asked] = listing.Asked

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = self.asked_by(request, self)
        if asked.page > asked.pages:
            return asked.first_page()
        context = {
            "section": self.kind,
            "asked": asked,
            "rows": self.rows(asked),
            "alternates": addresses.in_every_language(
                lambda: listing.address(self.kind, listing.asked_of(request))
            ),
            "data_address": listing.data_address(self.kind, asked),
            "forms": [] if asked.errors else links.links(self.kind, asked.elsewhere()),
        }
        return render(request, self.template_name, context, status=400 if asked.errors else 200)

    def rows(self, asked: listing.Asked) -> list[dict]:
        """What a row of the list shows of each of the entries that were found."""
        raise NotImplementedError
