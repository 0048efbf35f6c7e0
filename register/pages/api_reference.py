"""The API's description as a page: what can be asked, with which parameters, and the shapes of what is answered."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.shortcuts import render
from django.urls import reverse

from register.api.root import description
from register.pages import addresses
from register.pages.views import PublicView

# Of a parameter or a member: what bounds its value, in the words of JSON Schema.
BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")


@dataclass(frozen=True)
class Value:
    """What a value may be: its type in words, the name of its shape if it has one, the codes it may be."""

    words: str
    shape: str = ""
    codes: tuple[str, ...] = ()
    bounds: str = ""


@dataclass(frozen=True)
class Member:
    """A parameter of a question, or a member of an answer."""

    name: str
    value: Value
    words: str
    is_required: bool
    where: str = ""
    example: str = ""


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked."""

    id: str
    method: str
    path: str
    words: str
    parameters: list[Member]
    sent: Value | None
    answers: list[tuple[str, str, Value | None]]  # (status, words, what it holds)
    scopes: tuple[str, ...] = ()

    @property
    def gist(self) -> str:
        """What it does, in its first sentence."""
        return self.words.partition(". ")[0].removesuffix(".")


@dataclass(frozen=True)
class Group:
    """The operations on one thing, such as agreements."""

    name: str
    operations: list[Operation] = field(default_factory=list)


@dataclass(frozen=True)
class Shape:
    """The members of something that is answered or sent."""

    name: str
    words: str
    members: list[Member]


class ApiReference(PublicView):
    """What the API can be asked, drawn from the same description that machines read."""

    def get(self, request):
        told = json.loads(description())
        context = {
            "groups": groups(told),
            "shapes": list(shapes(told)),
            "version": told["info"]["version"],
            "alternates": addresses.in_every_language(lambda: reverse("site:api")),
            "schema_address": reverse("api:schema"),
            "start": addresses.absolute(request, reverse("api:root")),
        }
        return render(request, "register/api_reference.html", context)


def groups(told: dict) -> list[Group]:
    """The operations by what they are about, in the order of their addresses."""
    found: dict[str, Group] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            name = operation["tags"][0]
            found.setdefault(name, Group(name)).operations.append(read(method, path, operation))
    return list(found.values())


def read(method: str, path: str, operation: dict) -> Operation:
    parameters = [
        Member(
            one["name"], value(one["schema"]), one.get("description", ""), one.get("required", False), one["in"],
            str(next(iter(one["schema"].get("examples", [])), "")),
        )
        for one in operation.get("parameters", [])
    ]  # fmt: skip
    sent = content(operation.get("requestBody", {}))
    answers = [
        (code, one["description"], content(one)) for code, one in sorted(operation["responses"].items())
    ]
    scopes = tuple(
        scope for one in operation.get("security", []) for found in one.values() for scope in found
    )
    return Operation(
        operation["operationId"],
        method.upper(),
        path,
        operation.get("description", ""),
        parameters,
        sent,
        answers,
        scopes,
    )


def content(holder: dict) -> Value | None:
    """What a request or an answer holds; None where it holds nothing."""
    for one in holder.get("content", {}).values():
        return value(one["schema"]) if "schema" in one else None
    return None


def value(schema: dict) -> Value:
    bounds = ", ".join(f"{name} {schema[name]}" for name in BOUNDS if name in schema)
    if reference := schema.get("$ref"):
        return Value("", shape=reference.rpartition("/")[2])
    for name in ("oneOf", "anyOf", "allOf"):
        if name in schema:
            parts = [value(one) for one in schema[name]]
            shape = next((one.shape for one in parts if one.shape), "")
            return Value(" or ".join(one.words for one in parts if one.words), shape)
    if "items" in schema:
        inner = value(schema["items"])
        return Value(f"list of {inner.words}".rstrip(), inner.shape, inner.codes, bounds)
    if "const" in schema:
        return Value("", codes=(str(schema["const"]),))
    told = schema.get("type", "any")
    words = " or ".join(told) if isinstance(told, list) else told
    if form := schema.get("format"):
        words = f"{words} ({form})"
    return Value(
        words, codes=tuple(str(one) for one in schema.get("enum", []) if one is not None), bounds=bounds
    )


def shapes(told: dict) -> Iterator[Shape]:
    for name, schema in sorted(told.get("components", {}).get("schemas", {}).items()):
        required = schema.get("required", [])
        members = [
            Member(member, value(one), one.get("description", ""), member in required)
            for member, one in schema.get("properties", {}).items()
        ]
        yield Shape(name, schema.get("description", ""), members)
