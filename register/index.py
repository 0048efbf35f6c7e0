"""Index of a body: keys, references, search texts and dates derived from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

DayRange = tuple[date | None, date | None]


@dataclass(frozen=True)
class Reference:
    """Mention of another record in a body: kind of link, reference of the other, key of the part that holds it."""

    kind: str
    ref: str
    part: str = ""


@dataclass
class Index:
    """Everything derived from a body so that it can be found, listed and linked.

    ``title`` is text by language; ``keys`` are ``fact:value`` strings; ``names`` are present and former names, for
    kinds with ``has_names``; ``identifiers`` are ``(scheme, value)``; ``texts`` are by their weight in search: titles
    and names A, participants and numbers B, topics C, everything else D.
    """

    title: dict[str, str]
    keys: set[str] = field(default_factory=set)
    sort_on: date | None = None
    signed_bounds: DayRange | None = None
    signed_qualifier: str = ""  # EDTF mark of these days
    references: list[Reference] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)

    def add_reference(self, kind: str, mention: dict | None, part: str = "") -> None:
        """Adds a reference where the mention names a public record; one in words only adds nothing."""
        if mention and mention.get("ref"):
            self.references.append(Reference(kind, mention["ref"], part))

    def set_date(self, day: date | None) -> None:
        """Sets the day that lists sort by, and the keys of its year and decade."""
        self.sort_on = day
        if day:
            self.keys |= {f"year:{day.year:04}", f"year:{day.year // 10:03}0s"}


def first_values(keys: Iterable[str]) -> dict[str, str]:
    """The first value of each fact among the keys of an entry, ``name:value``, such as its form or kind."""
    values: dict[str, str] = {}
    for key in keys:
        name, _colon, value = key.partition(":")
        values.setdefault(name, value)
    return values
