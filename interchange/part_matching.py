"""Which stored part of a record is which part of a file, so that keys stay where the meaning stays.

An export tells keys: a row with a key is about the stored part of that key. A file that people write does not know
keys, and the desk does not keep a file's part ids. So: a stored part that says exactly what a row says is that row's.
Of the rest, rows take the stored parts most like them; what shares nothing with any row is no longer in the file.
"""

from dataclasses import dataclass

from django.db import models

from register.records import Part

# The desk fills these in with today's name when they are left empty: an empty one contradicts no stored one.
_AUTOFILLED_FIELDS = {"name_as_written", "by_body_as_written", "organization_as_written"}


@dataclass
class PartSlot:
    """A row of a collection, what it says as an unsaved part, and the stored part that it is about."""

    path: str
    members: dict
    says: Part
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
            slot.is_equal = _is_same_part(slot.says, slot.part, fields)
            left.remove(slot.part)
    for slot in slots:
        if not slot.part:
            slot.part = next((part for part in left if _is_same_part(slot.says, part, fields)), None)
            if slot.part:
                slot.is_equal = True
                left.remove(slot.part)
    unmatched = [slot for slot in slots if not slot.part]
    pairs = [
        (-_part_similarity(slot.says, part, fields), number, place)
        for number, slot in enumerate(unmatched)
        for place, part in enumerate(left)
    ]
    taken = set()
    for score, number, place in sorted(pairs):
        if score < 0 and not unmatched[number].part and place not in taken:
            unmatched[number].part = left[place]
            taken.add(place)
    return [part for place, part in enumerate(left) if place not in taken]


def _is_same_part(says: Part, part: Part, fields: list[models.Field]) -> bool:
    return all(
        getattr(says, field.attname) == getattr(part, field.attname)
        or (field.name in _AUTOFILLED_FIELDS and not getattr(says, field.attname))
        for field in fields
    )


def _part_similarity(says: Part, part: Part, fields: list[models.Field]) -> int:
    """How many fields agree on something that is not the default anyway."""
    return sum(
        getattr(says, field.attname) == getattr(part, field.attname)
        and getattr(part, field.attname) not in (field.get_default(), None, "")
        for field in fields
    )
