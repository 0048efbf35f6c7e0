"""The addresses of the service: open to scripts of any origin, without a language, without a cookie.

Parameters that are not known are passed over, unlike in the API: clients send some of their own with every request.
"""

import re

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from rest_framework.parsers import FormParser, MultiPartParser

from api.caching import conditional_response
from api.problems import InvalidParameters
from api.responses import raw_json_response, to_json
from api.views import ApiView
from core.localized import in_language
from exports.public_file import PublicFileView
from reconcile import candidates, responses, suggest
from reconcile.matchers import entity_types, find_property, matcher_for, record_matchers, record_properties
from reconcile.queries import MAX_BATCH, MAX_QUERY_LENGTH, QueryParser
from reconcile.scoring import FEATURES
from reconcile.values import EntityValue
from register import addresses, versions
from register.addresses import absolute_url
from register.choices import Action
from register.timeouts import API_TIMEOUT_MS, set_statement_timeout

_SPECIFICATION_VERSION = "0.2"
# A frame of any site may show the preview, and only that; it needs no script.
_PREVIEW_CSP: dict = settings.SECURE_CSP | {"frame-ancestors": ["*"], "script-src": [CSP.NONE]}
_PREVIEW_SIZE = {"width": 430, "height": 300}


class ServiceView(ApiView):
    """The endpoint: what the service is; candidates for `queries`; values for `extend`. By GET, or POST as a form."""

    schema = None
    http_method_names = ["get", "head", "post", "options"]
    parser_classes = [FormParser, MultiPartParser]

    def get(self, request):
        asked = request.GET
        return conditional_response(
            request,
            lambda: self.answer(request, asked) or raw_json_response(to_json(_service_manifest(request))),
        )

    def post(self, request):
        response = self.answer(request, request.data)
        if response is None:
            message = "Send `queries` or `extend` as a field of a form."
            raise InvalidParameters([("queries", "empty", message)])
        response.headers["Cache-Control"] = "no-store"
        return response

    def answer(self, request, asked) -> HttpResponse | None:
        """The answer to what was asked; None where nothing was."""
        if "queries" in asked:
            return raw_json_response(
                to_json(responses.query_response(QueryParser("queries").batch(asked["queries"])))
            )
        if "extend" in asked:
            return raw_json_response(
                to_json(responses.extend_response(QueryParser("extend").extension(asked["extend"])))
            )
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
        "name": settings.SITE_NAME,
        "identifierSpace": records,
        "schemaSpace": absolute_url(request, f"{reverse('api:root')}schema"),
        "documentation": absolute_url(request, reverse("site:data")),
        "defaultTypes": [subject.types[0].told() for subject in record_matchers()],
        "view": {"url": f"{records}{{{{id}}}}"},
        "feature_view": {"url": f"{features}{{{{id}}}}"},
        "preview": {"url": f"{previews}{{{{id}}}}", **_PREVIEW_SIZE},
        "suggest": {name: services[name] for name in ("entity", "type", "property")},
        "extend": {"propose_properties": services["properties"], "property_settings": []},
        "batchSize": MAX_BATCH,
    }


class _SuggestView(ApiView):
    """Suggestions for what somebody is typing. Subclasses say of what."""

    schema = None

    def get(self, request):
        prefix = request.GET.get("prefix", "")[:MAX_QUERY_LENGTH].replace("\x00", "")
        skipped = _number_parameter(request, "cursor", most=suggest.MAX_OFFSET)
        return conditional_response(
            request, lambda: raw_json_response(to_json({"result": self.found(request, prefix, skipped)}))
        )

    def found(self, request, prefix: str, skipped: int) -> list[dict]:
        raise NotImplementedError


class SuggestEntityView(_SuggestView):
    """Records."""

    def found(self, request, prefix, skipped):
        type = entity_types().get(request.GET.get("type", ""))
        kinds = [type.id.partition(":")[0]] if type else [subject.kind for subject in record_matchers()]
        return suggest.suggest_entities(prefix, skipped, kinds)


class SuggestTypeView(_SuggestView):
    """Types."""

    def found(self, request, prefix, skipped):
        return suggest.filter_by_name(prefix, [one.told() for one in entity_types().values()])[skipped:]


class SuggestPropertyView(_SuggestView):
    """Properties."""

    def found(self, request, prefix, skipped):
        return suggest.filter_by_name(prefix, [one.told() for one in record_properties().values()])[skipped:]


class ProposePropertiesView(ApiView):
    """What can be told of the records of a type."""

    schema = None

    def get(self, request):
        type = request.GET.get("type", "")
        most = _number_parameter(request, "limit", most=1000)
        found = suggest.propose_properties(type)[: most or None]
        told = {"type": type, "properties": found} | ({"limit": most} if most else {})
        return conditional_response(request, lambda: raw_json_response(to_json(told)))


class FeatureView(ApiView):
    """What a number or a flag beside a candidate means."""

    schema = None

    def get(self, request, name):
        if name not in FEATURES:
            raise Http404(f"There is no feature called {name}.")
        told = {"id": name, "description": FEATURES[name]}
        return conditional_response(request, lambda: raw_json_response(to_json(told)))


class RecordRedirectView(ApiView):
    """From an identifier to the page of the record, whatever kind it is of."""

    schema = None

    def get(self, request, ref):
        return HttpResponseRedirect(addresses.record_path(ref))


@method_decorator(xframe_options_exempt, name="dispatch")
@method_decorator(csp_override(_PREVIEW_CSP), name="dispatch")
class PreviewView(PublicFileView):
    """A record in a few lines: the one page that other sites may show in a frame."""

    def get(self, request, ref):
        set_statement_timeout(API_TIMEOUT_MS)
        record = candidates.matched_records([ref]).get(ref)
        if record is None:
            end = versions.closing_version(ref)
            if end is None or end.action != Action.WITHDRAWN:
                raise Http404
            return render(request, "reconcile/preview.html", {"ref": ref}, status=410)
        return conditional_response(
            request, lambda: render(request, "reconcile/preview.html", _preview_context(record))
        )


def _preview_context(record) -> dict:
    """What the preview says of a record."""
    subject = matcher_for(record.kind)
    facts = [(find_property(record.kind, name), name) for name in subject.shown]
    told = [(one.name, [_value_text(value) for value in one.tell(record)]) for one, _name in facts if one]
    return {
        "ref": record.ref,
        "name": in_language(record.titles, "en"),
        "description": subject.description(record),
        "address": addresses.record_path(record.ref, record.titles),
        "facts": [(name, values) for name, values in told if values],
    }


def _value_text(value) -> str:
    return value.name if isinstance(value, EntityValue) else str(value)


def _number_parameter(request, name: str, *, most: int) -> int:
    """A parameter that is a whole number; 0 where it is not given. Raises InvalidParameters."""
    given = request.GET.get(name, "0")
    if not re.fullmatch("[0-9]{1,9}", given) or int(given) > most:
        raise InvalidParameters([(name, "out_of_range", f"Give a whole number up to {most}.")])
    return int(given)
