"""Places of a plan: words with what stands around them, in one fact of one record."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redaction.matching import Grade
from redaction.spots import Spot
from redaction.subjects import Subject

_AROUND = 60  # letters that are shown before and after the words


@dataclass
class Place:
    """Words with the same around them in one fact of one record; in versions and in the staff area apart."""

    id: str
    subject: Subject
    label: str
    before: str
    words: str
    after: str
    grade: Grade
    beside: str
    is_other: bool  # linked to somebody else of that name
    is_institution: bool = False  # within the name of an organization
    left_on: date | None = None  # when it was left on purpose, as of somebody else
    spots: list[Spot] = field(default_factory=list)
    alike: int = 0  # how many more are ticked with it, where a page would not hold them all

    @property
    def is_ticked(self) -> bool:
        """Ticked from the start: the name beyond doubt, not of somebody or something else, not left before."""
        return self.grade is Grade.CERTAIN and not self.is_of_another

    @property
    def is_of_another(self) -> bool:
        """Perhaps of somebody or something else, or left before as such."""
        return bool(self.is_other or self.is_institution or self.left_on)

    @property
    def versions(self) -> list[int]:
        return sorted({spot.text.number for spot in self.spots if spot.text.number})

    @property
    def doubt(self) -> str:
        """Reason for not ticking it from the start."""
        if self.left_on:
            return _("Left on purpose on %(day)s: perhaps somebody else of that name.") % {
                "day": self.left_on.isoformat()
            }
        if self.is_other:
            return _("Linked to another record: perhaps somebody else of that name.")
        if self.is_institution:
            return _("In the name of an organization: perhaps called after somebody.")
        if self.grade is Grade.WORD:
            return _("A short or common word in prose: perhaps not the name.")
        if self.grade is Grade.PART:
            return _(
                "Part of a longer word, name or address, or with initials, other word breaks, order or capitals."
            )
        return ""

    @property
    def alike_in_words(self) -> str:
        sentence = ngettext(
            "With %(count)d more place of this record, too many to show.",
            "With %(count)d more places of this record, too many to show.",
            self.alike,
        )
        return sentence % {"count": self.alike} if self.alike else ""


def place_of(spot: Spot, subject: Subject, is_other: bool) -> Place:
    """The place of a match, without its spots."""
    text, match = spot.text, spot.match
    before, words, after = (
        " ".join(part.split())
        for part in (
            text.text[max(0, match.start - _AROUND) : match.start],
            text.text[match.start : match.end],
            text.text[match.end : match.end + _AROUND],
        )
    )
    shown = [text.store, text.column, text.subject.name, text.fact, before, words, after, match.key]
    place_id = _hash(json.dumps(shown))
    before = ("… " if match.start > _AROUND else "") + before
    after += " …" if len(text.text) - match.end > _AROUND else ""
    return Place(
        place_id, subject, text.label, before, words, after, match.grade, text.beside, is_other
    )  # fmt: skip


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def fitting(places: list[Place], most: int) -> list[Place]:
    """The places of one record; where they are more than ``most``, those of a fact in one, or all as sure in one."""
    keys: tuple[Callable[[Place], tuple], ...] = (
        lambda place: (place.label, place.words),
        lambda place: (place.label,),
        lambda place: (),
    )
    shown = places
    for key in keys:
        if len(shown) <= most:
            break
        groups = defaultdict(list)
        for place in places:
            judged = place.grade, place.is_other, place.is_institution, place.left_on
            groups[*key(place), bool(place.versions), *judged].append(place)
        shown = [_as_one(group) for group in groups.values()]
    return shown


def _as_one(places: Iterable[Place]) -> Place:
    """The first of these places, with all their spots."""
    first, *others = places
    if not others:
        return first
    place_id = _hash(" ".join([first.id, *(place.id for place in others)]))
    spots = list(chain(first.spots, *(place.spots for place in others)))
    return replace(first, id=place_id, spots=spots, alike=len(others))
