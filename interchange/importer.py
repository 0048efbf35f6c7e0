"""One reading of interchange files: how their rows become records on the desk, and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from agreements.models import Agreement, Custody
from core.graphs import has_cycle
from interchange import batch, record_ids, source_matching
from interchange.batch import Batch, PendingRow
from interchange.fields import (
    field_values,
    file_fields,
    is_part_reference,
    many_to_many_fields,
    member_fields,
)
from interchange.files import FileRow
from interchange.part_importer import PartImporter, count_part_keys, import_prefetches
from interchange.problems import ImportProblem
from interchange.registration import Registration, registration_fields, registration_members
from interchange.schema import MODELS, PART_COLLECTIONS
from interchange.validation import validate_row
from register.records import Part, Record
from sources.models import Source

_IMPORT_CHUNK = 200  # records that are on the desk already whose parts are read at once
_KIND_OF_MODEL = {model: kind for kind, model in MODELS.items()}


@dataclass
class ImportReport:
    """What became of the rows: ids by kind, the records by kind and id in the order of the files, what is missing."""

    created: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unchanged: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    records: dict[tuple[str, str], models.Model] = field(default_factory=dict)
    rows: dict[tuple[str, str], FileRow] = field(default_factory=dict)
    without_their_ref: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[ImportProblem] = field(default_factory=list)

    @property
    def touched(self) -> set[tuple[str, str]]:
        """Kind and id of all that was created or changed."""
        return {(kind, one) for ids in (self.created, self.changed) for kind in ids for one in ids[kind]}


class Importer:
    """One reading of files: first the records, so that everything can refer to them, then their parts."""

    def __init__(self, rows: dict[str, dict[str, FileRow]], *, only_new: bool):
        self.rows = rows
        self.only_new = only_new
        self.problems: list[ImportProblem] = []
        self.found: dict[tuple[str, str], models.Model | None] = {}
        self.known: dict[tuple[str, str], Record] = {}  # what is on the desk already
        self.reserved: dict[tuple[str, str], int] = {}  # primary keys of what is not
        self.sources: dict[str, set[int]] = defaultdict(set)  # those that rows are about, by file
        self.printed: dict[tuple, list[Source]] = {}  # by what is printed on them
        self.batch = Batch(self.accept)
        self.lineal: list[PendingRow] = []  # parts that may not go round in a circle
        self.registration = Registration(self)
        self.created: set[tuple[str, str]] = set()
        self.changed: set[tuple[str, str]] = set()
        self.refused: set[tuple[str, str]] = set()
        self.left_alone: set[tuple[str, str]] = set()

    def run(self) -> None:
        rows = [row for by_id in self.rows.values() for row in by_id.values()]
        self.look_up()
        self.registration.prepare(rows, self.known)
        for row in rows:
            self.find(row.kind, row.id)
        self.batch.store()
        for row, target in self.with_their_parts(rows):
            self.set_many(row, target, row.path, row.members)
            if row.kind != "sources":
                PartImporter(self, row, target).record()
            if isinstance(target, Agreement) and row.members.get("custody") is not None:
                self.record_custody(row, target)
            if self.batch.is_full:
                self.batch.store()
        self.batch.store()
        self.check_circles()

    def with_their_parts(self, rows: list[FileRow]) -> Iterator[tuple[FileRow, models.Model]]:
        """Rows and their records, as far as there is something to record; of what is on the desk the parts are read."""
        meant = [row for row in rows if self.found[row.name] and row.name not in self.left_alone]
        for some in batched(meant, _IMPORT_CHUNK):
            stored = defaultdict(list)
            for row in some:
                if not self.is_new(row):
                    stored[row.kind].append(self.found[row.name])
            for kind, targets in stored.items():
                models.prefetch_related_objects(targets, *import_prefetches(kind))
            yield from ((row, self.found[row.name]) for row in some)
            for target in (one for targets in stored.values() for one in targets):
                target._prefetched_objects_cache = {}

    def is_new(self, row: FileRow) -> bool:
        return row.name in self.created

    def check_circles(self) -> None:
        """Once all is stored: links that this reading made may have closed a circle that no one of them shows."""
        for model in {type(one) for _row, _path, one in self.lineal}:
            if has_cycle(model.lineage()):
                for row, path, one in self.lineal:
                    if type(one) is model:
                        self.accept(row, path, one.clean)

    def report(self) -> ImportReport:
        recorded = ImportReport()
        for row in (row for by_id in self.rows.values() for row in by_id.values()):
            outcome = (
                recorded.created if row.name in self.created
                else recorded.changed if row.name in self.changed else recorded.unchanged
            )  # fmt: skip
            outcome[row.kind].append(row.id)
            recorded.records[row.name] = self.found[row.name]
            recorded.rows[row.name] = row
        recorded.without_their_ref = self.registration.not_kept
        return recorded

    # The records

    def look_up(self) -> None:
        """Find what is on the desk already; the rest will be as old among its kind as the order of the files says."""
        for kind, model in MODELS.items():
            if issubclass(model, Record):
                found = record_ids.records_by_id(model, self.rows[kind])
                self.known |= {(kind, row_id): one for row_id, one in found.items()}
            else:
                found, self.printed = {}, source_matching.sources_by_fingerprint(self.rows[kind].values())
            new = [(kind, row_id) for row_id in self.rows[kind] if row_id not in found]
            self.reserved |= dict(zip(new, batch.reserve_keys(model, len(new)), strict=True))

    def find(self, kind: str, row_id: str) -> models.Model | None:
        """The record of that id, recorded on the way if the files tell it. None: there is none, or it is refused."""
        if (kind, row_id) not in self.found:
            self.found[kind, row_id] = None  # until it is recorded: one that refers to itself finds nothing
            row = self.rows[kind].get(row_id)
            stored = self.stored(kind, row_id, row)
            self.found[kind, row_id] = self.record_row(row, stored) if row else stored
        return self.found[kind, row_id]

    def stored(self, kind: str, row_id: str, row: FileRow | None) -> models.Model | None:
        """What is on the desk already. A source keeps no id."""
        if kind == "sources":
            return source_matching.match_source(row, self.printed, self.sources[row.file]) if row else None
        return (
            self.known.get((kind, row_id))
            if row
            else record_ids.records_by_id(MODELS[kind], [row_id]).get(row_id)
        )

    def record_row(self, row: FileRow, stored: models.Model | None) -> models.Model | None:
        """Store what the row says of the record itself. Returns None when it is refused."""
        if stored and self.only_new:
            self.left_alone.add(row.name)
            return stored
        model = MODELS[row.kind]
        is_record = issubclass(model, Record)
        target = stored or model(pk=self.reserved[row.name], **({"external_id": row.id} if is_record else {}))
        fields = [*member_fields(model), *file_fields(model), *registration_fields(model)]
        before = field_values(target, fields) if stored else None
        apart = {"id", *(one.name for one in many_to_many_fields(model)), *PART_COLLECTIONS.get(row.kind, [])}
        apart |= registration_members(model) | ({"custody"} if model is Agreement else set())
        is_sound = (
            self.has_lists(row, model)
            and self.assign(row, target, row.path, row.members, apart)
            and (not is_record or self.registration.keep(row, target, is_new=not stored))
        )
        is_sound = is_sound and self.accept(row, row.path, lambda: validate_row(target, with_rules=False))
        if is_sound and not stored:
            self.created.add(row.name)
            if is_record:
                target.parts_given = sum(count_part_keys(row))
            self.batch.add(row, row.path, target)
        elif is_sound and before != field_values(target, fields):
            self.changed.add(row.name)
            is_waiting = target._state.adding  # a source that another file tells too
            is_sound = is_waiting or self.save(row, row.path, target)
        if not is_sound:
            self.refused.add(row.name)
            return None
        if not is_record:
            self.sources[row.file].add(target.pk)
            self.printed.setdefault(source_matching.source_fingerprint(target), []).append(target)
        return target

    def keep(self, row: FileRow, path: str, one: models.Model) -> bool:
        """Store what belongs to a record: with all others where that is new, else at once. False: refused."""
        if isinstance(one, Part) and "lineage" in vars(type(one)):
            self.lineal.append(PendingRow(row, path, one))
        if not self.is_new(row):
            return self.save(row, path, one)
        self.batch.add(row, path, one)
        return True

    def save(self, row: FileRow, path: str, one: models.Model) -> bool:
        """Store at once. False when it is refused."""
        if not self.accept(row, path, lambda: validate_row(one, with_rules=True)):
            return False
        one.save()
        self.changed.add(row.name)
        return True

    def has_lists(self, row: FileRow, model: type[models.Model]) -> bool:
        """Whether what holds several parts or ids is a list; what is none is a problem."""
        names = [*(one.name for one in many_to_many_fields(model)), *PART_COLLECTIONS.get(row.kind, [])]
        others = [name for name in names if not isinstance(row.members.get(name) or [], list)]
        for name in others:
            self.problem(row, f"{row.path}/{name}", _("Write it as a list."))
        return not others

    def record_custody(self, row: FileRow, target: Agreement) -> None:
        """How the house keeps it. A file that does not speak of it leaves it as it is."""
        custody = None if self.is_new(row) else getattr(target, "custody", None)
        before = field_values(custody, member_fields(Custody)) if custody else None
        custody = custody or Custody(agreement=target)
        path = f"{row.path}/custody"
        if (
            self.assign(row, custody, path, row.members["custody"], set())
            and self.accept(row, path, lambda: validate_row(custody, with_rules=False))
            and before != field_values(custody, member_fields(Custody))
        ):
            self.keep(row, path, custody)

    def set_many(self, row: FileRow, target: models.Model, path: str, members: dict, parts=None) -> None:
        """Set what names several records, such as topics, to what the row names; ``parts`` finds parts."""
        for one in many_to_many_fields(type(target)):
            named = [
                parts(one, name)
                if is_part_reference(one)
                else self.refer(row, one, name, f"{path}/{one.name}")
                for name in members.get(one.name) or []
            ]
            wanted = list({id(other): other for other in named if other}.values())
            if self.is_new(row):
                for other in wanted:
                    self.batch.link(target, one, other)
            elif {other.pk for other in wanted} != {other.pk for other in getattr(target, one.name).all()}:
                getattr(target, one.name).set(wanted)
                self.changed.add(row.name)

    # What a row says, checked

    def problem(self, row: FileRow, path: str, reason: str) -> None:
        self.problems.append(ImportProblem(row.file, path, reason, row.name))

    def assign(self, row: FileRow, target: models.Model, path: str, members: dict, apart: set[str]) -> bool:
        """Set every field to what ``members`` says, or to its default; the fields in ``apart`` are set elsewhere.

        False when a member is no field, or refers to nothing.
        """
        fields = [one for one in member_fields(type(target)) if one.name not in apart]
        files = [one for one in file_fields(type(target)) if members.get(one.name)]
        strangers = sorted(set(members) - {one.name for one in [*fields, *files]} - apart)
        for name in strangers:
            self.problem(row, f"{path}/{name}", _("There is no such field."))
        is_sound = not strangers
        for one in fields:
            value = members.get(one.name)
            if value is None:
                setattr(target, one.attname, one.get_default())
            elif one.is_relation:
                other = self.refer(row, one, value, f"{path}/{one.name}")
                setattr(target, one.name, other)
                is_sound = is_sound and other is not None
            elif isinstance(one, models.CharField | models.TextField) and not isinstance(value, str):
                self.problem(row, f"{path}/{one.name}", _("Write it as text."))
                is_sound = False
            else:
                setattr(target, one.name, value)
        for one in files:
            is_sound = self.attach(row, target, one, members[one.name], path) and is_sound
        return is_sound

    def attach(self, row: FileRow, target: models.Model, one: models.FileField, name: str, path: str) -> bool:
        """Name an uploaded file. False when there is no such file: a problem."""
        try:
            is_there = getattr(target, one.name).name == name or one.storage.exists(name)
        except (SuspiciousFileOperation, TypeError, ValueError):  # outside the folder, or no name at all
            is_there = False
        if is_there:
            setattr(target, one.name, name)
        else:
            self.problem(row, f"{path}/{one.name}", _("There is no uploaded file of this name: %s") % name)
        return is_there

    def refer(self, row: FileRow, one: models.Field, row_id: str, path: str) -> models.Model | None:
        """The record that a field names. None: there is none, a problem, or it was refused, a problem told already."""
        kind = _KIND_OF_MODEL.get(one.related_model)
        other = self.find(kind, row_id) if kind and isinstance(row_id, str) else None
        if not other and (kind, row_id) not in self.refused:
            self.problem(row, path, _("There is nothing called “%s” to refer to.") % row_id)
        return other

    def accept(self, row: FileRow, path: str, check: Callable) -> bool:
        """Whether the desk accepts it; if not, its own words become problems."""
        try:
            check()
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                for reason in reasons:
                    self.problem(row, path if name == "__all__" else f"{path}/{name}", reason)
            return False
        except (TypeError, ValueError, AttributeError) as error:  # a member of quite another shape
            self.problem(row, path, _("This cannot be read: %s") % error)
            return False
        return True
