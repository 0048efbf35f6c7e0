"""Refusals of versions by other rooms: ``settings.REGISTER_REFUSALS``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from core.record_ids import record_names
from register.choices import Action
from register.kinds import kind_of
from register.records import Record


@dataclass(frozen=True)
class Draft:
    """A version that may be appended: the names of its record, and how to make its body, which takes time."""

    names: tuple[str, ...]
    kind: str
    body: Callable[[], dict]
    action: str = Action.PUBLISHED
    note: str = ""


def draft_of(record: Record, note: str = "") -> Draft:
    """The version that a publication of a desk record would append."""
    kind = kind_of(record)
    return Draft(record_names(record), kind.name, lambda: kind.body(record), note=note)


def refusals(drafts: Sequence[Draft]) -> list[list[str]]:
    """Sentences, for each draft, why it must not be appended; empty where nothing is against it."""
    reasons: list[list[str]] = [[] for _draft in drafts]
    for refuse in _refusers():
        for of_draft, more in zip(reasons, refuse(drafts), strict=True):
            of_draft += more
    return reasons


@cache
def _refusers() -> tuple[Callable[[Sequence[Draft]], list[list[str]]], ...]:
    return tuple(import_string(path) for path in settings.REGISTER_REFUSALS)
