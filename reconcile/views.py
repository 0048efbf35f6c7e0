"""Views of the service: open to scripts of any origin, without a language, without a cookie.

Parameters that are not known are passed over, unlike in the API: clients send some of their own with every request.
"""

import json
import re

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from rest_framework.parsers import FormParser, MultiPartParser

from api.caching import conditional_response
from api.problems import InvalidParameters
from api.rate_limited import RateLimitedView
from api.responses import raw_json_response, to_json
from api.timeouts import API_TIMEOUT_MS, set_statement_timeout
from api.views import ApiView
from core.localized import in_language
from exports.public_file import PublicFileView
from reconcile import candidates, responses, suggest
from reconcile.matchers import entity_types, find_property, matcher_for, record_matchers, record_properties
from reconcile.queries import MAX_BATCH, MAX_QUERY_LENGTH, QueryParser, batch_size
from reconcile.scoring import FEATURES
from reconcile.values import EntityValue
from register import addresses, versions
from register.addresses import absolute_url
from register.choices import Action
from site_profile.current import profile_of

_SPECIFICATION_VERSION = "0.2"
# A frame of any site may show the preview, and only that; it needs no script.
_PREVIEW_CSP: dict = settings.SECURE_CSP | {"frame-ancestors": ["*"], "script-src": [CSP.NONE]}
_PREVIEW_SIZE = {"width": 430, "height": 300}
# Queries that a request counts for at least: its statements cost the same for one as for many
_LEAST_COST = 20


class _ServiceLimit(RateLimitedView):
    """The service's limit, in queries: who matches a long list sends them in batches, one after the other."""

    rate_limit = "reconcile"

    @classmethod
    def rate_cost(cls, request):
        return _LEAST_COST


class ServiceView(_ServiceLimit, ApiView):
    """The service endpoint: manifest; candidates for `queries`; values for `extend`. By GET, or POST as a form."""

    schema = None
    http_method_names = ["get", "head", "post", "options"]
    parser_classes = [FormParser, MultiPartParser]

    @classmethod
    def rate_cost(cls, request):
        return max(_LEAST_COST, batch_size((request.POST or request.GET).get("queries", "")))

    def get(self, request):
        return conditional_response(
            request,
            lambda: self.respond(request.GET) or raw_json_response(to_json(_service_manifest(request))),
        )

    def post(self, request):
        response = self.respond(request.data)
        if response is None:
            message = "Send `queries` or `extend` as a field of a form."
            raise InvalidParameters([("queries", "empty", message)])
        response.headers["Cache-Control"] = "no-store"
        return response

    def respond(self, parameters) -> HttpResponse | None:
        """The response to `queries` or to `extend`; None where the request has neither."""
        if "queries" in parameters:
            batch = QueryParser("queries").parse_batch(parameters["queries"])
            return raw_json_response(to_json(responses.query_response(batch)))
        if "extend" in parameters:
            extension = QueryParser("extend").parse_extension(parameters["extend"])
            return raw_json_response(to_json(responses.extend_response(extension)))
        return None

    def options(self, request, *args, **kwargs):
        response = super().options(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        return response


def _service_manifest(request) -> dict:
    """The service manifest, section 3.1 of the specification."""
    records, previews, features = (
        absolute_url(request, reverse(f"reconcile:{name}", args=["A1"])).removesuffix("A1")
        for name in ("record", "preview", "feature")
    )
    here = absolute_url(request, "/").removesuffix("/")
    services = {
        name: {"service_url": here, "service_path": reverse(f"reconcile:{route}")}
        for name, route in (
            ("entity", "suggest-entity"), ("type", "suggest-type"), ("property", "suggest-property"),
            ("properties", "properties"),
        )
    }  # fmt: skip
    return {
        "versions": [_SPECIFICATION_VERSION],
        "name": profile_of(request).site_name,
        "identifierSpace": records,
        "schemaSpace": absolute_url(request, f"{reverse('api:root')}schema"),
        "documentation": absolute_url(request, reverse("site:data")),
        "defaultTypes": [matcher.types[0].as_json() for matcher in record_matchers()],
        "view": {"url": f"{records}{{{{id}}}}"},
        "feature_view": {"url": f"{features}{{{{id}}}}"},
        "preview": {"url": f"{previews}{{{{id}}}}", **_PREVIEW_SIZE},
        "suggest": {name: services[name] for name in ("entity", "type", "property")},
        "extend": {"propose_properties": services["properties"], "property_settings": []},
        "batchSize": MAX_BATCH,
    }


class _SuggestView(_ServiceLimit, ApiView):
    """Suggestions by prefix. Subclasses give the suggestions."""

    schema = None

    def get(self, request):
        prefix = request.GET.get("prefix", "")[:MAX_QUERY_LENGTH].replace("\x00", "")
        offset = _number_parameter(request, "cursor", most=suggest.MAX_OFFSET)
        return conditional_response(
            request, lambda: raw_json_response(to_json({"result": self.suggestions(request, prefix, offset)}))
        )

    def suggestions(self, request, prefix: str, offset: int) -> list[dict]:
        raise NotImplementedError


class SuggestEntityView(_SuggestView):
    """Suggested records."""

    def suggestions(self, request, prefix, offset):
        type = entity_types().get(request.GET.get("type", ""))
        kinds = [type.id.partition(":")[0]] if type else [matcher.kind for matcher in record_matchers()]
        return suggest.suggest_entities(prefix, offset, kinds)


class SuggestTypeView(_SuggestView):
    """Suggested types."""

    def suggestions(self, request, prefix, offset):
        return suggest.filter_by_name(prefix, [type.as_json() for type in entity_types().values()])[offset:]


class SuggestPropertyView(_SuggestView):
    """Suggested properties."""

    def suggestions(self, request, prefix, offset):
        properties = [property.as_json() for property in record_properties().values()]
        return suggest.filter_by_name(prefix, properties)[offset:]


class ProposePropertiesView(ApiView):
    """Property proposals for data extension: the properties of a type."""

    schema = None

    def get(self, request):
        type = request.GET.get("type", "")
        most = _number_parameter(request, "limit", most=1000)
        properties = suggest.propose_properties(type)[: most or None]
        body = {"type": type, "properties": properties} | ({"limit": most} if most else {})
        return conditional_response(request, lambda: raw_json_response(to_json(body)))


class FeatureView(ApiView):
    """Description of a matching feature: a number or a flag beside a candidate."""

    schema = None

    def get(self, request, name):
        if name not in FEATURES:
            raise Http404(f"There is no feature called {name}.")
        body = {"id": name, "description": FEATURES[name]}
        return conditional_response(request, lambda: raw_json_response(to_json(body)))


class RecordRedirectView(ApiView):
    """Redirect from a reference to the page of the record, of whatever kind."""

    schema = None

    def get(self, request, ref):
        return HttpResponseRedirect(addresses.record_path(ref))


@method_decorator(xframe_options_exempt, name="dispatch")
@method_decorator(csp_override(_PREVIEW_CSP), name="dispatch")
class PreviewView(_ServiceLimit, PublicFileView):
    """Preview of a record in a few lines: the only page that other sites may show in a frame."""

    def get(self, request, ref):
        set_statement_timeout(API_TIMEOUT_MS)
        record = candidates.matched_records([ref]).get(ref)
        if record is None:
            end = versions.closing_version(ref)
            if end is None:
                raise Http404
            if end.action == Action.MERGED:
                address = reverse("reconcile:preview", args=[json.loads(end.body)["into"]])
                return HttpResponsePermanentRedirect(address)
            return render(request, "reconcile/preview.html", {"ref": ref}, status=410)
        return conditional_response(
            request, lambda: render(request, "reconcile/preview.html", _preview_context(record))
        )


def _preview_context(record) -> dict:
    """Template context of the preview."""
    matcher = matcher_for(record.kind)
    properties = [find_property(record.kind, name) for name in matcher.preview_properties]
    facts = [
        (property.name, [_value_text(value) for value in property.values(record)])
        for property in properties
        if property
    ]
    return {
        "ref": record.ref,
        "name": in_language(record.titles, "en"),
        "description": matcher.description(record),
        "address": addresses.record_path(record.ref, record.titles),
        "facts": [(name, values) for name, values in facts if values],
    }


def _value_text(value) -> str:
    return value.name if isinstance(value, EntityValue) else str(value)


def _number_parameter(request, name: str, *, most: int) -> int:
    """A parameter that is a whole number; 0 where it is not given. Raises InvalidParameters."""
    given = request.GET.get(name, "0")
    if not re.fullmatch("[0-9]{1,9}", given) or int(given) > most:
        raise InvalidParameters([(name, "out_of_range", f"Give a whole number up to {most}.")])
    return int(given)
