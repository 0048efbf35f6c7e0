"""."""

import json
from functools import cache

from django.http import Http404, HttpResponse
from django.utils.http import urlencode
from rest_framework.serializers import Serializer
from rest_framework.viewsets import ViewSetMixin

from api import as_of, cursors, differences, expand, links, pagination, parameters, record_json
from api.caching import conditional_response
from api.openapi import RecordSchema
from api.pagination import next_page_url
from api.parameters import DEFAULT_PAGE_SIZE, link_parameters, since_parameter
from api.problems import InvalidParameters, Withdrawn, invalid_form
from api.responses import last_modified_header, link_header, raw_json_response, version_response
from api.views import ApiView
from register import bodies, versions
from register.addresses import RecordUrls, api_url
from register.choices import Action
from register.filterset import RegisterFilterSet
from register.kinds import Kind, kind_named
from register.models import Entry, Version
from register.parameters import Parameter


class RecordViewSet(ViewSetMixin, ApiView):
    """The records of one kind, and their versions. Subclasses say which questions it takes and what a body is."""

    schema = RecordSchema()
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
        return parameters.record_parameters(cls.body, has_status=cls.has_status)

    @classmethod
    @cache
    def list_parameters(cls) -> dict[str, Parameter]:
        return parameters.list_parameters(cls.body)

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
            raise invalid_form(filterset.form)
        search = cursors.query_digest(filterset.of_kind, request.GET, filterset.filters)
        start = None
        if cursor := filterset.asked.get("cursor"):
            start = pagination.PagePosition(*cursors.decode_cursor(cursor, search))
        return conditional_response(request, lambda: self.page(request, filterset, search, start))

    def page(self, request, filterset, search, start) -> HttpResponse:
        asked = filterset.asked
        limit = asked.get("limit", DEFAULT_PAGE_SIZE)
        rows, following = pagination.fetch_page(
            filterset.entries(), self.shown(request, filterset.day, asked),
            ordering=filterset.ordering, start=start, limit=limit,
        )  # fmt: skip
        onward = None
        if following:
            cursor = cursors.encode_cursor([following.value, following.serial], search)
            onward = next_page_url(request, f"{self.kind().plural}/", cursor)
        texts = ",".join(text for text, *_expanded in rows)
        also = expand.expanded_members([expanded for _text, expanded in rows]) if "expand" in asked else ""
        text = f'{{"results":[{texts}],"next":{json.dumps(onward)},"limit":{limit}{also}}}'
        return raw_json_response(text, link_header(request, page=self.twin_of_list(request), onward=onward))

    def twin_of_list(self, request) -> str:
        """The path of the page of the same search."""
        own = self.list_parameters()
        asked = [(name, value) for name, values in request.GET.lists() for value in values if name not in own]
        return f"/{self.kind().plural}/{'?' if asked else ''}{urlencode(asked)}"

    def shown(self, request, day, asked) -> dict:
        """What is read of an entry: its envelope and, where it was asked for, what it names."""
        members = [member for [member] in asked.get("fields", [])]
        addresses = RecordUrls.of(request, self.kind())
        envelope = record_json.envelope_sql(addresses, day=day if self.has_status else None, members=members)
        names = [name for [name] in asked.get("expand", [])]
        return {
            "envelope": envelope,
            **({"expanded": expand.expanded_sql(request, names)} if names else {}),
        }

    def retrieve(self, request, ref):
        self.refuse_other_kinds(ref)
        asked = self.asked(request, self.record_parameters())
        if "as_of" in asked and "expand" in asked:
            message = "What a record names is told as it is now: ask for it without `as_of`."
            raise InvalidParameters([("expand", "not_together", message)])
        make = self.record_then if "as_of" in asked else self.record
        return conditional_response(request, lambda: make(request, ref, asked))

    def record(self, request, ref, asked) -> HttpResponse:
        shown = self.shown(request, asked.get("on") or record_json.today(), asked)
        for text, *expanded, published_at in pagination.select_rows(
            Entry.public.filter(ref=ref), shown, ["published_at"]
        ):
            if expanded:
                text = f"{text[:-1]}{expand.expanded_members(expanded)}}}"
            page = link_header(request, page=f"/{self.kind().plural}/{ref}")
            return raw_json_response(text, last_modified_header(published_at) | page)
        return self.ended(request, ref)

    def record_then(self, request, ref, asked) -> HttpResponse:
        """What the register said then; what was withdrawn since is not told again."""
        moment = asked["as_of"]
        said = versions.version_at(ref, moment.at)
        if said is None:
            raise Http404(f"The register said nothing of {ref} then.")
        version, is_over = said
        if version.action != Action.PUBLISHED or is_over:
            return self.ended(request, ref, version.number)
        text = as_of.version_envelope(
            RecordUrls.of(request, self.kind()), version, moment,
            day=(asked.get("on") or moment.day) if self.has_status else None,
            members=[member for [member] in asked.get("fields", [])],
        )  # fmt: skip
        page = f"/{self.kind().plural}/{ref}/versions/{version.number}"
        return raw_json_response(
            text, last_modified_header(version.published_at) | link_header(request, page=page)
        )

    def links(self, request, ref):
        self.refuse_other_kinds(ref)
        asked = self.asked(request, link_parameters())
        search = links.links_digest(ref, request.GET, link_parameters().keys() - {"limit", "cursor"})
        start = cursors.decode_cursor(asked["cursor"], search) if "cursor" in asked else None
        return conditional_response(request, lambda: self.page_of_links(request, ref, asked, search, start))

    def page_of_links(self, request, ref, asked, search, start) -> HttpResponse:
        limit = asked.get("limit", DEFAULT_PAGE_SIZE)
        found = links.fetch_links(request, ref, asked, limit=limit, start=start)
        if found is None:
            return self.ended(request, ref)
        results, following = found
        onward = None
        if following:
            onward = next_page_url(
                request, f"{self.kind().plural}/{ref}/links/", cursors.encode_cursor(following, search)
            )
        answer = {"results": results, "next": onward, "limit": limit}
        return raw_json_response(bodies.body_to_json(answer), link_header(request, onward=onward))

    def versions(self, request, ref):
        self.refuse_other_kinds(ref)
        self.asked(request, {})
        return conditional_response(request, lambda: self.history(request, ref))

    def history(self, request, ref) -> HttpResponse:
        rows = versions.version_history(ref, api_url(request, f"{self.kind().plural}/{ref}"))
        if not rows:
            raise Http404(f"There is no {ref}.")
        return raw_json_response(bodies.body_to_json({"results": rows}))

    def version(self, request, ref, number):
        """Exactly the bytes that were hashed. Everything said about them is in the headers."""
        self.refuse_other_kinds(ref)
        self.asked(request, {})
        version = Version.public.readable().filter(ref=ref, number=number).first()
        if version is None:
            return self.ended(request, ref, number)
        page = link_header(request, page=f"/{self.kind().plural}/{ref}/versions/{number}")
        return conditional_response(
            request, lambda: version_response(version, page), etag=f'"{version.sha256}"'
        )

    def differences(self, request, ref, number):
        """What a version says otherwise than the one before, or than the one that is asked for."""
        self.refuse_other_kinds(ref)
        since = self.asked(request, since_parameter()).get("since")
        if since and since >= number:
            message = "Give the number of an earlier version."
            raise InvalidParameters([("since", "out_of_range", message)])
        return conditional_response(request, lambda: self.changed(request, ref, number, since))

    def changed(self, request, ref, number, since) -> HttpResponse:
        version, earlier = differences.compared_versions(ref, number, since)
        if version is None or (since and earlier is None):
            return self.ended(request, ref, since if version else number)
        told = differences.differences_json(
            self.kind(), api_url(request, f"{self.kind().plural}/{ref}"), version, earlier
        )
        page = f"/{self.kind().plural}/{ref}/versions/{number}"
        return raw_json_response(
            bodies.body_to_json(told),
            last_modified_header(version.published_at) | link_header(request, page=page),
        )

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
        end = versions.closing_version(ref, number)
        if end is None:
            raise Http404(f"There is no version {number} of {ref}." if number else f"There is no {ref}.")
        facts = json.loads(end.body)
        if end.action == Action.WITHDRAWN:
            raise Withdrawn(
                ref, reason=facts["reason"], withdrawn_at=versions.format_instant(end.published_at)
            )
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        address = api_url(request, f"{self.kind().plural}/{facts['into']}{query}")
        return HttpResponse(status=308, headers={"Location": address})
