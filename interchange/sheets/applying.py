"""Keeps what a plan says, all of it or nothing; takes a whole import back."""

from collections.abc import Callable
from typing import TypedDict

from interchange.sheets.planning import Plan
from interchange.sheets.reading import Table


class Applied(TypedDict):
    """What an import did, as plain data for a JSONField; enough to take it back."""

    name: str
    counts: dict[str, int]  # new, changed, unchanged, error (left out)
    created: dict[str, dict]  # by kind and id: what was recorded
    changed: dict[str, dict]  # by kind and id: {"before": members, "after": members}


class MovedOn(Exception):
    """The desk is not as it was when the plan was shown; ``plan`` is how it would be now."""

    plan: Plan


class BadRows(Exception):
    """There are rows with errors, and nobody chose to leave them out; ``plan`` tells them."""

    plan: Plan


class UndoRefused(Exception):
    """The import cannot be taken back any more; ``reasons`` are sentences."""

    reasons: list[str]


def apply(
    table: Table,
    mapping: list[str],
    choices: dict[str, int | str],
    *,
    name: str,
    digest: str,
    by,
    skip_bad: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Applied:
    """Keep what the plan with this digest says. Raises MovedOn, or BadRows unless these are to be left out."""
    raise NotImplementedError


def undo(applied: Applied, *, by) -> None:
    """Take a whole import back. Raises UndoRefused where something was edited, published or referred to since."""
    raise NotImplementedError
