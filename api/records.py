"""Viewset of the records of one kind: list, detail, links, versions, differences."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from rest_framework.serializers import Serializer
from rest_framework.viewsets import ViewSetMixin

from api import as_of, cursors, differences, expand, links, pagination, parameters, record_json
from api.caching import conditional, conditional_response
from api.openapi import RecordSchema
from api.pagination import next_page_url
from api.parameters import DEFAULT_PAGE_SIZE, link_parameters, since_parameter
from api.problems import InvalidParameters, NoLongerDisclosed, Withdrawn, invalid_form
from api.responses import link_header, raw_json_response, version_response
from api.views import ApiView
from register import bodies, versions
from register.addresses import RecordUrls, api_url
from register.choices import Action
from register.filterset import RegisterFilterSet
from register.kinds import Kind, kind_named
from register.models import Entry, PublicVersion
from register.parameters import Parameter


@dataclass(frozen=True)
class _PageQuery:
    """The query of one page: its parameters by name, the digest that its cursors belong to, and where it starts."""

    params: dict
    digest: str
    start: Sequence | None

    @property
    def limit(self) -> int:
        return self.params.get("limit", DEFAULT_PAGE_SIZE)


class RecordViewSet(ViewSetMixin, ApiView):
    """The records of one kind and their versions. Subclasses give the filter set and the serializer of a body.

    Each action has a `parse_…` method, which refuses what has no answer before the action reads anything.
    """

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
    def query_parameters(cls, action: str) -> dict[str, Parameter]:
        """Every query parameter of an action, by name."""
        filters = {name: declared.field for name, declared in cls.filterset.base_filters.items()}
        return {
            "list": {**filters, **cls.list_parameters()},
            "retrieve": cls.record_parameters(),
            "links": link_parameters(),
            "differences": since_parameter(),
        }.get(action, {})

    def parse_list(self, request) -> tuple[RegisterFilterSet, _PageQuery]:
        filterset = self.filterset(request.GET, extra_parameters=self.list_parameters())
        if not filterset.is_valid():
            raise invalid_form(filterset.form)
        params = filterset.values
        digest = cursors.query_digest(filterset.of_kind, request.GET, filterset.filters)
        start = cursors.decode_cursor(params["cursor"], digest) if "cursor" in params else None
        return filterset, _PageQuery(params, digest, start)

    @conditional(parse_list)
    def list(self, request, parsed):
        filterset, query = parsed
        rows, next_position = pagination.fetch_page(
            filterset, self.columns(request, filterset.day, query.params),
            start=pagination.PagePosition(*query.start) if query.start else None, limit=query.limit,
        )  # fmt: skip
        next_url = None
        if next_position:
            cursor = cursors.encode_cursor([next_position.value, next_position.serial], query.digest)
            next_url = next_page_url(request, f"{self.kind().plural}/", cursor)
        texts = ",".join(text for text, *_expanded in rows)
        members = ""
        if "expand" in query.params:
            members = expand.expanded_members([expanded for _text, expanded in rows])
        text = f'{{"results":[{texts}],"next":{json.dumps(next_url)},"limit":{query.limit}{members}}}'
        links = link_header(request, page=self.html_list_path(request), next_url=next_url)
        return raw_json_response(text, links)

    def html_list_path(self, request) -> str:
        """The path of the page of the same list."""
        own = self.list_parameters()
        params = [
            (name, value) for name, values in request.GET.lists() for value in values if name not in own
        ]
        return f"/{self.kind().plural}/{'?' if params else ''}{urlencode(params)}"

    def columns(self, request, day, params: dict) -> dict:
        """SQL of what is selected of an entry: its envelope and, with `expand`, the records that it names."""
        members = [member for [member] in params.get("fields", [])]
        addresses = RecordUrls.of(request, self.kind())
        envelope = record_json.envelope_sql(addresses, day=day if self.has_status else None, members=members)
        names = [name for [name] in params.get("expand", [])]
        return {
            "envelope": envelope,
            **({"expanded": expand.expanded_sql(request, names)} if names else {}),
        }

    def parse_retrieve(self, request, ref) -> dict:
        self.check_kind(ref)
        params = self.parse_query(request, self.record_parameters())
        if "as_of" in params and "expand" in params:
            message = "What a record names is told as it is now: ask for it without `as_of`."
            raise InvalidParameters([("expand", "not_together", message)])
        return params

    @conditional(parse_retrieve)
    def retrieve(self, request, params, ref):
        if "as_of" in params:
            return self.past_version_response(request, params, ref)
        columns = self.columns(request, params.get("on") or timezone.localdate(), params)
        for text, *expanded in pagination.select_rows(Entry.public.filter(ref=ref), columns, []):
            if expanded:
                text = f"{text[:-1]}{expand.expanded_members(expanded)}}}"
            page = link_header(request, page=f"/{self.kind().plural}/{ref}")
            return raw_json_response(text, page)
        return self.gone_response(request, ref)

    def past_version_response(self, request, params: dict, ref) -> HttpResponse:
        """A record with `as_of`: the version that was public then, unless it was closed since."""
        moment = params["as_of"]
        version = versions.version_at(ref, moment.at)
        if version is None:
            raise Http404(f"The register said nothing of {ref} then.")
        if not version.is_open:
            return self.gone_response(request, ref, version.number)
        text = as_of.version_envelope(
            RecordUrls.of(request, self.kind()), version, moment,
            day=(params.get("on") or moment.day) if self.has_status else None,
            members=[member for [member] in params.get("fields", [])],
        )  # fmt: skip
        page = f"/{self.kind().plural}/{ref}/versions/{version.number}"
        return raw_json_response(text, link_header(request, page=page))

    def parse_links(self, request, ref) -> _PageQuery:
        self.check_kind(ref)
        params = self.parse_query(request, link_parameters())
        digest = links.links_digest(ref, request.GET, link_parameters().keys() - {"limit", "cursor"})
        start = cursors.decode_cursor(params["cursor"], digest) if "cursor" in params else None
        return _PageQuery(params, digest, start)

    @conditional(parse_links)
    def links(self, request, query, ref):
        page = links.fetch_links(request, ref, query.params, limit=query.limit, start=query.start)
        if page is None:
            return self.gone_response(request, ref)
        results, next_position = page
        next_url = None
        if next_position:
            cursor = cursors.encode_cursor(next_position, query.digest)
            next_url = next_page_url(request, f"{self.kind().plural}/{ref}/links/", cursor)
        content = {"results": results, "next": next_url, "limit": query.limit}
        return raw_json_response(bodies.body_to_json(content), link_header(request, next_url=next_url))

    def parse_ref(self, request, ref) -> None:
        self.check_kind(ref)
        self.parse_query(request, {})

    @conditional(parse_ref)
    def versions(self, request, params, ref):
        rows = versions.version_history(ref, api_url(request, f"{self.kind().plural}/{ref}"))
        if not rows:
            raise Http404(f"There is no {ref}.")
        return raw_json_response(bodies.body_to_json({"results": rows}))

    def version(self, request, ref, number):
        """The bytes that were hashed, unchanged. Their metadata are in the headers."""
        self.parse_ref(request, ref)
        version = PublicVersion.public.readable().filter(ref=ref, number=number).with_redaction().first()
        if version is None:
            return self.gone_response(request, ref, number)
        page = link_header(request, page=f"/{self.kind().plural}/{ref}/versions/{number}")
        modified_at = max(filter(None, [version.published_at, version.redacted_at]))
        return conditional_response(
            request,
            lambda: version_response(version, page),
            etag=f'"{version.sha256}"',
            modified_at=modified_at,
        )

    def parse_since(self, request, ref, number) -> int | None:
        self.check_kind(ref)
        since = self.parse_query(request, since_parameter()).get("since")
        if since and since >= number:
            message = "Give the number of an earlier version."
            raise InvalidParameters([("since", "out_of_range", message)])
        return since

    @conditional(parse_since)
    def differences(self, request, since, ref, number):
        """A version compared with the one before, or with the version ``since``."""
        version, earlier = differences.compared_versions(ref, number, since)
        if version is None or (since and earlier is None):
            return self.gone_response(request, ref, since if version else number)
        content = differences.differences_json(
            api_url(request, f"{self.kind().plural}/{ref}"), version, earlier
        )
        page = f"/{self.kind().plural}/{ref}/versions/{number}"
        return raw_json_response(bodies.body_to_json(content), link_header(request, page=page))

    def check_kind(self, ref) -> None:
        """Raises Http404 for a reference of another kind, which its letter says."""
        if ref[0] != self.kind().letter:
            try:
                other = kind_named(ref[0])
            except LookupError:
                raise Http404(f"There is no {ref}.") from None
            raise Http404(f"{ref} is not here: look among the {other.plural}.")

    def gone_response(self, request, ref, number=None) -> HttpResponse:
        """A redirect to the record that this one was merged into.

        Raises Withdrawn or NoLongerDisclosed, and Http404 where it never was.
        """
        end = versions.closing_version(ref, number)
        if end is None:
            raise Http404(f"There is no version {number} of {ref}." if number else f"There is no {ref}.")
        facts = json.loads(end.body)
        if end.action == Action.WITHDRAWN:
            raise Withdrawn(
                ref, reason=facts["reason"], withdrawn_at=versions.format_instant(end.published_at)
            )
        if end.action == Action.NARROWED:
            raise NoLongerDisclosed(ref, number, narrowed_at=versions.format_instant(end.published_at))
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        is_public_again = number is not None and versions.closing_version(ref) is None
        into = ref if is_public_again else facts["into"]  # where the merger was undone
        address = api_url(request, f"{self.kind().plural}/{into}{query}")
        return HttpResponse(status=308, headers={"Location": address})
