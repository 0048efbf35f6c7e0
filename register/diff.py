"""What differs between two bodies, fact by fact, for people to read before and after a publication."""

from typing import Any

Difference = tuple[str, Any, Any]  # path, before, after; None where there was or is nothing


def diff_bodies(old: dict | None, new: dict | None) -> list[Difference]:
    """``(path, before, after)`` for each fact that differs, in the order of the newer body.

    Paths are those of citations: ``form``, ``occasion/ko``, ``milestones/k3/on``. A part that came or went is one
    difference with its whole content; ``milestones/order`` has keys only. Sources are compared by what they are,
    as their keys count within one body.
    """
    return list(_diff_values("", comparable_body(old or {}), comparable_body(new or {})))


def flatten_body(body: dict) -> list[tuple[str, Any]]:
    """``(path, value)`` of every fact of a body that says something, in order."""
    return [
        (path, value)
        for path, _before, value in _flatten_value("", comparable_body(body))
        if not _is_empty(value)
    ]


def _diff_values(path: str, old: Any, new: Any):
    if old == new or (_is_empty(old) and _is_empty(new)):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        names = [*new, *(name for name in old if name not in new)]
        for name in names:
            yield from _diff_values(f"{path}/{name}" if path else name, old.get(name), new.get(name))
    elif _is_parts(old) and _is_parts(new):
        before, after = _by_key(old), _by_key(new)
        yield from _diff_values(path, before, after)
        kept_before = [key for key in before if key in after]
        kept_after = [key for key in after if key in before]
        if kept_before != kept_after:
            yield f"{path}/order", kept_before, kept_after
    else:
        yield path, (None if _is_empty(old) else old), (None if _is_empty(new) else new)


def _flatten_value(path: str, value: Any):
    """Every fact as if it were new."""
    if isinstance(value, list) and _is_parts(value):
        value = _by_key(value)
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _flatten_value(f"{path}/{name}" if path else name, member)
    else:
        yield path, None, value


def comparable_body(body: dict) -> dict:
    """The body with its sources under what they are, and citations that name them so."""
    named = {one["key"]: one["title"] for one in body.get("sources", [])}
    shown = dict(body)
    if "sources" in body:
        shown["sources"] = [
            {**one, "key": one["address"] or f"{one['title']} {one['published_on']}"}
            for one in body["sources"]
        ]
    if "citations" in body:
        shown["citations"] = [{**one, "source": named.get(one["source"], "")} for one in body["citations"]]
    return shown


def _is_parts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "key" in one for one in value)


def _by_key(parts: list[dict]) -> dict[str, dict]:
    return {one["key"]: {name: member for name, member in one.items() if name != "key"} for one in parts}


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
