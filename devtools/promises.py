"""Backward compatibility of the API: its description still offers all that was promised, and requires no more.

The promise is ``docs/openapi-promised.yaml``, the description as it was last released. What may be added without
breaking a program that passes over what it does not know: addresses, parameters that need not be given, members of
answers, codes that may appear in them. All else is a break, and takes a new version of the API (``/api/v2/``).
"""

import shutil
from collections.abc import Iterator

import yaml

from . import ROOT
from .schema import COMMITTED

PROMISED = ROOT / "docs" / "openapi-promised.yaml"
# Keywords that define a value: a program was written for what they were.
NATURE = ("format", "const", "pattern", "$ref", "oneOf", "anyOf", "allOf")
# Keywords that bound a value: more than before may be allowed, never less.
LEAST, MOST = ("minimum", "minLength", "minItems"), ("maximum", "maxLength", "maxItems")


def promise() -> int:
    """Promise the description that is committed now."""
    shutil.copyfile(COMMITTED, PROMISED)
    return 0


def check() -> int:
    promised, now = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (PROMISED, COMMITTED))
    broken = list(breaks(promised, now))
    print(*broken, sep="\n")
    if broken:
        print(
            f"{len(broken)} promises of {PROMISED.relative_to(ROOT)} are broken. Add beside what is there instead;"
        )
        print("what cannot be added needs a new version of the API: see docs/api.md.")
    return 1 if broken else 0


def breaks(promised: dict, now: dict) -> Iterator[str]:
    """Changes that break programs written for the promised description. None where major versions differ."""
    if major(promised) != major(now):
        return
    for path, methods in promised["paths"].items():
        for method, operation in methods.items():
            place = f"{method.upper()} {path}"
            current = now["paths"].get(path, {}).get(method)
            if current is None:
                yield f"{place}: is gone"
            else:
                yield from broken_parameters(place, operation, current)
                yield from broken_answers(place, operation, current)
    schemas = now.get("components", {}).get("schemas", {})
    in_requests = set(named_in_requests(promised))
    for name, schema in promised.get("components", {}).get("schemas", {}).items():
        if name not in schemas:
            yield f"{name}: is gone"
        elif name in in_requests:
            yield from narrowed(name, schema, schemas[name])
        else:
            yield from changed(name, schema, schemas[name])


def major(description: dict) -> str:
    return description["info"]["version"].partition(".")[0]


def broken_parameters(place: str, promised: dict, now: dict) -> Iterator[str]:
    current = {(parameter["in"], parameter["name"]): parameter for parameter in now.get("parameters", [])}
    known = {(parameter["in"], parameter["name"]): parameter for parameter in promised.get("parameters", [])}
    for key, parameter in known.items():
        if key not in current:
            yield f"{place}: the parameter {key[1]} is gone"
        else:
            yield from narrowed(
                f"{place}: the parameter {key[1]}", parameter["schema"], current[key]["schema"]
            )
    for key, parameter in current.items():
        if parameter.get("required") and not known.get(key, {}).get("required"):
            yield f"{place}: the parameter {key[1]} must be given now"


def broken_answers(place: str, promised: dict, now: dict) -> Iterator[str]:
    for code, answer in promised["responses"].items():
        current = now["responses"].get(code)
        if current is None:
            if code.startswith("2"):
                yield f"{place}: does not answer {code} any more"
            continue
        for header in set(answer.get("headers", {})) - set(current.get("headers", {})):
            yield f"{place}: {code} has no header {header} any more"
        for form, content in answer.get("content", {}).items():
            if form not in current.get("content", {}):
                yield f"{place}: {code} is not told as {form} any more"
            else:
                schema = current["content"][form]["schema"]
                yield from changed(f"{place}: {code}", content["schema"], schema)


def named_in_requests(description: dict) -> Iterator[str]:
    """Names of the schemas of request bodies."""
    for methods in description["paths"].values():
        for operation in methods.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                if reference := content["schema"].get("$ref"):
                    yield reference.rpartition("/")[2]


def changed(place: str, promised: dict, now: dict) -> Iterator[str]:
    """Members that an answer lost, or has in another form."""
    yield from another_nature(place, promised, now)
    if other := types(now) - types(promised):
        yield f"{place}: may be {', '.join(sorted(other))} now"
    for name, schema in promised.get("properties", {}).items():
        if name not in now.get("properties", {}):
            yield f"{place}.{name}: is gone"
        else:
            yield from changed(f"{place}.{name}", schema, now["properties"][name])
    for name in sorted(set(promised.get("required", [])) - set(now.get("required", []))):
        if name in now.get("properties", {}):
            yield f"{place}.{name}: may be missing now"
    if "items" in promised and "items" in now:
        yield from changed(f"{place}[]", promised["items"], now["items"])


def narrowed(place: str, promised: dict, now: dict) -> Iterator[str]:
    """Values that a request may no longer hold, or not as before."""
    yield from another_nature(place, promised, now)
    if lost := types(promised) - types(now):
        yield f"{place}: may not be {', '.join(sorted(lost))} any more"
    if "enum" in now:
        if "enum" not in promised:
            yield f"{place}: only some values may be asked now"
        elif gone := set(map(str, promised["enum"])) - set(map(str, now["enum"])):
            yield f"{place}: {', '.join(sorted(gone))} may not be asked any more"
    for names, is_less in ((LEAST, lambda new, old: new > old), (MOST, lambda new, old: new < old)):
        for name in names:
            if name in now and (name not in promised or is_less(now[name], promised[name])):
                yield f"{place}: {name} is {now[name]} now"
    for name in sorted(set(now.get("required", [])) - set(promised.get("required", []))):
        yield f"{place}.{name}: must be given now"
    if "items" in promised and "items" in now:
        yield from narrowed(f"{place}[]", promised["items"], now["items"])


def another_nature(place: str, promised: dict, now: dict) -> Iterator[str]:
    for name in NATURE:
        if promised.get(name) != now.get(name):
            yield f"{place}: {name} was {promised.get(name)}, is {now.get(name)}"


def types(schema: dict) -> set[str]:
    """The types that a value may have (OpenAPI 3.1: one or several)."""
    declared = schema.get("type", [])
    return {declared} if isinstance(declared, str) else set(declared)
