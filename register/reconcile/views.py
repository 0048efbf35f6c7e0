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

from core.localized import in_language
from register.api import PublicView, in_json, reading
from register.api.addresses import absolute
from register.api.caching import conditional
from register.api.problems import InvalidParameters
from register.api.root import as_json
from register.choices import Action
from register.exports.views import PublicFile
from register.limits import OF_THE_API, limit
from register.pages import addresses
from register.reconcile import answers, candidates, suggesting
from register.reconcile.queries import BATCH, LONGEST_QUERY, Reader
from register.reconcile.scoring import FEATURES
from register.reconcile.subjects import properties, property_of, subject_of, subjects, types
from register.reconcile.values import Entity

SPECIFICATION = "0.2"
# A frame of any site may show the preview, and only that; it needs no script.
IN_A_FRAME: dict = settings.SECURE_CSP | {"frame-ancestors": ["*"], "script-src": [CSP.NONE]}
PREVIEW_SIZE = {"width": 430, "height": 300}


class Service(PublicView):
    """The endpoint: what the service is; candidates for `queries`; values for `extend`. By GET, or POST as a form."""

    schema = None
    http_method_names = ["get", "head", "post", "options"]
    parser_classes = [FormParser, MultiPartParser]

    def get(self, request):
        asked = request.GET
        return conditional(
            request, lambda: self.answer(request, asked) or in_json(as_json(manifest(request)))
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
            return in_json(as_json(answers.results(Reader("queries").batch(asked["queries"]))))
        if "extend" in asked:
            return in_json(as_json(answers.extension(Reader("extend").extension(asked["extend"]))))
        return None

    def options(self, request, *args, **kwargs):
        response = super().options(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        return response


def manifest(request) -> dict:
    """The service manifest, section 3.1 of the specification."""
    records, previews, features = (
        absolute(request, reverse(f"reconcile:{name}", args=["A1"])).removesuffix("A1")
        for name in ("record", "preview", "feature")
    )
    here = absolute(request, "/").removesuffix("/")
    services = {
        name: {"service_url": here, "service_path": reverse(f"reconcile:{route}")}
        for name, route in (
            ("entity", "suggest-entity"), ("type", "suggest-type"), ("property", "suggest-property"),
            ("properties", "properties"),
        )
    }  # fmt: skip
    return {
        "versions": [SPECIFICATION],
        "name": settings.SITE_NAME,
        "identifierSpace": records,
        "schemaSpace": absolute(request, f"{reverse('api:root')}schema"),
        "documentation": absolute(request, reverse("site:data")),
        "defaultTypes": [subject.types[0].told() for subject in subjects()],
        "view": {"url": f"{records}{{{{id}}}}"},
        "feature_view": {"url": f"{features}{{{{id}}}}"},
        "preview": {"url": f"{previews}{{{{id}}}}", **PREVIEW_SIZE},
        "suggest": {name: services[name] for name in ("entity", "type", "property")},
        "extend": {"propose_properties": services["properties"], "property_settings": []},
        "batchSize": BATCH,
    }


class Suggest(PublicView):
    """Suggestions for what somebody is typing. Subclasses say of what."""

    schema = None

    def get(self, request):
        prefix = request.GET.get("prefix", "")[:LONGEST_QUERY].replace("\x00", "")
        skipped = number(request, "cursor", most=suggesting.MOST_SKIPPED)
        return conditional(
            request, lambda: in_json(as_json({"result": self.found(request, prefix, skipped)}))
        )

    def found(self, request, prefix: str, skipped: int) -> list[dict]:
        raise NotImplementedError


class SuggestEntity(Suggest):
    """Records."""

    def found(self, request, prefix, skipped):
        type = types().get(request.GET.get("type", ""))
        kinds = [type.id.partition(":")[0]] if type else [subject.kind for subject in subjects()]
        return suggesting.suggested(prefix, skipped, kinds)


class SuggestType(Suggest):
    """Types."""

    def found(self, request, prefix, skipped):
        return suggesting.named_like(prefix, [one.told() for one in types().values()])[skipped:]


class SuggestProperty(Suggest):
    """Properties."""

    def found(self, request, prefix, skipped):
        return suggesting.named_like(prefix, [one.told() for one in properties().values()])[skipped:]


class Properties(PublicView):
    """What can be told of the records of a type."""

    schema = None

    def get(self, request):
        type = request.GET.get("type", "")
        most = number(request, "limit", most=1000)
        found = suggesting.proposed(type)[: most or None]
        told = {"type": type, "properties": found} | ({"limit": most} if most else {})
        return conditional(request, lambda: in_json(as_json(told)))


class Feature(PublicView):
    """What a number or a flag beside a candidate means."""

    schema = None

    def get(self, request, name):
        if name not in FEATURES:
            raise Http404(f"There is no feature called {name}.")
        told = {"id": name, "description": FEATURES[name]}
        return conditional(request, lambda: in_json(as_json(told)))


class RecordView(PublicView):
    """From an identifier to the page of the record, whatever kind it is of."""

    schema = None

    def get(self, request, ref):
        return HttpResponseRedirect(addresses.page(ref))


@method_decorator(xframe_options_exempt, name="dispatch")
@method_decorator(csp_override(IN_A_FRAME), name="dispatch")
class Preview(PublicFile):
    """A record in a few lines: the one page that other sites may show in a frame."""

    def get(self, request, ref):
        limit(OF_THE_API)
        record = candidates.by_ref([ref]).get(ref)
        if record is None:
            end = reading.end(ref)
            if end is None or end.action != Action.WITHDRAWN:
                raise Http404
            return render(request, "register/reconcile_preview.html", {"ref": ref}, status=410)
        return conditional(request, lambda: render(request, "register/reconcile_preview.html", shown(record)))


def shown(record) -> dict:
    """What the preview says of a record."""
    subject = subject_of(record.kind)
    facts = [(property_of(record.kind, name), name) for name in subject.shown]
    told = [(one.name, [plain(value) for value in one.tell(record)]) for one, _name in facts if one]
    return {
        "ref": record.ref,
        "name": in_language(record.titles, "en"),
        "description": subject.description(record),
        "address": addresses.page(record.ref, record.titles),
        "facts": [(name, values) for name, values in told if values],
    }


def plain(value) -> str:
    return value.name if isinstance(value, Entity) else str(value)


def number(request, name: str, *, most: int) -> int:
    """A parameter that is a whole number; 0 where it is not given. Raises InvalidParameters."""
    given = request.GET.get(name, "0")
    if not re.fullmatch("[0-9]{1,9}", given) or int(given) > most:
        raise InvalidParameters([(name, "out_of_range", f"Give a whole number up to {most}.")])
    return int(given)
