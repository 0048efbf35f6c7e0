"""Preview of a public page: the page of a record as it would be after its publication, made and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date
from urllib.parse import unquote

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import connections, transaction
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.translation import override

from core.clock import on_publication_day
from register import entries, publishing
from register.addresses import record_path
from register.bodies import body_sha256
from register.choices import Action
from register.kinds import kind_named
from register.models import Entry, Version
from register.publishing import PreparedPublication
from register.records import Record
from register.routers import REGISTER_ALIAS
from register.versions import database_now, lock_version_log

_BANNER_AFTER = b"<body"


def preview_page(record: Record, *, language: str, request: HttpRequest) -> HttpResponse:
    """The response of the public page of a record in a language, were it published now.

    The record, and what would go along, are put into the register in a transaction that is rolled back, and the view
    of the public page answers from there. Versions get ids of their own, so that no gap in the log tells of it. Raises
    ValidationError where the record cannot be published; an embargo does not stand against a preview.
    """
    with on_publication_day(date.max), override(language), transaction.atomic():
        lock_version_log()
        prepared = publishing.preview_publication(record)
        [planned] = prepared.plan.requested
        entries.index_versions(_add_versions(prepared))
        with _register_reads_here():
            title = Entry.public.filter(ref=planned.ref).values_list("title", flat=True).get()
            response = _public_response(record_path(planned.ref, title), request)
        transaction.set_rollback(True)
    return response


def with_banner(response: HttpResponse, banner: str) -> HttpResponse:
    """The response with a banner as the first thing of its body: no cache and no search engine keeps it."""
    before, _tag, after = response.content.partition(_BANNER_AFTER)
    attributes, _end, rest = after.partition(b">")
    answer = HttpResponse(
        before + _BANNER_AFTER + attributes + b">" + banner.encode() + rest, status=response.status_code
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "no-referrer"  # the address is the key
    return answer


def _add_versions(prepared: PreparedPublication) -> list[Version]:
    """Stores the versions that a publication would append, without its followers, effects on the desk, and ids."""
    closed = prepared.narrowed
    texts = prepared.changed_texts(closed)
    numbers = dict(
        Version.objects.filter(ref__in=[ref for ref, _text in texts])
        .values_list("ref")
        .annotate(Max("number"))
    )
    last = Version.objects.aggregate(last=Max("pk"))["last"] or 0
    moment = database_now()
    versions = [
        Version(
            pk=last + place,
            ref=ref,
            kind=kind_named(ref[0]).name,
            serial=int(ref[1:]),
            number=numbers.get(ref, 0) + (2 if ref in closed else 1),
            action=Action.PUBLISHED,
            schema=kind_named(ref[0]).schema_version,
            body=text,
            sha256=body_sha256(text),
            published_at=moment,
        )
        for place, (ref, text) in enumerate(texts, start=1)
    ]
    return Version.objects.bulk_create(versions)


@contextmanager
def _register_reads_here() -> Iterator[None]:
    """Within the block, what reads the register reads it on this connection, in its transaction. For this thread."""
    usual = connections[REGISTER_ALIAS]
    connections[REGISTER_ALIAS] = connections["default"]
    try:
        yield
    finally:
        connections[REGISTER_ALIAS] = usual


def _public_response(address: str, request: HttpRequest) -> HttpResponse:
    """The answer of the public view at an address to somebody who is not known."""
    path = unquote(address)  # as a server gives it
    path_info = path.removeprefix(request.path.removesuffix(request.path_info))
    match = resolve(path_info)
    anonymous = copy(request)
    anonymous.path, anonymous.path_info = path, path_info
    anonymous.method, anonymous.GET, anonymous.POST, anonymous.COOKIES = "GET", QueryDict(), QueryDict(), {}
    anonymous.META = {
        **request.META,
        "QUERY_STRING": "",
        "PATH_INFO": path_info,
        "REQUEST_METHOD": "GET",
        "HTTP_COOKIE": "",
    }
    anonymous.resolver_match, anonymous.user = match, AnonymousUser()
    response = match.func(anonymous, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response = response.render()
    if response.status_code != 200:
        raise ValidationError(f"{path}: {response.status_code}")
    return response
