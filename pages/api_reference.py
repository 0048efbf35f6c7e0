"""The API's description as a page: what can be asked, with which parameters, and the shapes of what is answered."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.shortcuts import render
from django.urls import reverse

from api.root import openapi_json
from pages.views import PublicPageView
from register import addresses

# Of a parameter or a member: what bounds its value, in the words of JSON Schema.
_BOUND_KEYWORDS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")


@dataclass(frozen=True)
class SchemaType:
    """What a value may be: its type in words, the name of its shape if it has one, the codes it may be."""

    words: str
    shape: str = ""
    codes: tuple[str, ...] = ()
    bounds: str = ""


@dataclass(frozen=True)
class _SchemaMember:
    """A parameter of a question, or a member of an answer."""

    name: str
    value: SchemaType
    words: str
    is_required: bool
    where: str = ""
    example: str = ""


@dataclass(frozen=True)
class _ApiOperation:
    """One thing that can be asked."""

    id: str
    method: str
    path: str
    words: str
    parameters: list[_SchemaMember]
    sent: SchemaType | None
    answers: list[tuple[str, str, SchemaType | None]]  # (status, words, what it holds)
    scopes: tuple[str, ...] = ()

    @property
    def gist(self) -> str:
        """What it does, in its first sentence."""
        return self.words.partition(". ")[0].removesuffix(".")


@dataclass(frozen=True)
class _OperationGroup:
    """The operations on one thing, such as agreements."""

    name: str
    operations: list[_ApiOperation] = field(default_factory=list)


@dataclass(frozen=True)
class _SchemaShape:
    """The members of something that is answered or sent."""

    name: str
    words: str
    members: list[_SchemaMember]


class ApiReferenceView(PublicPageView):
    """What the API can be asked, drawn from the same description that machines read."""

    def get(self, request):
        told = json.loads(openapi_json())
        context = {
            "groups": _operation_groups(told),
            "shapes": list(_schema_shapes(told)),
            "version": told["info"]["version"],
            "alternates": addresses.paths_by_language(lambda: reverse("site:api")),
            "schema_address": reverse("api:schema"),
            "start": addresses.absolute_url(request, reverse("api:root")),
        }
        return render(request, "pages/api_reference.html", context)


def _operation_groups(told: dict) -> list[_OperationGroup]:
    """The operations by what they are about, in the order of their addresses."""
    found: dict[str, _OperationGroup] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            name = operation["tags"][0]
            found.setdefault(name, _OperationGroup(name)).operations.append(
                _parse_operation(method, path, operation)
            )
    return list(found.values())


def _parse_operation(method: str, path: str, operation: dict) -> _ApiOperation:
    parameters = [
        _SchemaMember(
            one["name"], parse_schema_type(one["schema"]), one.get("description", ""), one.get("required", False), one["in"],
            str(next(iter(one["schema"].get("examples", [])), "")),
        )
        for one in operation.get("parameters", [])
    ]  # fmt: skip
    sent = _content_type(operation.get("requestBody", {}))
    answers = [
        (code, one["description"], _content_type(one)) for code, one in sorted(operation["responses"].items())
    ]
    scopes = tuple(
        scope for one in operation.get("security", []) for found in one.values() for scope in found
    )
    return _ApiOperation(
        operation["operationId"],
        method.upper(),
        path,
        operation.get("description", ""),
        parameters,
        sent,
        answers,
        scopes,
    )


def _content_type(holder: dict) -> SchemaType | None:
    """What a request or an answer holds; None where it holds nothing."""
    for one in holder.get("content", {}).values():
        return parse_schema_type(one["schema"]) if "schema" in one else None
    return None


def parse_schema_type(schema: dict) -> SchemaType:
    bounds = ", ".join(f"{name} {schema[name]}" for name in _BOUND_KEYWORDS if name in schema)
    if reference := schema.get("$ref"):
        return SchemaType("", shape=reference.rpartition("/")[2])
    for name in ("oneOf", "anyOf", "allOf"):
        if name in schema:
            parts = [parse_schema_type(one) for one in schema[name]]
            shape = next((one.shape for one in parts if one.shape), "")
            return SchemaType(" or ".join(one.words for one in parts if one.words), shape)
    if "items" in schema:
        inner = parse_schema_type(schema["items"])
        return SchemaType(f"list of {inner.words}".rstrip(), inner.shape, inner.codes, bounds)
    if "const" in schema:
        return SchemaType("", codes=(str(schema["const"]),))
    told = schema.get("type", "any")
    words = " or ".join(told) if isinstance(told, list) else told
    if form := schema.get("format"):
        words = f"{words} ({form})"
    return SchemaType(
        words, codes=tuple(str(one) for one in schema.get("enum", []) if one is not None), bounds=bounds
    )


def _schema_shapes(told: dict) -> Iterator[_SchemaShape]:
    for name, schema in sorted(told.get("components", {}).get("schemas", {}).items()):
        required = schema.get("required", [])
        members = [
            _SchemaMember(member, parse_schema_type(one), one.get("description", ""), member in required)
            for member, one in schema.get("properties", {}).items()
        ]
        yield _SchemaShape(name, schema.get("description", ""), members)
