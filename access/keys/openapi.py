"""How the addresses for partners describe themselves."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from access.keys import serializers
from access.keys.choices import Scope
from api import serializers as api_serializers
from api.openapi import RESPONSE_HEADERS, ApiSchema, openapi_parameters
from api.problems import PROBLEM_MEDIA_TYPE

_KEY_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The id of a key.")
_RATE_LIMIT_HEADERS = [header for header in RESPONSE_HEADERS if header[0].startswith("RateLimit")]


class KeyRequiredSchema(ApiSchema):
    """A view says what `PublicSchema` asks for; its answers need a key and are kept nowhere."""

    status = 200

    def get_auth(self):
        return [{"key": []}]

    def _map_basic_serializer(self, serializer, direction):
        """What ignores nothing says that it takes nothing else."""
        schema = super()._map_basic_serializer(serializer, direction)
        is_strict = isinstance(serializer, api_serializers.StrictSerializer)
        return schema | ({"additionalProperties": False} if is_strict else {})

    def get_override_parameters(self):
        headers = [
            OpenApiParameter(name, kind, OpenApiParameter.HEADER, description=text, response=[self.status])
            for name, kind, text in _RATE_LIMIT_HEADERS
        ]
        return [*self.path_parameters(), *openapi_parameters(self.query_parameters()), *headers]

    def get_response_serializers(self):
        problem = api_serializers.ProblemSerializer
        problems = {
            (code, PROBLEM_MEDIA_TYPE): OpenApiResponse(problem, text)
            for code, text in self.all_problems().items()
        }
        return {self.status: self.response(), **problems}

    def all_problems(self):
        lacking = {403: "The key lacks the scope that `scope` names."} if self.scope() else {}
        return super().all_problems() | {401: "There is no key, or it opens nothing."} | lacking

    def scope(self) -> str | None:
        return self.view.scope_for(self.method.lower())


class KeySchema(KeyRequiredSchema):
    """The operations on keys: each a name, what it answers, and what more can go wrong."""

    OPERATIONS = {
        ("KeyListView", "GET"): ("listKeys", serializers.KeysSerializer, {}),
        ("KeyListView", "POST"): (
            "makeKey", serializers.NewKeySerializer,
            {
                400: "The content is wrong.", 409: "There are as many keys as there may be.",
                413: "The content is too long.", 415: "The content is not JSON.",
            },
        ),
        ("KeyDetailView", "GET"): ("getKey", serializers.KeySerializer, {}),
        ("KeyDetailView", "DELETE"): (
            "revokeKey", OpenApiResponse(description="It opens nothing any more."),
            {403: "Another key than one's own, without the scope `keys`."},
        ),
    }  # fmt: skip

    @property
    def told(self):
        return self.OPERATIONS[type(self.view).__name__, self.method]

    @property
    def status(self):
        return {"POST": 201, "DELETE": 204}.get(self.method, 200)

    def path_parameters(self):
        return [_KEY_ID] if "{id}" in self.path else []

    def response(self):
        return self.told[1]

    def all_problems(self):
        return dict(sorted({**super().all_problems(), **self.told[2]}.items()))

    def get_request_serializer(self):
        return serializers.KeyRequestSerializer if self.method == "POST" else None

    def get_operation_id(self):
        return self.told[0]

    def get_description(self):
        words = {
            "listKeys": "The partner's keys that are alive, without their secrets.",
            "makeKey": f"Makes another key; needs the scope `{Scope.KEYS}`. Its secret is in this answer only.",
            "getKey": "One of the partner's keys, without its secret.",
            "revokeKey": "Ends a key at once and for ever. Any key may end itself; to end another takes the scope "
            f"`{Scope.KEYS}`.",
        }
        return words[self.told[0]]
