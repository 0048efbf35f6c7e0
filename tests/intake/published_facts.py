"""Facts of a published body, without its references and keys: two records of the same thing then compare as equal."""

import json
from pathlib import Path
from typing import Any

from register.models import Version

_OF_A_DAY = {"ref", "key", "retrieved_on"}  # what differs from one register, and one day, to the next


def published_facts(body: dict[str, Any]) -> dict[str, Any]:
    """The members of a body; a part that another one names stands in words, a citation as its source and basis.

    Which facts a source supports is told by the words that were taken from it, and by ticks for whole lists in a form:
    only that every list of facts has a source is compared.
    """
    parts = {
        part["key"]: _words(part)
        for value in body.values()
        if isinstance(value, list)
        for part in value
        if isinstance(part, dict) and "key" in part
    }
    facts = {name: _plain(value, parts) for name, value in body.items() if name not in {"ref", "citations"}}
    sources = {source["key"]: source["title"] for source in body["sources"]}
    cited = {(sources[each["source"]], each["basis"]) for each in body["citations"]}
    lists = {fact.partition("/")[0] for each in body["citations"] for fact in each["facts"]}
    return {**facts, "cited": sorted(map(list, cited)), "cited lists": sorted(lists - {"documents"})}


def _words(part: dict[str, Any]) -> str:
    organization = part.get("organization") or {}
    names = (part.get("title"), part.get("kind"), part.get("on"), organization.get("name"))
    return " ".join(name for name in names if name)


def _plain(value: Any, parts: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each, parts) for name, each in value.items() if name not in _OF_A_DAY}
    if isinstance(value, list):
        return [_plain(each, parts) for each in value]
    return parts.get(value, value) if isinstance(value, str) else value


def assert_is_the_memorandum(agreement) -> None:
    """The public record says what `memorandum.json` says, member by member."""
    body = json.loads(Version.objects.filter(ref=agreement.ref).latest("number").body)
    expected = json.loads(Path(__file__).with_name("memorandum.json").read_text(encoding="utf-8"))

    assert published_facts(body) == expected
