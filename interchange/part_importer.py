"""Creates, updates and removes the parts of one record: its names, milestones, citations and so on."""

import re

from django.db import models
from django.utils.translation import gettext as _

from interchange.changes import field_changes, in_short
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
from interchange.row_writer import RowWriter
from interchange.schema import BODY_NAMES, MODELS, PART_COLLECTIONS, SINGLE_PARTS
from interchange.shapes import is_list_of_text
from register.records import PART_KEY, Part, Record, new_part_key

_PART_FACT = re.compile(rf"[a-z_]+/{PART_KEY.pattern}(/[a-z_]+)?")


def import_prefetches(kind: str) -> list[str]:
    """Lookups that load stored records of a kind as far as they are compared with a file."""
    model = MODELS[kind]
    lookups = [field.name for field in many_to_many_fields(model)]
    for collection in PART_COLLECTIONS[kind]:
        part = model._meta.get_field(collection).related_model
        lookups += [collection, *(f"{collection}__{field.name}" for field in many_to_many_fields(part))]
    return [*lookups, *SINGLE_PARTS[kind]]


class PartImporter:
    """Import of the parts of one row, in place of those of the stored record."""

    def __init__(self, writer: RowWriter, row: FileRow, record: Record):
        self.writer = writer
        self.row = row
        self.target = record
        self.is_new = writer.is_new(row)
        self.slots: dict[str, dict[str, PartSlot]] = {}  # by collection and by id, or key, or number
        self.stored: dict[str, list[Part]] = {}
        self.keys: set[str] = set()  # in use
        self.seen_keys: set[str] = set()  # in the file

    def run(self) -> None:
        """Make the record's parts those of the row. Parts that are gone go last: others pointed to them.

        Where a part is refused none goes: its stored part may be among them.
        """
        collections = PART_COLLECTIONS[self.row.kind]
        self.stored = {
            name: [] if self.is_new else list(getattr(self.target, name).all()) for name in collections
        }
        self.keys = {part.key for parts in self.stored.values() for part in parts}
        gone = [self._import_collection(collection) for collection in collections]
        if all(slot.part for slots in self.slots.values() for slot in slots.values()):
            for parts in reversed(gone):
                self._remove(parts)

    def _import_collection(self, collection: str) -> list[Part]:
        """Store the parts of a collection. Returns the stored parts that the row no longer holds."""
        stored = self.stored[collection]
        members = member_fields(getattr(self.target, collection).model)
        fields = [field for field in members if not is_part_reference(field)]
        sound = [slot for slot in self._candidate_slots(collection) if slot.is_sound]
        going = match_parts(sound, stored, fields)
        is_in_order = [slot.part for slot in sound] == [part for part in stored if part not in going]
        for number, slot in enumerate(sound, 1):
            self._save(slot, slot.part.position if is_in_order else number, fields)
        for slot in self.slots[collection].values():
            if slot.part:
                self._set_inner_references(slot, slot.part)
            else:
                self._check_references(slot)
        return going

    def _candidate_slots(self, collection: str) -> list[PartSlot]:
        """The rows of a collection as unsaved parts, checked as far as they can be alone."""
        model = getattr(self.target, collection).model
        pointing = {field.name for field in member_fields(model) if is_part_reference(field)}
        apart = {"id", "key", *pointing, *(field.name for field in many_to_many_fields(model))}
        slots = self.slots[collection] = {}
        for number, members in enumerate(self.row.members.get(collection) or [], 1):
            name = str(members.get("id", members.get("key", number)) if isinstance(members, dict) else number)
            path = f"{self.row.path}/{collection}/{name}"
            if not isinstance(members, dict) or name in slots:
                self._add_problem(path, _("A part is an object whose id is unique in its record."))
                continue
            members = self._with_sound_names(path, members, model)
            slot = PartSlot(path, members, candidate=model(**{model.record_field: self.target}))
            slots[name] = slot
            if collection == "citations":
                members = members | {"facts": self._fact_paths(path, members)}
            refused = self.writer.assign_fields(self.row, slot.candidate, path, members, apart)
            refused |= self._take_key(slot)
            slot.is_sound = self.writer.accept_fields(self.row, path, slot.candidate, refused, pointing)
        return list(slots.values())

    def _with_sound_names(self, path: str, members: dict, model: type[Part]) -> dict:
        """The members without those that should name others and are no text, or no list of text: these are problems."""
        lists = [*(field.name for field in many_to_many_fields(model)), "facts"]
        texts = [field.name for field in member_fields(model) if is_part_reference(field)]
        problems = {
            name: _("Write it as a list.") for name in lists if not is_list_of_text(members.get(name) or [])
        } | {name: _("Write it as text.") for name in texts if not isinstance(members.get(name) or "", str)}
        for name, reason in problems.items():
            self._add_problem(f"{path}/{name}", reason)
        return {name: value for name, value in members.items() if name not in problems}

    def _take_key(self, slot: PartSlot) -> set[str]:
        """Set the key of the slot's row. Returns its name, with a problem: it is malformed, or is there twice."""
        key = slot.members.get("key")
        if key is None:
            return set()
        if not (isinstance(key, str) and PART_KEY.fullmatch(key)) or key in self.seen_keys:
            reason = _("A key is six letters and digits, as an export has it, and unique in its record.")
            self._add_problem(f"{slot.path}/key", reason)
            return {"key"}
        self.seen_keys.add(key)
        slot.key = key
        return set()

    def _add_problem(self, path: str, reason: str) -> None:
        self.writer.add_problem(self.row, path, reason)

    def _fact_paths(self, path: str, members: dict) -> list[str]:
        """The facts of a citation, which name parts by id, as paths by part key into the public body."""
        of_record = citable_field_names(type(self.target))
        paths = []
        for fact in members.get("facts") or []:
            collection, part_id, member = (*str(fact).split("/", 2), "", "")[:3]
            slot = self.slots.get(collection, {}).get(part_id)
            if fact in of_record or self._is_exported_fact(fact, slot, member):
                paths.append(fact)
            elif not slot or (member and member not in citable_field_names(type(slot.candidate))):
                self._add_problem(f"{path}/facts", _("There is no such fact in this record: %s") % fact)
            elif slot.part:  # none where the part was refused, which is a problem already
                names = [
                    BODY_NAMES.get(collection, collection),
                    slot.part.key,
                    BODY_NAMES.get(member, member),
                ]
                paths.append("/".join(filter(None, names)))
        return paths

    def _is_exported_fact(self, fact: str, slot: PartSlot | None, member: str) -> bool:
        """True for a fact as an export has it that no row matches: of a part that is gone, or of the body only."""
        is_in_file = slot and (not member or member in citable_field_names(type(slot.candidate)))
        return bool(_PART_FACT.fullmatch(str(fact)) and not is_in_file)

    def _save(self, slot: PartSlot, number: int, fields: list[models.Field]) -> None:
        """Store the part of a slot, unless it is stored so already."""
        part = slot.part or slot.candidate
        pointing = [field for field in member_fields(type(part)) if is_part_reference(field)]
        outward = [field for field in pointing if field.related_model is not type(part)]
        files = [field for field in file_fields(type(part)) if field.name in slot.members]
        compared = [*fields, *outward, *files, *(part._meta.get_field(name) for name in ("key", "position"))]
        before = field_values(part, compared)
        # its name before the change; the name of an unchanged part is not needed, and may cost a query
        may_change = not slot.is_equal or slot.key not in ("", part.key)
        place = self._place(part) if slot.part and may_change else ""
        if slot.part:
            for field in [*([] if slot.is_equal else fields), *files]:
                setattr(part, field.attname, getattr(slot.candidate, field.attname))
        if slot.key and slot.key not in self.keys:
            part.key = slot.key
        elif not part.key:
            part.key = new_part_key(self.keys)
        self.keys.add(part.key)
        part.position = number
        if refused := self._set_part_references(slot, part, outward):
            apart = {field.name for field in pointing}
            self.writer.accept_fields(self.row, slot.path, part, refused, apart)
            slot.part = None
            return
        is_stored = part.pk and before == field_values(part, compared)
        lines = []
        if part.pk and not is_stored:
            lines = field_changes(place or self._place(part), before, part, compared)
        if is_stored or self.writer.store(self.row, slot.path, part, lines):
            slot.part = part

    def _set_part_references(self, slot: PartSlot, part: Part, fields: list[models.Field]) -> set[str]:
        """Point these fields of a part to the parts that its row names. Returns those that find no sound part."""
        for field in fields:
            name = slot.members.get(field.name)
            setattr(part, field.name, self._sibling(slot, field, name) if name else None)
        return {
            field.name for field in fields if slot.members.get(field.name) and not getattr(part, field.name)
        }

    def _sibling(self, slot: PartSlot, field: models.Field, name: str) -> Part | None:
        """The part of the same record that a field names by id."""
        for by_id in self.slots.values():
            if name in by_id and type(by_id[name].candidate) is field.related_model:
                return by_id[name].part  # none where it was refused, which is a problem already
        self._add_problem(f"{slot.path}/{field.name}", _("There is no such part in this record: %s") % name)
        return None

    def _check_references(self, slot: PartSlot) -> None:
        """Note the problems of a refused part's references. Where its own fields were sound some are noted already."""
        for field in member_fields(type(slot.candidate)):
            name = slot.members.get(field.name)
            is_inward = field.related_model is type(slot.candidate)
            if name and is_part_reference(field) and (is_inward or not slot.is_sound):
                self._sibling(slot, field, name)
        self._many_to_many_rows(slot, slot.candidate)

    def _many_to_many_rows(
        self, slot: PartSlot, part: Part
    ) -> dict[models.ManyToManyField, list[models.Model]]:
        def part_for(field, name):
            return self._sibling(slot, field, name)

        return self.writer.many_to_many_rows(self.row, part, slot.path, slot.members, part_for)

    def _set_inner_references(self, slot: PartSlot, part: Part) -> None:
        """Once a whole collection is stored: set references within it, and many-to-many fields."""
        inward = [field for field in member_fields(type(part)) if field.related_model is type(part)]
        before = field_values(part, inward)
        self._set_part_references(slot, part, inward)
        if before != field_values(part, inward) and not self.is_new:
            self.writer.save(
                self.row, slot.path, part, field_changes(self._place(part), before, part, inward)
            )
        self.writer.set_many_to_many(self.row, part, slot.path, self._many_to_many_rows(slot, part))

    def _remove(self, parts: list[Part]) -> None:
        if not parts:
            return
        model = type(parts[0])
        going = model.objects.filter(pk__in=[part.pk for part in parts])
        inward = [field.name for field in member_fields(model) if field.related_model is model]
        if inward:
            going.update(**dict.fromkeys(inward))
        going.delete()
        self.writer.note_changes(self.row, [_("%s is removed") % self._place(part) for part in parts])

    def _place(self, part: Part) -> str:
        """The part as a path in its record, with its name or what else is known of it."""
        names = {
            model._meta.get_field(name).related_model: name
            for model in [type(self.target)]
            for name in self.stored
        }
        place, words = f"{names[type(part)]}/{part.key}", str(part)
        return f"{place} (“{in_short(words)}”)" if words else place
