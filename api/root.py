"""API root and OpenAPI document."""

from functools import cache

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator

from api import serializers
from api.caching import conditional
from api.responses import json_response, raw_json_response, to_json
from api.views import ApiView
from register.addresses import api_url
from register.kinds import kinds


class RootView(ApiView):
    """Where everything is."""

    operation, response = "getRoot", serializers.AddressesSerializer

    resources: tuple[str, ...] = ()  # the lists beside those of records, given by the list of addresses

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        names = [*(kind.plural for kind in kinds()), *self.resources]
        urls = {name: api_url(request, f"{name}/") for name in names}
        return json_response(
            {"resources": urls | {name: api_url(request, name) for name in ("schema", "me")}}
        )


class SchemaView(ApiView):
    """This API as OpenAPI 3.1."""

    schema = None

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        return raw_json_response(openapi_json())


@cache
def openapi_json() -> str:
    """The OpenAPI document as JSON text, in English whoever is the first to ask; made once in each process."""
    with override("en"):
        return to_json(SchemaGenerator().get_schema(public=True))
