"""Two agreements side by side: which facts differ, and which are the same.

Keys of parts are valid within one record only. For a comparison each part is known by what it is about: a party by the
organization, a date by what happened and to whom, a text by its language.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from core.localized import in_language
from pages.body_formatter import MOVED, BodyFormatter, LabelledChange
from pages.mentions import RecordDirectory
from pages.version_diff import DiffPiece, word_diff
from register.diff import Difference, diff_bodies, is_parts
from register.kinds import Kind

Keys = dict[str, dict[str, str]]  # by collection: what a part is about, by its key


@dataclass(frozen=True)
class ComparedFact:
    """A fact in words of both agreements; empty where one does not have it. ``pieces``: words of two alike texts."""

    group: str
    label: str
    first: str
    second: str
    pieces: list[DiffPiece]


def _bearer(part: dict) -> str:
    """The record that a part is about, else its name as written."""
    mention = part.get("organization") or part.get("person") or {}
    return mention.get("ref") or mention.get("name", "")


def _relation_about(part: dict) -> str:
    return f"{part['kind']} {part['agreement']['ref'] if part['agreement'] else in_language(part['stub'])[0]}"


def _own_words(part: dict) -> str:
    return in_language(part["text"])[0]


# What a part of each collection is about, in an order in which those that others refer to come first.
_ABOUT: dict[str, Callable[[dict, Keys], str]] = {
    "texts": lambda part, keys: part["language"],
    "involvements": lambda part, keys: _bearer(part),
    "milestones": lambda part, keys: f"{part['kind']} {keys['involvements'].get(part['involvement'], '')}",
    "terms": lambda part, keys: "term",
    "signatories": lambda part, keys: _bearer(part) or part["post"],
    "commitments": lambda part, keys: _own_words(part),
    "results": lambda part, keys: _own_words(part),
    "contributions": lambda part, keys: keys["involvements"].get(part["involvement"], ""),
    "relations": lambda part, keys: _relation_about(part),
    "documents": lambda part, keys: f"{part['language']} {part['title']}",
}
# Those say of the record or of its evidence, not of what was agreed.
_LEFT_OUT = {"ref", "sources", "citations", "identifiers", "contacts"}


def compare_agreements(
    kind: Kind, first: dict, second: dict, directory: RecordDirectory
) -> tuple[list[tuple[str, list[ComparedFact]]], list[tuple[str, list[ComparedFact]]]]:
    """``(what differs, what is the same)`` of two bodies, by group in the order of the record."""
    left, right = (_by_what_it_is_about(body, kind.part_references) for body in (first, second))
    formatter = BodyFormatter(kind, right, left, directory=directory)
    differing = formatter.labelled_changes(diff_bodies(left, right))
    same = formatter.labelled_changes(_common_facts(left, right))
    return (
        _groups(
            _compared_fact(change, *change.whole_words) for change in differing if change.change_type != MOVED
        ),
        _groups(_compared_fact(change, *change.whole_words[1:] * 2) for change in same),
    )


def _by_what_it_is_about(body: dict, references: Mapping[str, str]) -> dict:
    """The body without what is left out, its parts and what refers to them by what they are about."""
    keys: Keys = {}
    for name, about in _ABOUT.items():
        counts: Counter[str] = Counter()
        keys[name] = {}
        for part in body.get(name, []):
            words = about(part, keys).strip()
            counts[words] += 1
            keys[name][part["key"]] = f"{words} {counts[words]}"
    facts = {name: value for name, value in body.items() if name not in _LEFT_OUT}
    return facts | {
        name: [_with_keys(part, keys, references) | {"key": keys[name][part["key"]]} for part in body[name]]
        for name in keys
        if name in body
    }


def _with_keys(part: dict, keys: Keys, references: Mapping[str, str]) -> dict:
    """A part that refers to others by what they are about."""

    def about(collection: str, value):
        if isinstance(value, list):
            return sorted(about(collection, each) for each in value)
        return keys.get(collection, {}).get(value, value) if isinstance(value, str) else value

    return {
        member: about(references[member], value) if member in references else value
        for member, value in part.items()
    }


def _common_facts(left: dict, right: dict) -> Iterator[Difference]:
    """Facts and whole parts that both have alike, each as one that came."""
    for name, value in left.items():
        there = right.get(name)
        if value and is_parts(value):
            of_right = {part["key"]: part for part in there or []}
            yield from (
                (f"{name}/{part['key']}", None, part) for part in value if of_right.get(part["key"]) == part
            )
        elif value == there and value not in (None, "", [], {}) and name != "object":
            yield name, None, value


def _compared_fact(change: LabelledChange, first: str, second: str) -> ComparedFact:
    return ComparedFact(change.group, change.label, first, second, word_diff(first, second))


def _groups(facts: Iterator[ComparedFact]) -> list[tuple[str, list[ComparedFact]]]:
    order: dict[str, int] = {}
    ordered = sorted(facts, key=lambda fact: order.setdefault(fact.group, len(order)))
    return [(group, [*of_group]) for group, of_group in groupby(ordered, key=lambda fact: fact.group)]
