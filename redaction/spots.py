"""Spots: matches of words in one stored text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from redaction.matching import Grade, Match, matches
from redaction.stores import StoredText


@dataclass(frozen=True)
class Spot:
    """A match in a text."""

    text: StoredText
    match: Match

    @property
    def key(self) -> tuple[str, int]:
        """Tells it from every other spot: its place, and where it begins there."""
        return self.text.place, self.match.start


def spots_in(text: StoredText, grade: Callable[[str], Grade | None], longest: int) -> Iterator[Spot]:
    """The matches in one text, in order."""
    return (Spot(text, match) for match in matches(text.text, grade, longest))
