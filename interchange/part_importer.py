"""Records the parts of a record: its names, key dates, citations and so on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from interchange.fields import (
    citable_field_names,
    field_values,
    file_fields,
    is_part_reference,
    many_to_many_fields,
    member_fields,
)
from interchange.files import FileRow
from interchange.part_matching import PartSlot, match_parts
from interchange.schema import BODY_NAMES, MODELS, PART_COLLECTIONS
from interchange.validation import validate_row
from register.records import Part, Record

if TYPE_CHECKING:
    from interchange.importer import Importer


_PART_KEY = re.compile(r"^k([1-9]\d{0,8})$")
_PART_FACT = re.compile(r"^[a-z_]+/k([1-9]\d{0,8})(/[a-z_]+)?$")


def count_part_keys(row: FileRow) -> tuple[int, int]:
    """How many keys were given where the row comes from, as far as it tells, and how many parts have none yet."""
    parts = [
        members for collection in PART_COLLECTIONS.get(row.kind, [])
        for members in row.members.get(collection) or [] if isinstance(members, dict)
    ]  # fmt: skip
    told = [str(members["key"]) for members in parts if members.get("key") is not None]
    numbers = [int(found[1]) for key in told if (found := _PART_KEY.match(key))]
    return max([row.members.get("parts_given") or 0, *numbers]), len(parts) - len(told)


def import_prefetches(kind: str) -> list[str]:
    """What is read of records of that kind to compare them with a file."""
    model = MODELS[kind]
    names = [one.name for one in many_to_many_fields(model)]
    for collection in PART_COLLECTIONS.get(kind, []):
        part = model._meta.get_field(collection).related_model
        names += [collection, *(f"{collection}__{one.name}" for one in many_to_many_fields(part))]
    return [*names, *(["custody"] if kind == "agreements" else [])]


class PartImporter:
    """The parts that one row of a file tells, beside those of the record on the desk."""

    def __init__(self, recorder: Importer, row: FileRow, record: Record):
        self.recorder = recorder
        self.row = row
        self.target = record
        self.is_new = recorder.is_new(row)
        self.given = count_part_keys(row)[0]
        self.slots: dict[str, dict[str, PartSlot]] = {}  # by collection and by id, or key, or number
        self.stored: dict[str, list[Part]] = {}
        self.keys: set[str] = set()  # in use
        self.told_keys: set[str] = set()

    def record(self) -> None:
        """Make the record's parts those of the row. What is no longer told goes last: others pointed to it."""
        collections = PART_COLLECTIONS.get(self.row.kind, [])
        self.stored = {
            one: [] if self.is_new else list(getattr(self.target, one).all()) for one in collections
        }
        self.keys = {part.key for parts in self.stored.values() for part in parts}
        if not self.is_new:
            self.keep_keys()
        gone = []
        for collection in collections:
            stored = self.stored[collection]
            fields = [
                one
                for one in member_fields(getattr(self.target, collection).model)
                if not is_part_reference(one)
            ]
            sound = [slot for slot in self.read(collection) if slot.is_sound]
            going = match_parts(sound, stored, fields)
            is_in_order = [slot.part for slot in sound] == [part for part in stored if part not in going]
            for number, slot in enumerate(sound, 1):
                self.save(slot, slot.part.position if is_in_order else number, fields)
            for slot in sound:
                self.point_inward(slot)
            gone.append(going)
        for parts in reversed(gone):
            self.remove(parts)

    def keep_keys(self) -> None:
        """No key that the row tells, or that the record had elsewhere, is given to another part from now on."""
        if self.given > self.target.parts_given:
            self.target.parts_given = self.given
            self.target.save(update_fields=["parts_given"])
            self.recorder.changed.add(self.row.name)

    def next_key(self) -> str:
        """A key for a part of a new record, which was stored with the number of keys that it will need."""
        self.given += 1
        return f"k{self.given}"

    def read(self, collection: str) -> list[PartSlot]:
        """The rows of a collection as unsaved parts, checked as far as they can be alone."""
        model = getattr(self.target, collection).model
        pointing = {one.name for one in member_fields(model) if is_part_reference(one)}
        apart = {"id", "key", *pointing, *(one.name for one in many_to_many_fields(model))}
        slots = self.slots[collection] = {}
        for number, members in enumerate(self.row.members.get(collection) or [], 1):
            name = str(members.get("id", members.get("key", number)) if isinstance(members, dict) else number)
            path = f"{self.row.path}/{collection}/{name}"
            if not isinstance(members, dict) or name in slots:
                self.problem(path, _("A part is an object whose id is unique in its record."))
                continue
            slot = slots[name] = PartSlot(path, members, says=model(**{model.record_field: self.target}))
            told = members | {"facts": self.facts(path, members)} if collection == "citations" else members
            is_assigned = self.recorder.assign(self.row, slot.says, path, told, apart)
            slot.is_sound = (
                self.read_key(slot)
                and is_assigned
                and self.recorder.accept(
                    self.row, path, lambda part=slot.says: validate_row(part, with_rules=False, but=pointing)
                )
            )
        return list(slots.values())

    def read_key(self, slot: PartSlot) -> bool:
        """Note the key that a row tells. False: it is no key, or the record tells it twice."""
        key = slot.members.get("key")
        if key is None:
            return True
        if not (isinstance(key, str) and _PART_KEY.match(key)) or key in self.told_keys:
            self.problem(f"{slot.path}/key", _("A key is written like k3 and is unique in its record."))
            return False
        self.told_keys.add(key)
        slot.key = key
        return True

    def problem(self, path: str, reason: str) -> None:
        self.recorder.problem(self.row, path, reason)

    def facts(self, path: str, members: dict) -> list[str]:
        """The facts of a citation, which name parts by id, as paths by part key into the public body."""
        of_record = citable_field_names(type(self.target))
        paths = []
        for fact in members.get("facts") or []:
            collection, part_id, member = (*str(fact).split("/", 2), "", "")[:3]
            slot = self.slots.get(collection, {}).get(part_id)
            if fact in of_record or self.is_kept(fact, slot, member):
                paths.append(fact)
            elif not slot or (member and member not in citable_field_names(type(slot.says))):
                self.problem(f"{path}/facts", _("There is no such fact in this record: %s") % fact)
            elif slot.part:  # none where the part was refused, which is told already
                names = [
                    BODY_NAMES.get(collection, collection),
                    slot.part.key,
                    BODY_NAMES.get(member, member),
                ]
                paths.append("/".join(filter(None, names)))
        return paths

    def is_kept(self, fact: str, slot: PartSlot | None, member: str) -> bool:
        """Whether an export tells a fact as the desk has it: of a part that is gone, or a member of the body only."""
        found = _PART_FACT.match(str(fact))
        is_in_file = slot and (not member or member in citable_field_names(type(slot.says)))
        return bool(found and not is_in_file and int(found[1]) <= (self.row.members.get("parts_given") or 0))

    def save(self, slot: PartSlot, number: int, fields: list[models.Field]) -> None:
        """Store the part of a slot, unless it is stored so already."""
        part = slot.part or slot.says
        pointing = [one for one in member_fields(type(part)) if is_part_reference(one)]
        outward = [one for one in pointing if one.related_model is not type(part)]
        files = [one for one in file_fields(type(part)) if slot.members.get(one.name)]
        compared = [*fields, *outward, *files, *(part._meta.get_field(name) for name in ("key", "position"))]
        before = field_values(part, compared)
        if slot.part:
            for one in [*([] if slot.is_equal else fields), *files]:
                setattr(part, one.attname, getattr(slot.says, one.attname))
        if slot.key and slot.key not in self.keys:
            part.key = slot.key
            self.keys.add(slot.key)
        elif self.is_new:
            part.key = self.next_key()
        part.position = number
        self.point(slot, part, outward)
        is_stored = part.pk and before == field_values(part, compared)
        if is_stored or self.recorder.keep(self.row, slot.path, part):
            slot.part = part

    def point(self, slot: PartSlot, part: Part, fields: list[models.Field]) -> None:
        """Let these fields of a part point to the parts that its row names."""
        for one in fields:
            name = slot.members.get(one.name)
            setattr(part, one.name, self.sibling(slot, one, name) if name else None)

    def sibling(self, slot: PartSlot, one: models.Field, name: str) -> Part | None:
        """The part of the same record that a field names by id."""
        for by_id in self.slots.values():
            if name in by_id and type(by_id[name].says) is one.related_model:
                return by_id[name].part  # none where it was refused, which is told already
        self.problem(f"{slot.path}/{one.name}", _("There is no such part in this record: %s") % name)
        return None

    def point_inward(self, slot: PartSlot) -> None:
        """Once a whole collection is stored: what points to parts of it, and what names several."""
        part = slot.part
        if not part:
            return
        inward = [one for one in member_fields(type(part)) if one.related_model is type(part)]
        before = field_values(part, inward)
        self.point(slot, part, inward)
        if before != field_values(part, inward) and not self.is_new:
            self.recorder.save(self.row, slot.path, part)
        self.recorder.set_many(
            self.row, part, slot.path, slot.members, parts=lambda one, name: self.sibling(slot, one, name)
        )

    def remove(self, parts: list[Part]) -> None:
        if not parts:
            return
        model = type(parts[0])
        going = model.objects.filter(pk__in=[part.pk for part in parts])
        inward = [one.name for one in member_fields(model) if one.related_model is model]
        if inward:
            going.update(**dict.fromkeys(inward))
        going.delete()
        self.recorder.changed.add(self.row.name)
