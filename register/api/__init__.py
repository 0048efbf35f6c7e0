"""The API's views: read-only, open to all, JSON. Nothing here touches the desk, a session or a cookie."""

import base64
import json
from functools import cache

from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.http import http_date
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from register.api import cursors, reading
from register.api.addresses import Addresses, absolute, in_api
from register.api.caching import conditional
from register.api.openapi import RecordsSchema
from register.api.problems import InvalidParameters, Withdrawn
from register.api.sharing import OPEN_TO_ALL
from register.choices import Action
from register.filters import RegisterFilterSet
from register.kinds import Kind, kind_named
from register.limits import OF_THE_API, limit
from register.models import Entry, Version
from register.parameters import DayParameter, ListParameter, NumberParameter, Parameter, StrictForm, form_for

PAGE, LONGEST_PAGE = 50, 200


def limit_parameter() -> NumberParameter:
    return NumberParameter(least=1, most=LONGEST_PAGE, help_text=f"How many at most; {PAGE} when not given.")


class PublicView(APIView):
    """One address: what it takes (``parameters``, by name) and what any browser script may read of its answer."""

    http_method_names = ["get", "head", "options"]
    parameters: dict[str, Parameter] = {}

    def initialize_request(self, request, *args, **kwargs):
        """Cookies are none of the API's business: without them, no middleware answers one with another."""
        limit(OF_THE_API)
        request.COOKIES.clear()
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        return super().initialize_request(request, *args, **kwargs)

    def options(self, request, *args, **kwargs):
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Headers": "Accept, If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )

    def finalize_response(self, request, response, *args, **kwargs):
        for name, value in OPEN_TO_ALL.items():
            response.headers[name] = value
        return super().finalize_response(request, response, *args, **kwargs)

    def asked(self, request, parameters: dict[str, Parameter] | None = None) -> dict:
        """What the parameters say; without those that were not given. Raises InvalidParameters."""
        if not request.GET:
            return {}
        form = form_for(request.GET, self.parameters if parameters is None else parameters)
        if not form.is_valid():
            raise refusal(form)
        return {name: value for name, value in form.cleaned_data.items() if value is not None}


class Records(ViewSetMixin, PublicView):
    """The records of one kind, and their versions. Subclasses say which questions it takes and what a body is."""

    schema = RecordsSchema()
    filterset: type[RegisterFilterSet]
    body: type[Serializer]
    has_status = False
    has_list = True  # whether its list has a page for people

    @classmethod
    @cache
    def kind(cls) -> Kind:
        return kind_named(cls.filterset.of_kind)

    @classmethod
    @cache
    def record_parameters(cls) -> dict[str, Parameter]:
        """What one record can be asked."""
        members = ListParameter(
            choices=list(cls.body().fields), help_text="Only these members of `record`; all when not given."
        )
        day = DayParameter(example="2024-01-31", help_text="The day of the status; today when not given.")
        return {"fields": members, **({"on": day} if cls.has_status else {})}

    @classmethod
    @cache
    def list_parameters(cls) -> dict[str, Parameter]:
        """What a list can be asked beside the questions of its filter set."""
        cursor = Parameter(help_text="Where the list goes on: take it from `next`.")
        return {"limit": limit_parameter(), "cursor": cursor, "fields": cls.record_parameters()["fields"]}

    def list(self, request):
        filterset = self.filterset(request.GET, also=self.list_parameters())
        if not filterset.is_valid():
            raise refusal(filterset.form)
        start = self.start(filterset)
        return conditional(request, lambda: self.page(request, filterset, start))

    def start(self, filterset) -> reading.Place | None:
        if cursor := filterset.asked.get("cursor"):
            try:
                return cursors.read(cursor, filterset)
            except cursors.InvalidCursor as error:
                raise InvalidParameters([("cursor", "invalid_cursor", str(error))]) from error
        return None

    def page(self, request, filterset, start) -> HttpResponse:
        asked = filterset.asked
        limit = asked.get("limit", PAGE)
        texts, following = reading.page(
            filterset.entries(), self.envelope(request, filterset.day, asked),
            ordering=filterset.ordering, start=start, limit=limit,
        )  # fmt: skip
        onward = None
        if following:
            parameters = request.GET.copy()
            parameters["cursor"] = cursors.write(following, filterset)
            onward = in_api(request, f"{self.kind().plural}/?{parameters.urlencode()}")
        text = f'{{"results":[{",".join(texts)}],"next":{json.dumps(onward)},"limit":{limit}}}'
        return in_json(text, self.twin_of_list(request) if self.has_list else {})

    def twin_of_list(self, request) -> dict[str, str]:
        """The header that leads to the page of the same search."""
        asked = request.GET.copy()
        for name in {*self.list_parameters()} & {*asked}:
            del asked[name]
        return twin(request, f"/{self.kind().plural}/{'?' if asked else ''}{asked.urlencode()}")

    def envelope(self, request, day, asked):
        members = [member for [member] in asked.get("fields", [])]
        addresses = Addresses.of(request, self.kind())
        return reading.envelope(addresses, day=day if self.has_status else None, members=members)

    def retrieve(self, request, ref):
        self.refuse_other_kinds(ref)
        asked = self.asked(request, self.record_parameters())
        return conditional(request, lambda: self.record(request, ref, asked))

    def record(self, request, ref, asked) -> HttpResponse:
        envelope = self.envelope(request, asked.get("on") or reading.today(), asked)
        found = (
            Entry.public.filter(ref=ref).annotate(envelope=envelope).values_list("envelope", "published_at")
        )
        for text, published_at in found:
            modified = {"Last-Modified": http_date(published_at.timestamp())}
            return in_json(text, modified | twin(request, f"/{self.kind().plural}/{ref}"))
        return self.ended(request, ref)

    def versions(self, request, ref):
        self.refuse_other_kinds(ref)
        self.asked(request, {})
        return conditional(request, lambda: self.history(request, ref))

    def history(self, request, ref) -> HttpResponse:
        rows = reading.history(ref, in_api(request, f"{self.kind().plural}/{ref}"))
        if not rows:
            raise Http404(f"There is no {ref}.")
        return in_json(json.dumps({"results": rows}, ensure_ascii=False))

    def version(self, request, ref, number):
        """Exactly the bytes that were hashed. Everything said about them is in the headers."""
        self.refuse_other_kinds(ref)
        self.asked(request, {})
        version = Version.public.readable().filter(ref=ref, number=number).first()
        if version is None:
            return self.ended(request, ref, number)
        page = twin(request, f"/{self.kind().plural}/{ref}/versions/{number}")
        return conditional(request, lambda: exact(version, page), etag=f'"{version.sha256}"')

    def refuse_other_kinds(self, ref) -> None:
        """A reference says by its letter what it is: nothing of another kind is here."""
        if ref[0] != self.kind().letter:
            try:
                other = kind_named(ref[0])
            except LookupError:
                raise Http404(f"There is no {ref}.") from None
            raise Http404(f"{ref} is not here: look among the {other.plural}.")

    def ended(self, request, ref, number=None) -> HttpResponse:
        """What is left of a record that is not public: where it went, why it was withdrawn, or nothing."""
        end = reading.end(ref, number)
        if end is None:
            raise Http404(f"There is no version {number} of {ref}." if number else f"There is no {ref}.")
        facts = json.loads(end.body)
        if end.action == Action.WITHDRAWN:
            raise Withdrawn(ref, reason=facts["reason"], withdrawn_at=reading.instant(end.published_at))
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        address = in_api(request, f"{self.kind().plural}/{facts['into']}{query}")
        return HttpResponse(status=308, headers={"Location": address})


class Unknown(PublicView):
    """Every other address under the API: with a slash too many or too few it leads on, else there is nothing."""

    schema = None

    def get(self, request, path=""):
        path = path or ""  # of the root without its slash there is none
        other = request.path_info.rstrip("/") if path.endswith("/") else f"{request.path_info}/"
        try:
            is_known = getattr(resolve(other).func, "cls", Unknown) is not Unknown
        except Resolver404:
            is_known = False
        if not is_known:
            raise Http404("The API has no such address.")
        query = request.META.get("QUERY_STRING", "")
        prefix = request.path.removesuffix(request.path_info)
        return HttpResponse(status=308, headers={"Location": f"{prefix}{other}{'?' if query else ''}{query}"})


def refusal(form: StrictForm) -> InvalidParameters:
    """The errors of a form as the API tells them."""
    return InvalidParameters(
        [
            (name, error.code or "invalid", error.messages[0])
            for name, errors in form.errors.as_data().items()
            for error in errors
        ]
    )


def in_json(text: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(text, content_type="application/json", headers=headers)


def twin(request, path: str) -> dict[str, str]:
    """The header that leads to the same for people (RFC 8288)."""
    return {"Link": f'<{absolute(request, path)}>; rel="alternate"; type="text/html"'}


def exact(version: Version, twin: dict[str, str]) -> HttpResponse:
    """The bytes of a version with its metadata in headers, `Repr-Digest` as in RFC 9530."""
    digest = base64.b64encode(bytes.fromhex(version.sha256)).decode()
    return in_json(
        version.body,
        {
            **twin,
            "Last-Modified": http_date(version.published_at.timestamp()),
            "Repr-Digest": f"sha-256=:{digest}:",
            "X-Record-Published-At": reading.instant(version.published_at),
            "X-Record-Ref": version.ref,
            "X-Record-Schema": str(version.schema),
            "X-Record-Version": str(version.number),
        },
    )
