"""OpenAPI generation: drf-spectacular schemas of the API's views.

Parameters come from the filter sets, bodies from the serializers that publish them.
"""

import re
from collections.abc import Mapping
from typing import get_args, get_origin, get_type_hints

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.serializers import ReadOnlyField, Serializer

from api import record_serializers, serializers
from api.problems import PROBLEM_MEDIA_TYPE
from register.parameters import ListParameter, Parameter

_REF = OpenApiParameter("ref", str, OpenApiParameter.PATH, description="A reference, such as A1042.")
_NUMBER = OpenApiParameter(
    "number", int, OpenApiParameter.PATH, description="The number of a version, from 1."
)
RESPONSE_HEADERS = [
    ("ETag", str, "Send it back as If-None-Match: 304 when nothing has changed."),
    ("Cache-Control", str, "How long the answer holds, at most to the end of the day."),
    ("RateLimit-Policy", str, 'How much may be asked in how many seconds, such as `"anonymous";q=60;w=60`.'),
    ("RateLimit", str, 'What is left until when, such as `"anonymous";r=50;t=30`. A 304 costs nothing.'),
]


def openapi_parameters(fields: Mapping[str, Parameter]) -> list[OpenApiParameter]:
    """Query parameters in OpenAPI, from the fields that parse them."""
    return [
        OpenApiParameter(
            name,
            {
                **field.openapi,
                **(
                    {"examples": [field.example]}
                    if field.example and field.openapi["type"] == "string"
                    else {}
                ),
            },
            required=field.required,
            description=str(field.help_text or field.label or ""),
            style="form" if isinstance(field, ListParameter) else None,
            explode=False if isinstance(field, ListParameter) else None,
        )
        for name, field in fields.items()
    ]


class ApiSchema(AutoSchema):
    """Schema of a view that has ``response`` (a serializer), ``operation`` (its id), ``tag`` and ``parameters``."""

    problems = {
        400: "A parameter is wrong.",
        401: "The key opens nothing.",
        406: "Only JSON is spoken.",
        429: "More was asked than the limit allows.",
    }

    def get_override_parameters(self):
        headers = [
            OpenApiParameter(name, kind, OpenApiParameter.HEADER, description=text, response=[200])
            for name, kind, text in RESPONSE_HEADERS
        ]
        return [*self.path_parameters(), *openapi_parameters(self.query_parameters()), *headers]

    def path_parameters(self) -> list[OpenApiParameter]:
        return getattr(self.view, "path_parameters", [])

    def query_parameters(self) -> Mapping[str, Parameter]:
        return self.view.parameters

    def get_response_serializers(self):
        problem = serializers.ProblemSerializer
        return {
            200: self.response(),
            304: OpenApiResponse(description="It is what the asker holds already."),
            **{
                (code, PROBLEM_MEDIA_TYPE): OpenApiResponse(problem, text)
                for code, text in self.all_problems().items()
            },
        }

    def response(self) -> type[Serializer]:
        return self.view.response

    def all_problems(self) -> dict[int, str]:
        gone = {404: "There is none."} if self.path_parameters() else {}
        return dict(sorted({**self.problems, **gone}.items()))

    def get_request_serializer(self):
        return None

    def get_operation_id(self):
        return self.view.operation

    def get_summary(self):
        """The words of the operation's id: "List agreement versions"."""
        return re.sub("(?<=[a-z])(?=[A-Z])", " ", self.get_operation_id()).capitalize()

    def get_tags(self):
        return [getattr(self.view, "tag", "register")]

    def get_auth(self):
        return [{}, {"key": []}]  # a key is optional: it raises the limit

    def _is_list_view(self, serializer=None):
        return False  # the serializer of a list has its members

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        if isinstance(field, ReadOnlyField):  # the same in every body of a kind
            return {"type": "string", "const": field.default}
        return super()._map_serializer_field(field, direction, bypass_extensions)

    def _map_response_type_hint(self, method):
        """The schema of a method that is annotated to return a list of serializers: an array of their output."""
        hint = get_type_hints(method).get("return")
        if get_origin(hint) is list and issubclass(serializer := get_args(hint)[0], Serializer):
            return {"type": "array", "items": self.resolve_serializer(serializer, "response").ref}
        return super()._map_response_type_hint(method)


class RecordSchema(ApiSchema):
    """Schema of a record viewset's actions."""

    def kind(self):
        return self.view.kind()

    def path_parameters(self):
        with_number = {"version": [_REF, _NUMBER], "differences": [_REF, _NUMBER]}
        return {"list": [], **with_number}.get(self.view.action, [_REF])

    def query_parameters(self):
        return self.view.query_parameters(self.view.action)

    def response(self):
        body = self.view.body
        record = record_serializers.record_serializer(body, has_status=self.view.has_status)
        return {
            "list": record_serializers.page_serializer(record),
            "retrieve": record,
            "versions": record_serializers.VersionsSerializer,
            "version": body,
            "differences": record_serializers.DifferencesSerializer,
            "links": record_serializers.LinksSerializer,
        }[self.view.action]

    def get_response_serializers(self):
        moved = {308: OpenApiResponse(description="It was merged: `Location` says into what.")}
        return super().get_response_serializers() | (moved if self.path_parameters() else {})

    def all_problems(self):
        gone = (
            {410: "It was withdrawn; `reason` says why."}
            if self.view.action in {"retrieve", "version", "differences", "links"}
            else {}
        )
        return super().all_problems() | gone

    def get_operation_id(self):
        singular, plural = self.kind().name.capitalize(), self.kind().plural.capitalize()
        return {
            "list": f"list{plural}",
            "retrieve": f"get{singular}",
            "versions": f"list{singular}Versions",
            "version": f"get{singular}Version",
            "differences": f"get{singular}VersionDifferences",
            "links": f"list{singular}Links",
        }[self.view.action]

    def get_description(self):
        singular, plural = self.kind().name, self.kind().plural
        return {
            "list": f"The {plural} that are public now. Within a parameter `a,b` means either and, where a record "
            "can have several, `a+b` means both; between parameters, all hold.",
            "retrieve": f"One {singular} as it is public now, or with `as_of` as it was then.",
            "versions": f"Everything that was ever published of one {singular}, also after a withdrawal or merger.",
            "version": "Exactly the bytes that were published and hashed. The strong ETag is their SHA-256; "
            "`Repr-Digest` and the `X-Record-…` headers say the rest.",
            "differences": "What a version says otherwise than the one before it, or than `since`, fact by fact.",
            "links": f"What one {singular} names and what names it: first the one, then the other, the newest first.",
        }[self.view.action]

    def get_tags(self):
        return [self.kind().plural]
