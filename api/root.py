"""The API's views that are not about one kind of record: the start, changes, vocabularies, problems, the schema."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator

from api import serializers
from api.caching import conditional_response
from api.responses import raw_json_response, to_json
from api.views import ApiView
from register.addresses import api_url
from register.kinds import kinds


class RootView(ApiView):
    """Where everything is."""

    operation, response = "getRoot", serializers.AddressesSerializer

    def get(self, request):
        self.asked(request)
        names = [
            *(kind.plural for kind in kinds()),
            "deadlines",
            "suggestions",
            "changes",
            "vocabularies",
            "problems",
        ]
        resources = {name: api_url(request, f"{name}/") for name in names}
        content = {"resources": resources | {name: api_url(request, name) for name in ("schema", "me")}}
        return conditional_response(request, lambda: raw_json_response(to_json(content)))


class SchemaView(ApiView):
    """This API as OpenAPI 3.1."""

    schema = None

    def get(self, request):
        self.asked(request)
        return conditional_response(request, lambda: raw_json_response(openapi_json()))


@cache
def openapi_json() -> str:
    return to_json(SchemaGenerator().get_schema(public=True))
