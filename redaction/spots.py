"""Spots: matches of words in one stored text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import or_

from redaction.matching import Grade, Match, matches
from redaction.stores import StoredText
from redaction.tokens import words_of
from register.bodies import REDACTION_MARKER

_WORDS_AROUND = 3
_END_OF_SENTENCE = re.compile(r"[.!?](?=\s|$)|[。！？]|\n\s*\n")
_AROUND = 80  # letters in which they are looked for


@dataclass(frozen=True)
class Spot:
    """A match in a text."""

    text: StoredText
    match: Match

    @property
    def key(self) -> tuple[str, int]:
        """Tells it from every other spot: its place, and where it begins there."""
        return self.text.place, self.match.start

    @property
    def around(self) -> str:
        """The words before it, and after it in its sentence, as they are compared: they tell namesakes apart."""
        text, match = self.text.text, self.match
        before = words_of(text[max(0, match.start - _AROUND) : match.start])[-_WORDS_AROUND:]
        sentence = _END_OF_SENTENCE.split(text[match.end : match.end + _AROUND], maxsplit=1)[0]
        after = words_of(sentence)[:_WORDS_AROUND]
        return " | ".join(" ".join(word.folded for word in words) for words in (before, after))


def spots_in(text: StoredText, grade: Callable[[str], Grade | None], longest: int) -> Iterator[Spot]:
    """The matches in one text, in order; none that would cut a marker in two."""
    markers = [marker.span() for marker in re.finditer(re.escape(REDACTION_MARKER), text.text)]
    for match in matches(text.text, grade, longest):
        beside = (match.end <= start or end <= match.start for start, end in markers)
        around = (match.start <= start and end <= match.end for start, end in markers)
        if all(map(or_, beside, around)):
            yield Spot(text, match)
