"""Differences between two bodies, fact by fact."""

from typing import Any

Difference = tuple[str, Any, Any]  # path, before, after; None for an empty value


def diff_bodies(old: dict | None, new: dict | None) -> list[Difference]:
    """``(path, before, after)`` for each fact that differs, in the order of the newer body.

    Paths are those of citations: ``form``, ``occasion/ko``, ``milestones/h7x2kq/on``. A part that was added or removed
    is one difference with its whole content; ``milestones/order`` has keys only. Sources are compared by address or
    title and date, as their keys are valid within one body only.
    """
    return list(_diff_values("", comparable_body(old or {}), comparable_body(new or {})))


def flatten_body(body: dict) -> list[tuple[str, Any]]:
    """``(path, value)`` of every fact of a body that is not empty, in order; its kind is no fact."""
    return [
        (path, value)
        for path, _before, value in _flatten_value("", comparable_body(body))
        if not _is_empty(value) and path != "object"
    ]


def _diff_values(path: str, old: Any, new: Any):
    if old == new or (_is_empty(old) and _is_empty(new)):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        names = [*new, *(name for name in old if name not in new)]
        for name in names:
            yield from _diff_values(f"{path}/{name}" if path else name, old.get(name), new.get(name))
    elif is_parts(old) and is_parts(new):
        before, after = _by_key(old), _by_key(new)
        yield from _diff_values(path, before, after)
        kept_before = [key for key in before if key in after]
        kept_after = [key for key in after if key in before]
        if kept_before != kept_after:
            yield f"{path}/order", kept_before, kept_after
    else:
        yield path, (None if _is_empty(old) else old), (None if _is_empty(new) else new)


def _flatten_value(path: str, value: Any):
    """Every fact as a difference from nothing."""
    if isinstance(value, list) and is_parts(value):
        value = _by_key(value)
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _flatten_value(f"{path}/{name}" if path else name, member)
    else:
        yield path, None, value


def comparable_body(body: dict) -> dict:
    """The body with keys of sources that are valid across bodies: address, or title and date."""
    titles = {source["key"]: source["title"] for source in body.get("sources", [])}
    comparable = dict(body)
    if "sources" in body:
        comparable["sources"] = [
            {**source, "key": source["address"] or f"{source['title']} {source['published_on']}"}
            for source in body["sources"]
        ]
    if "citations" in body:
        comparable["citations"] = [
            {**citation, "source": titles.get(citation["source"], "")} for citation in body["citations"]
        ]
    return comparable


def is_parts(value: Any) -> bool:
    """A list of parts, each with its key; an empty list is one as well."""
    return isinstance(value, list) and all(isinstance(part, dict) and "key" in part for part in value)


def _by_key(parts: list[dict]) -> dict[str, dict]:
    return {part["key"]: {name: member for name, member in part.items() if name != "key"} for part in parts}


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
