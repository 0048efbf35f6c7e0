"""Matches parts in a file to stored parts: by key, by equality, by similarity.

Keys then stay where the meaning stays. An export writes keys: a row with a key is about the stored part of that key. A
file that people write does not know keys, and the desk does not keep a file's part ids. So a stored part that equals a
row is that row's. Of the rest, rows take the stored parts most like them; a stored part that shares nothing with any
row is no longer in the file.
"""

from dataclasses import dataclass

from django.db import models

from register.records import Part

# The desk fills these in with today's name when they are left empty: an empty one contradicts no stored one.
_AUTOFILLED_FIELDS = {
    "name_as_written",
    "by_body_as_written",
    "organization_as_written",
    "affiliation_as_written",
}


@dataclass
class PartSlot:
    """A row of a collection, the unsaved part that it describes, and the stored part that it is about."""

    path: str
    members: dict
    candidate: Part
    key: str = ""
    part: Part | None = None
    is_equal: bool = False
    is_sound: bool = False


def match_parts(slots: list[PartSlot], stored: list[Part], fields: list[models.Field]) -> list[Part]:
    """Give each slot its stored part, if there is one. Returns the stored parts that no slot is about."""
    left = list(stored)
    for slot in slots:
        slot.part = next((part for part in left if slot.key and part.key == slot.key), None)
        if slot.part:
            slot.is_equal = _is_same_part(slot.candidate, slot.part, fields)
            left.remove(slot.part)
    for slot in slots:
        if not slot.part:
            slot.part = next((part for part in left if _is_same_part(slot.candidate, part, fields)), None)
            if slot.part:
                slot.is_equal = True
                left.remove(slot.part)
    unmatched = [slot for slot in slots if not slot.part]
    pairs = [
        (-_part_similarity(slot.candidate, part, fields), number, place)
        for number, slot in enumerate(unmatched)
        for place, part in enumerate(left)
    ]
    taken = set()
    for score, number, place in sorted(pairs):
        if score < 0 and not unmatched[number].part and place not in taken:
            unmatched[number].part = left[place]
            taken.add(place)
    return [part for place, part in enumerate(left) if place not in taken]


def _is_same_part(candidate: Part, part: Part, fields: list[models.Field]) -> bool:
    return all(
        getattr(candidate, field.attname) == getattr(part, field.attname)
        or (field.name in _AUTOFILLED_FIELDS and not getattr(candidate, field.attname))
        for field in fields
    )


def _part_similarity(candidate: Part, part: Part, fields: list[models.Field]) -> int:
    """The number of fields that agree on something that is not the default anyway."""
    return sum(
        getattr(candidate, field.attname) == getattr(part, field.attname)
        and getattr(part, field.attname) not in (field.get_default(), None, "")
        for field in fields
    )
