"""The API's views: read-only, open to all, JSON. Nothing here touches the desk, a session or a cookie."""

import json
from functools import cache

from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.http import urlencode
from rest_framework.renderers import JSONRenderer
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from register import bodies
from register.api import asking, changed, cursors, expanding, linking, past, reading
from register.api.addresses import Addresses, in_api
from register.api.answers import exact, in_json, leading, modified, sent
from register.api.asking import PAGE, link_parameters, since_parameter
from register.api.caching import conditional
from register.api.openapi import RecordsSchema
from register.api.problems import InvalidParameters, Withdrawn
from register.api.sharing import OPEN_TO_ALL
from register.choices import Action
from register.filters import RegisterFilterSet
from register.kinds import Kind, kind_named
from register.limits import OF_THE_API, limit
from register.models import Entry, Version
from register.parameters import Parameter, StrictForm, form_for

ACCEPTED = {"*/*", "application/json"}


def next_page(request, path: str, cursor: str) -> str:
    """The address where the same search goes on."""
    asked = [(name, value) for name, values in request.GET.lists() for value in values if name != "cursor"]
    return in_api(request, f"{path}?{urlencode([*asked, ('cursor', cursor)])}")


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

    def perform_content_negotiation(self, request, force=False):
        """Only those who ask for something in particular can ask for the wrong thing."""
        if request.META.get("HTTP_ACCEPT", "*/*") in ACCEPTED:
            return JSONRenderer(), JSONRenderer.media_type
        return super().perform_content_negotiation(request, force)

    def options(self, request, *args, **kwargs):
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": ", ".join(self.allowed_methods),
                # no key: those that stand in a web page are anybody's
                "Access-Control-Allow-Headers": "Accept, If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )

    def finalize_response(self, request, response, *args, **kwargs):
        for name, value in OPEN_TO_ALL.items():
            response.headers[name] = value
        return sent(request, super().finalize_response(request, response, *args, **kwargs))

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

    @classmethod
    @cache
    def kind(cls) -> Kind:
        return kind_named(cls.filterset.of_kind)

    @classmethod
    @cache
    def record_parameters(cls) -> dict[str, Parameter]:
        return asking.record_parameters(cls.body, has_status=cls.has_status)

    @classmethod
    @cache
    def list_parameters(cls) -> dict[str, Parameter]:
        return asking.list_parameters(cls.body)

    @classmethod
    def questions(cls, action: str) -> dict[str, Parameter]:
        """Everything that one of its addresses can be asked."""
        filters = {name: one.field for name, one in cls.filterset.base_filters.items()}
        return {
            "list": {**filters, **cls.list_parameters()},
            "retrieve": cls.record_parameters(),
            "links": link_parameters(),
            "differences": since_parameter(),
        }.get(action, {})

    def list(self, request):
        filterset = self.filterset(request.GET, also=self.list_parameters())
        if not filterset.is_valid():
            raise refusal(filterset.form)
        search = cursors.search(filterset.of_kind, request.GET, filterset.filters)
        start = None
        if cursor := filterset.asked.get("cursor"):
            start = reading.Place(*cursors.read(cursor, search))
        return conditional(request, lambda: self.page(request, filterset, search, start))

    def page(self, request, filterset, search, start) -> HttpResponse:
        asked = filterset.asked
        limit = asked.get("limit", PAGE)
        rows, following = reading.page(
            filterset.entries(), self.shown(request, filterset.day, asked),
            ordering=filterset.ordering, start=start, limit=limit,
        )  # fmt: skip
        onward = None
        if following:
            cursor = cursors.write([following.value, following.serial], search)
            onward = next_page(request, f"{self.kind().plural}/", cursor)
        texts = ",".join(text for text, *_expanded in rows)
        also = expanding.members([expanded for _text, expanded in rows]) if "expand" in asked else ""
        text = f'{{"results":[{texts}],"next":{json.dumps(onward)},"limit":{limit}{also}}}'
        return in_json(text, leading(request, page=self.twin_of_list(request), onward=onward))

    def twin_of_list(self, request) -> str:
        """The path of the page of the same search."""
        own = self.list_parameters()
        asked = [(name, value) for name, values in request.GET.lists() for value in values if name not in own]
        return f"/{self.kind().plural}/{'?' if asked else ''}{urlencode(asked)}"

    def shown(self, request, day, asked) -> dict:
        """What is read of an entry: its envelope and, where it was asked for, what it names."""
        members = [member for [member] in asked.get("fields", [])]
        addresses = Addresses.of(request, self.kind())
        envelope = reading.envelope(addresses, day=day if self.has_status else None, members=members)
        expand = [name for [name] in asked.get("expand", [])]
        return {
            "envelope": envelope,
            **({"expanded": expanding.expansion(request, expand)} if expand else {}),
        }

    def retrieve(self, request, ref):
        self.refuse_other_kinds(ref)
        asked = self.asked(request, self.record_parameters())
        if "as_of" in asked and "expand" in asked:
            message = "What a record names is told as it is now: ask for it without `as_of`."
            raise InvalidParameters([("expand", "not_together", message)])
        make = self.record_then if "as_of" in asked else self.record
        return conditional(request, lambda: make(request, ref, asked))

    def record(self, request, ref, asked) -> HttpResponse:
        shown = self.shown(request, asked.get("on") or reading.today(), asked)
        for text, *expanded, published_at in reading.selected(
            Entry.public.filter(ref=ref), shown, ["published_at"]
        ):
            if expanded:
                text = f"{text[:-1]}{expanding.members(expanded)}}}"
            page = leading(request, page=f"/{self.kind().plural}/{ref}")
            return in_json(text, modified(published_at) | page)
        return self.ended(request, ref)

    def record_then(self, request, ref, asked) -> HttpResponse:
        """What the register said then; what was withdrawn since is not told again."""
        moment = asked["as_of"]
        said = past.version_at(ref, moment.at)
        if said is None:
            raise Http404(f"The register said nothing of {ref} then.")
        version, is_over = said
        if version.action != Action.PUBLISHED or is_over:
            return self.ended(request, ref, version.number)
        text = past.envelope(
            Addresses.of(request, self.kind()), version, moment,
            day=(asked.get("on") or moment.day) if self.has_status else None,
            members=[member for [member] in asked.get("fields", [])],
        )  # fmt: skip
        page = f"/{self.kind().plural}/{ref}/versions/{version.number}"
        return in_json(text, modified(version.published_at) | leading(request, page=page))

    def links(self, request, ref):
        self.refuse_other_kinds(ref)
        asked = self.asked(request, link_parameters())
        search = linking.search(ref, request.GET, link_parameters().keys() - {"limit", "cursor"})
        start = cursors.read(asked["cursor"], search) if "cursor" in asked else None
        return conditional(request, lambda: self.page_of_links(request, ref, asked, search, start))

    def page_of_links(self, request, ref, asked, search, start) -> HttpResponse:
        limit = asked.get("limit", PAGE)
        found = linking.links(request, ref, asked, limit=limit, start=start)
        if found is None:
            return self.ended(request, ref)
        results, following = found
        onward = None
        if following:
            onward = next_page(
                request, f"{self.kind().plural}/{ref}/links/", cursors.write(following, search)
            )
        answer = {"results": results, "next": onward, "limit": limit}
        return in_json(bodies.write(answer), leading(request, onward=onward))

    def versions(self, request, ref):
        self.refuse_other_kinds(ref)
        self.asked(request, {})
        return conditional(request, lambda: self.history(request, ref))

    def history(self, request, ref) -> HttpResponse:
        rows = reading.history(ref, in_api(request, f"{self.kind().plural}/{ref}"))
        if not rows:
            raise Http404(f"There is no {ref}.")
        return in_json(bodies.write({"results": rows}))

    def version(self, request, ref, number):
        """Exactly the bytes that were hashed. Everything said about them is in the headers."""
        self.refuse_other_kinds(ref)
        self.asked(request, {})
        version = Version.public.readable().filter(ref=ref, number=number).first()
        if version is None:
            return self.ended(request, ref, number)
        page = leading(request, page=f"/{self.kind().plural}/{ref}/versions/{number}")
        return conditional(request, lambda: exact(version, page), etag=f'"{version.sha256}"')

    def differences(self, request, ref, number):
        """What a version says otherwise than the one before, or than the one that is asked for."""
        self.refuse_other_kinds(ref)
        since = self.asked(request, since_parameter()).get("since")
        if since and since >= number:
            message = "Give the number of an earlier version."
            raise InvalidParameters([("since", "out_of_range", message)])
        return conditional(request, lambda: self.changed(request, ref, number, since))

    def changed(self, request, ref, number, since) -> HttpResponse:
        version, earlier = changed.versions(ref, number, since)
        if version is None or (since and earlier is None):
            return self.ended(request, ref, since if version else number)
        told = changed.told(self.kind(), in_api(request, f"{self.kind().plural}/{ref}"), version, earlier)
        page = f"/{self.kind().plural}/{ref}/versions/{number}"
        return in_json(bodies.write(told), modified(version.published_at) | leading(request, page=page))

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

    http_method_not_allowed = get  # where nothing is, no other method would help


def refusal(form: StrictForm) -> InvalidParameters:
    """The errors of a form as the API tells them."""
    return InvalidParameters(
        [
            (name, error.code or "invalid", error.messages[0])
            for name, errors in form.errors.as_data().items()
            for error in errors
        ]
    )
