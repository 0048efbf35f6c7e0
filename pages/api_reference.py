"""API reference: the OpenAPI description as a page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.shortcuts import render
from django.urls import reverse

from api.root import openapi_document
from pages.views import PublicPageView
from register import addresses

# Keywords of JSON Schema that bound a value.
_BOUND_KEYWORDS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")


@dataclass(frozen=True)
class SchemaType:
    """Type of a value: in words, the name of its shape if it has one, the codes it may be, its bounds."""

    words: str
    shape: str = ""
    codes: tuple[str, ...] = ()
    bounds: str = ""


@dataclass(frozen=True)
class _SchemaMember:
    """A parameter of an operation, or a member of a shape."""

    name: str
    type: SchemaType
    description: str
    is_required: bool
    example: str = ""


@dataclass(frozen=True)
class _ApiOperation:
    """One method of a path. ``responses`` are (status, description, type of the content)."""

    id: str
    method: str
    path: str
    description: str
    parameters: list[_SchemaMember]
    request_type: SchemaType | None
    responses: list[tuple[str, str, SchemaType | None]]

    @property
    def summary(self) -> str:
        """The first sentence of the description."""
        return self.description.partition(". ")[0].removesuffix(".")


@dataclass(frozen=True)
class _OperationGroup:
    """The operations of one tag, such as agreements."""

    name: str
    operations: list[_ApiOperation] = field(default_factory=list)


@dataclass(frozen=True)
class _SchemaShape:
    """A named schema: the members of what is sent or answered."""

    name: str
    description: str
    members: list[_SchemaMember]


class ApiReferenceView(PublicPageView):
    """The API reference, drawn from the same OpenAPI description that machines read."""

    def get(self, request):
        openapi = openapi_document()
        context = {
            "groups": _operation_groups(openapi),
            "shapes": list(_schema_shapes(openapi)),
            "version": openapi["info"]["version"],
            "alternates": addresses.paths_by_language(lambda: reverse("site:api")),
            "schema_address": reverse("api:schema"),
            "start": addresses.absolute_url(request, reverse("api:root")),
        }
        return render(request, "pages/api_reference.html", context)


def _operation_groups(openapi: dict) -> list[_OperationGroup]:
    """The operations by tag, in the order of their paths."""
    groups: dict[str, _OperationGroup] = {}
    for path, methods in openapi["paths"].items():
        for method, operation in methods.items():
            name = operation["tags"][0]
            group = groups.setdefault(name, _OperationGroup(name))
            group.operations.append(_parse_operation(method, path, operation))
    return list(groups.values())


def _parse_operation(method: str, path: str, operation: dict) -> _ApiOperation:
    return _ApiOperation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        description=operation.get("description", ""),
        parameters=[_parse_parameter(parameter) for parameter in operation.get("parameters", [])],
        request_type=_content_type(operation.get("requestBody", {})),
        responses=[
            (code, response["description"], _content_type(response))
            for code, response in sorted(operation["responses"].items())
        ],
    )


def _parse_parameter(parameter: dict) -> _SchemaMember:
    schema = parameter["schema"]
    return _SchemaMember(
        name=parameter["name"],
        type=parse_schema_type(schema),
        description=parameter.get("description", ""),
        is_required=parameter.get("required", False),
        example=str(next(iter(schema.get("examples", [])), "")),
    )


def _content_type(body: dict) -> SchemaType | None:
    """Type of the content of a request or response; None where it has none."""
    for media_type in body.get("content", {}).values():
        return parse_schema_type(media_type["schema"]) if "schema" in media_type else None
    return None


def parse_schema_type(schema: dict) -> SchemaType:
    """Type of a value by its JSON Schema."""
    bounds = ", ".join(f"{name} {schema[name]}" for name in _BOUND_KEYWORDS if name in schema)
    if reference := schema.get("$ref"):
        return SchemaType("", shape=reference.rpartition("/")[2])
    for name in ("oneOf", "anyOf", "allOf"):
        if name in schema:
            parts = [parse_schema_type(part) for part in schema[name]]
            shape = next((part.shape for part in parts if part.shape), "")
            return SchemaType(" or ".join(part.words for part in parts if part.words), shape)
    if "items" in schema:
        inner = parse_schema_type(schema["items"])
        return SchemaType(f"list of {inner.words}".rstrip(), inner.shape, inner.codes, bounds)
    if "const" in schema:
        return SchemaType("", codes=(str(schema["const"]),))
    types = schema.get("type", "any")
    words = " or ".join(types) if isinstance(types, list) else types
    if value_format := schema.get("format"):
        words = f"{words} ({value_format})"
    codes = tuple(str(code) for code in schema.get("enum", []) if code is not None)
    return SchemaType(words, codes=codes, bounds=bounds)


def _schema_shapes(openapi: dict) -> Iterator[_SchemaShape]:
    for name, schema in sorted(openapi.get("components", {}).get("schemas", {}).items()):
        required = schema.get("required", [])
        members = [
            _SchemaMember(
                member,
                parse_schema_type(member_schema),
                member_schema.get("description", ""),
                member in required,
            )
            for member, member_schema in schema.get("properties", {}).items()
        ]
        yield _SchemaShape(name, schema.get("description", ""), members)
