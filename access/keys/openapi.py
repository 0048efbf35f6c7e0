"""OpenAPI schemas of endpoints that need a key."""

from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from access.keys import serializers
from access.keys.choices import Scope
from api import serializers as api_serializers
from api.openapi import RESPONSE_HEADERS, ApiSchema, openapi_parameters
from api.problems import PROBLEM_MEDIA_TYPE

_KEY_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The id of a key.")
_RATE_LIMIT_HEADERS = [header for header in RESPONSE_HEADERS if header[0].startswith("RateLimit")]


class KeyRequiredSchema(ApiSchema):
    """Schema of a view that needs a key and whose responses no cache keeps. The view has the same members."""

    status = 200

    def get_auth(self):
        return [{"key": []}]

    def _map_basic_serializer(self, serializer, direction):
        """A strict serializer takes no additional properties."""
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
        missing_scope = {403: "The key lacks the scope that `scope` names."} if self.scope() else {}
        return super().all_problems() | {401: "There is no key, or it opens nothing."} | missing_scope

    def scope(self) -> str | None:
        return self.view.scope_for(self.method.lower())


@dataclass(frozen=True)
class Operation:
    """One method of a view in OpenAPI: its id and description, its response and request, and its problems by status."""

    id: str
    description: str
    response: Any
    status: int = 200
    request: Any = None
    problems: dict[int, str] = field(default_factory=dict)


class OperationsSchema(KeyRequiredSchema):
    """Schema of views whose methods differ. Subclasses list ``operations`` by name of the view class and method."""

    operations: dict[tuple[str, str], Operation]

    @property
    def operation(self) -> Operation:
        return self.operations[type(self.view).__name__, self.method]

    @property
    def status(self):
        return self.operation.status

    def response(self):
        return self.operation.response

    def all_problems(self):
        return dict(sorted({**super().all_problems(), **self.operation.problems}.items()))

    def get_request_serializer(self):
        return self.operation.request

    def get_operation_id(self):
        return self.operation.id

    def get_description(self):
        return self.operation.description


class KeySchema(OperationsSchema):
    """Schema of the operations on keys."""

    operations = {
        ("KeyListView", "GET"): Operation(
            "listKeys", "The partner's keys that are alive, without their secrets.", serializers.KeysSerializer
        ),
        ("KeyListView", "POST"): Operation(
            "makeKey",
            f"Makes another key; needs the scope `{Scope.KEYS}`. Its secret is in this answer only.",
            serializers.NewKeySerializer, 201, serializers.KeyRequestSerializer,
            {
                400: "The content is wrong.", 409: "There are as many keys as there may be.",
                413: "The content is too long.", 415: "The content is not JSON.",
            },
        ),
        ("KeyDetailView", "GET"): Operation(
            "getKey", "One of the partner's keys, without its secret.", serializers.KeySerializer
        ),
        ("KeyDetailView", "DELETE"): Operation(
            "revokeKey",
            "Ends a key at once and for ever. Any key may end itself; to end another takes the scope "
            f"`{Scope.KEYS}`.",
            OpenApiResponse(description="It opens nothing any more."), 204,
            problems={403: "Another key than one's own, without the scope `keys`."},
        ),
    }  # fmt: skip

    def path_parameters(self):
        return [_KEY_ID] if "{id}" in self.path else []
