"""Records interchange files on the desk: every row checked as the desk checks staff's, all of it or nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement, Custody
from interchange.files import KINDS, Problem, RecordingError, Row, read
from interchange.matching import Slot, match
from register import publishing
from register.records import Part, Record

# The parts of each kind, each collection after the ones that it refers to; citations refer to all.
COLLECTIONS = {
    "organizations": ["names", "identifiers", "relations", "locations", "citations"],
    "people": ["names", "identifiers", "positions", "citations"],
    "agreements": [
        "texts", "identifiers", "involvements", "milestones", "terms", "signatories", "relations",
        "commitments", "results", "contributions", "documents", "citations",
    ],
    "activities": ["texts", "agreement_links", "attendances", "outcomes", "citations"],
}  # fmt: skip
KIND_OF = {model: kind for kind, model in KINDS.items()}


@dataclass
class Recorded:
    """What became of the rows: ids by kind, and the records themselves in the order of the files."""

    created: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unchanged: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    records: dict[str, dict[str, models.Model]] = field(default_factory=lambda: defaultdict(dict))


@transaction.atomic
def record(files: Iterable[Path | str | dict], *, by, only_new: bool = False) -> Recorded:
    """Record what the files tell, whole records at a time; the same files again change nothing.

    With ``only_new`` what is on the desk already stays as it is. Staff see the recording in the history of each record
    when ``by`` is somebody. Raises RecordingError with every problem of every file; then nothing is kept.
    """
    recorder = Recorder(read(files), only_new=only_new)
    recorder.run()
    if recorder.problems:
        raise RecordingError(recorder.problems)
    recorded = recorder.report()
    public = [record for records in recorded.records.values() for record in records.values() if isinstance(record, Record)]
    publishing.refresh_edited(public)
    if by:
        for action, ids in ((ADDITION, recorded.created), (CHANGE, recorded.changed)):
            for kind in ids:
                touched = KINDS[kind].objects.filter(pk__in=[recorded.records[kind][one].pk for one in ids[kind]])
                LogEntry.objects.log_actions(by.pk, touched, action, _("Recorded from a file."))
    return recorded


def own_fields(model: type[models.Model]) -> list[models.Field]:
    """What a file may say of a row itself: neither keys, nor what is derived, nor files, nor accounts."""
    record_field = getattr(model, "record_field", "agreement" if model is Custody else None)
    return [
        one for one in model._meta.concrete_fields
        if one.editable and not one.primary_key and not isinstance(one, models.FileField)
        and one.name not in {record_field, "position"}
        and not (one.is_relation and one.related_model._meta.label == settings.AUTH_USER_MODEL)
    ]  # fmt: skip


def refers_to_part(one: models.Field) -> bool:
    return one.is_relation and issubclass(one.related_model, Part)


def state(row: models.Model, fields: Iterable[models.Field]) -> dict:
    return {one.attname: getattr(row, one.attname) for one in fields}


class Recorder:
    """One reading of files: first the records, so that everything can refer to them, then their parts."""

    def __init__(self, rows: dict[str, dict[str, Row]], *, only_new: bool):
        self.rows = rows
        self.only_new = only_new
        self.problems: list[Problem] = []
        self.found: dict[tuple[str, str], models.Model | None] = {}
        self.created: set[tuple[str, str]] = set()
        self.changed: set[tuple[str, str]] = set()
        self.kept: set[tuple[str, str]] = set()  # on the desk already, and to be left alone

    def run(self) -> None:
        rows = [row for by_id in self.rows.values() for row in by_id.values()]
        for row in rows:
            self.find(row.kind, row.id)
        for row in rows:
            target = self.found[row.kind, row.id]
            if target and (row.kind, row.id) not in self.kept:
                self.record_many(row, target, row.path, row.members, {})
                self.record_parts(row, target)

    def report(self) -> Recorded:
        recorded = Recorded()
        for by_id in self.rows.values():
            for row in by_id.values():
                name = (row.kind, row.id)
                outcome = "created" if name in self.created else "changed" if name in self.changed else "unchanged"
                getattr(recorded, outcome)[row.kind].append(row.id)
                recorded.records[row.kind][row.id] = self.found[name]
        return recorded

    def problem(self, row: Row, path: str, reason: str) -> None:
        self.problems.append(Problem(row.file, path, reason))

    # Records

    def find(self, kind: str, name: str) -> models.Model | None:
        """The record of that id, recorded on the way if the files tell it; None if there is none or it is refused."""
        if (kind, name) not in self.found:
            self.found[kind, name] = None  # until it is recorded: one that refers to itself finds nothing
            row = self.rows[kind].get(name)
            stored = KINDS[kind].objects.filter(external_id=name).first() if kind != "sources" else self.stored_source(row)
            self.found[kind, name] = self.record_row(row, stored) if row else stored
        return self.found[kind, name]

    def stored_source(self, row: Row | None) -> models.Model | None:
        """A source is known by its address, or by what is printed on it: it keeps no identifier of a file."""
        if not row:
            return None
        printed = {"address": row.members.get("address") or ""}
        if not printed["address"]:
            printed |= {name: row.members.get(name) or "" for name in ("title", "publisher", "published_on")}
        return KINDS["sources"].objects.filter(**printed).order_by("pk").first()

    def record_row(self, row: Row, stored: models.Model | None) -> models.Model | None:
        """Store what the row says of the record itself. Returns None when it is refused."""
        if stored and self.only_new:
            self.kept.add((row.kind, row.id))
            return stored
        model = KINDS[row.kind]
        target = stored or (model() if row.kind == "sources" else model(external_id=row.id))
        many = [one.name for one in model._meta.many_to_many]
        known = {"id", "custody", *many, *COLLECTIONS.get(row.kind, [])}
        before = state(target, own_fields(model))
        if not (self.assign(row, target, row.path, row.members, own_fields(model), known) and self.clean(row, target, row.path)):
            return None
        if not stored:
            self.created.add((row.kind, row.id))
        elif before == state(target, own_fields(model)):
            return target
        target.save()
        self.changed.add((row.kind, row.id))
        return target

    def assign(self, row: Row, target, path: str, members: dict, fields: Iterable[models.Field], known: set[str]) -> bool:
        """Set every field to what ``members`` says, what is left out to its default. False when something is unknown."""
        before = len(self.problems)
        for name in sorted(set(members) - {one.name for one in fields} - known):
            self.problem(row, f"{path}/{name}", _("There is no such field."))
        for one in fields:
            value = members.get(one.name)
            if one.is_relation:
                setattr(target, one.name, self.refer(row, one, value, f"{path}/{one.name}") if value else None)
            elif isinstance(one, models.CharField | models.TextField) and not isinstance(value, str | None):
                self.problem(row, f"{path}/{one.name}", _("Write it as text."))
            else:
                setattr(target, one.name, one.get_default() if value is None else value)
        return len(self.problems) == before

    def refer(self, row: Row, one: models.Field, name: str, path: str) -> models.Model | None:
        """The record that a field names. None, and a problem, when there is none."""
        kind = KIND_OF[one.related_model]
        target = self.find(kind, name) if isinstance(name, str) else None
        if not target:
            self.problem(row, path, _("There is no such record among the %(kind)s: %(id)s") % {"kind": kind, "id": name})
        return target

    def clean(self, row: Row, target: models.Model, path: str, check=None) -> bool:
        """Whether the desk accepts it; if not, its own words become problems."""
        try:
            (check or target.full_clean)()
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                where = path if name == "__all__" else f"{path}/{name}"
                for reason in reasons:
                    self.problem(row, where, reason)
            return False
        except (TypeError, ValueError, AttributeError) as error:  # a member of quite another shape
            self.problem(row, path, _("This cannot be read: %s") % error)
            return False
        return True

    # Parts

    def record_parts(self, row: Row, target: Record) -> None:
        slots: dict[str, dict[str, Slot]] = {}
        gone: list[list[Part]] = []
        for collection in COLLECTIONS.get(row.kind, []):
            manager = getattr(target, collection)
            fields = [one for one in own_fields(manager.model) if not refers_to_part(one)]
            told = self.told(row, target, collection, fields, slots)
            gone.append(match(told, list(manager.all()), fields))
            slots[collection] = {slot.path.rpartition("/")[2]: slot for slot in told}
            for number, slot in enumerate(told, 1):
                self.save_part(row, slot, number, fields, slots)
            for slot in told:
                self.point_to_parts(row, slot, slots)
        for parts in reversed(gone):
            self.remove(row, parts)
        if isinstance(target, Agreement) and row.members.get("custody") is not None:
            self.record_custody(row, target)

    def told(self, row: Row, target: Record, collection: str, fields, slots) -> list[Slot]:
        """The rows of a collection as unsaved parts. Those that are refused are left out."""
        model = getattr(target, collection).model
        known = {"id", *(one.name for one in own_fields(model) if refers_to_part(one)), *(one.name for one in model._meta.many_to_many)}
        told = []
        for number, members in enumerate(row.members.get(collection) or [], 1):
            path = f"{row.path}/{collection}/{members.get('id', number) if isinstance(members, dict) else number}"
            if not isinstance(members, dict) or any(slot.path == path for slot in told):
                self.problem(row, path, _("A part is an object, its id unique in the record."))
                continue
            says = model(**{model.record_field: target})
            if collection == "citations":
                members = members | {"facts": self.facts(row, target, path, members.get("facts") or [], slots)}
            unpointed = {one.name for one in own_fields(model) if refers_to_part(one)}
            if self.assign(row, says, path, members, fields, known) and self.clean(
                row, says, path, lambda: (says.clean_fields(exclude=unpointed), says.clean())  # noqa: B023  called at once
            ):
                told.append(Slot(path, members, says))
        return told

    def facts(self, row: Row, target: Record, path: str, facts: list[str], slots) -> list[str]:
        """Facts named by part ids, as paths by part keys."""
        names = {one.name for one in [*own_fields(type(target)), *target._meta.many_to_many]}
        paths = []
        for fact in facts:
            collection, _slash, rest = fact.partition("/")
            part_id, _slash, member = rest.partition("/")
            slot = slots.get(collection, {}).get(part_id)
            members = {one.name for one in [*slot.says._meta.fields, *slot.says._meta.many_to_many]} if slot else set()
            if not rest and fact in names:
                paths.append(fact)
            elif slot and slot.part and (not member or member in members):
                paths.append("/".join(filter(None, [collection, slot.part.key, member])))
            elif not self.problems:  # else it may be what was refused
                self.problem(row, f"{path}/facts", _("There is no such fact in this record: %s") % fact)
        return paths

    def save_part(self, row: Row, slot: Slot, number: int, fields, slots) -> None:
        """Store the part of a slot, unless it is stored so already."""
        part = slot.part or slot.says
        before = state(part, fields) | {"position": part.position}
        if slot.part and not slot.is_equal:
            for one in fields:
                setattr(part, one.attname, getattr(slot.says, one.attname))
        part.position = number
        pointed = self.points(slot, slots, later=False)
        before |= {name: getattr(part, name) for name in pointed}
        for name, other in pointed.items():
            setattr(part, name, other)
        after = state(part, fields) | {"position": number} | pointed
        if part.pk and before == after:
            return
        if self.clean(row, part, slot.path):
            part.save()
            slot.part = part
            self.changed.add((row.kind, row.id))

    def points(self, slot: Slot, slots, *, later: bool) -> dict[str, Part | None]:
        """Where the slot's part points to other parts of the record; ``later`` to parts of its own collection."""
        pointed = {}
        for one in own_fields(type(slot.says)):
            if refers_to_part(one) and later == (one.related_model is type(slot.says)):
                found = self.sibling(slots, one.related_model, slot.members.get(one.name))
                pointed[one.name] = found.part if found else None
        return pointed

    def sibling(self, slots, model: type[Part], name: str | None) -> Slot | None:
        return next(
            (by_id[name] for by_id in slots.values() if name in by_id and type(by_id[name].says) is model), None
        )

    def point_to_parts(self, row: Row, slot: Slot, slots) -> None:
        """Once the collection is stored: what points into it, what is named several times, and names that name nothing."""
        part = slot.part
        for one in [*own_fields(type(slot.says)), *slot.says._meta.many_to_many]:
            named = slot.members.get(one.name) if refers_to_part(one) else None
            for name in [named] if isinstance(named, str) else named or []:
                if not self.sibling(slots, one.related_model, name) and not self.problems:
                    self.problem(row, f"{slot.path}/{one.name}", _("There is no such part in this record: %s") % name)
        if not part:
            return
        pointed = self.points(slot, slots, later=True)
        if any(getattr(part, name) != other for name, other in pointed.items()):
            for name, other in pointed.items():
                setattr(part, name, other)
            if self.clean(row, part, slot.path):
                part.save()
                self.changed.add((row.kind, row.id))
        self.record_many(row, part, slot.path, slot.members, slots)

    def record_many(self, row: Row, target, path: str, members: dict, slots) -> None:
        """Set what is named several times, such as topics, to what the row names."""
        for one in target._meta.many_to_many:
            wanted = set()
            for name in members.get(one.name) or []:
                if refers_to_part(one):
                    slot = self.sibling(slots, one.related_model, name)
                    other = slot.part if slot else None
                else:
                    other = self.refer(row, one, name, f"{path}/{one.name}")
                wanted |= {other.pk} if other else set()
            manager = getattr(target, one.name)
            if wanted != set(manager.values_list("pk", flat=True)):
                manager.set(wanted)
                self.changed.add((row.kind, row.id))

    def remove(self, row: Row, parts: list[Part]) -> None:
        """Delete the parts that the file no longer tells."""
        if not parts:
            return
        model = type(parts[0])
        going = model.objects.filter(pk__in=[part.pk for part in parts])
        inward = [one.name for one in own_fields(model) if one.is_relation and one.related_model is model]
        if inward:
            going.update(**dict.fromkeys(inward))
        going.delete()
        self.changed.add((row.kind, row.id))

    def record_custody(self, row: Row, target: Agreement) -> None:
        """How the house keeps it. A file that does not speak of it leaves it as it is."""
        custody = Custody.objects.filter(agreement=target).first() or Custody(agreement=target)
        fields, path = own_fields(Custody), f"{row.path}/custody"
        before = None if custody._state.adding else state(custody, fields)
        if (
            self.assign(row, custody, path, row.members["custody"], fields, set())
            and self.clean(row, custody, path)
            and before != state(custody, fields)
        ):
            custody.save()
            self.changed.add((row.kind, row.id))
