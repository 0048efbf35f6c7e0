"""Applies the members of a file row to model instances: assigns fields, resolves references, validates, stores."""

from collections.abc import Callable, Iterable, Set
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import DataError, models
from django.utils.translation import gettext as _

from core.stored_files import parse_stored_name
from interchange.batch import Batch, PendingRow
from interchange.changes import in_short
from interchange.fields import file_fields, is_part_reference, many_to_many_fields, member_fields
from interchange.files import FileRow
from interchange.problems import ImportProblem
from interchange.schema import KIND_OF_MODEL, MODELS, PART_COLLECTIONS
from interchange.shapes import shape_problem
from interchange.validation import validate_row
from register.records import Part


class RowWriter:
    """Writer of the instances of one import; collects the problems and the outcome of every row.

    New records and their parts are stored in a batch, changes to stored ones at once. ``record_for(kind, id)`` gives
    the record that a row refers to; ``created`` holds keys of rows, kind and id, and ``changed`` what changes in stored
    records, a line each, by key.
    """

    def __init__(self, record_for: Callable[[str, str], models.Model | None]):
        self.record_for = record_for
        self.problems: list[ImportProblem] = []
        self.batch = Batch(self.accept)
        self.lineage_parts: list[PendingRow] = []  # parts that may not form a circle
        self.created: set[tuple[str, str]] = set()
        self.changed: dict[tuple[str, str], list[str]] = {}

    def is_new(self, row: FileRow) -> bool:
        return row.key in self.created

    def note_changes(self, row: FileRow, lines: Iterable[str]) -> None:
        """Remember that the stored record of a row changes, and where."""
        self.changed.setdefault(row.key, []).extend(lines)

    def add_problem(self, row: FileRow, path: str, reason: str) -> None:
        self.problems.append(ImportProblem(row.file, path, reason, row.key))

    def add_problems(self, problems: Iterable[ImportProblem]) -> None:
        """Add problems, but for those at a place that has one already."""
        places = {(problem.file, problem.path) for problem in self.problems}
        self.problems += [problem for problem in problems if (problem.file, problem.path) not in places]

    def accept_fields(
        self,
        row: FileRow,
        path: str,
        instance: models.Model,
        refused: Set[str],
        apart: Set[str] = frozenset(),
    ) -> bool:
        """Check an instance whose fields ``refused`` are problems already; those ``apart`` are set later.

        False where there is any problem. Then its rules are checked too, as far as they do not concern these fields.
        """
        but = refused | apart
        is_accepted = self.accept(
            row, path, lambda: validate_row(instance, with_rules=bool(refused), but=but)
        )
        return is_accepted and not refused

    def accept(self, row: FileRow, path: str, check: Callable) -> bool:
        """Run a check. False where it raises: its messages become problems of the row."""
        try:
            check()
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                for reason in reasons:
                    self.add_problem(row, path if name == "__all__" else f"{path}/{name}", reason)
            return False
        except (TypeError, ValueError, AttributeError, DataError) as error:  # a member of quite another shape
            self.add_problem(row, path, _("This cannot be read: %s") % error)
            return False
        return True

    def store(self, row: FileRow, path: str, instance: models.Model, changes: Iterable[str] = ()) -> bool:
        """Store what belongs to a record: in the batch where the record is new, else at once. False: refused.

        ``changes`` say what differs; without them the instance is new to its record.
        """
        if isinstance(instance, Part) and "acyclic_edges" in vars(type(instance)):
            self.lineage_parts.append(PendingRow(row, path, instance))
        if not self.is_new(row):
            return self.save(row, path, instance, changes)
        self.batch.add(row, path, instance)
        return True

    def save(self, row: FileRow, path: str, instance: models.Model, changes: Iterable[str] = ()) -> bool:
        """Store at once, in full validation; parameters as for `store`. False: refused."""
        if not self.accept(row, path, lambda: validate_row(instance, with_rules=True)):
            return False
        instance.save()
        self.note_changes(row, changes or [_added_words(row, path, instance)])
        return True

    def with_sound_lists(self, row: FileRow) -> FileRow:
        """The row without members that hold several parts or ids and are no lists; these are problems."""
        many = many_to_many_fields(MODELS[row.kind])
        names = [*(field.name for field in many), *PART_COLLECTIONS[row.kind]]
        others = [name for name in names if not isinstance(row.members.get(name) or [], list)]
        for name in others:
            self.add_problem(row, f"{row.path}/{name}", _("Write it as a list."))
        members = {name: value for name, value in row.members.items() if name not in others}
        return replace(row, members=members) if others else row

    def assign_fields(
        self, row: FileRow, target: models.Model, path: str, members: dict, apart: set[str]
    ) -> set[str]:
        """Set every field to its member, or to its default; the fields in ``apart`` are set elsewhere.

        Returns the names of members that are problems: no field, of another shape, or referring to nothing.
        """
        fields = [field for field in member_fields(type(target)) if field.name not in apart]
        files = [field for field in file_fields(type(target)) if field.name in members]
        strangers = sorted(set(members) - {field.name for field in [*fields, *files]} - apart)
        for name in strangers:
            self.add_problem(row, f"{path}/{name}", _("There is no such field."))
        refused = set(strangers)
        for field in fields:
            if not self._assign_field(row, target, path, field, members.get(field.name)):
                refused.add(field.name)
        for field in files:
            if not self._attach_file(row, target, field, members[field.name], path):
                refused.add(field.name)
        return refused

    def _assign_field(
        self, row: FileRow, target: models.Model, path: str, field: models.Field, value
    ) -> bool:
        if value is None:
            setattr(target, field.attname, field.get_default())
        elif field.is_relation:
            other = self._resolve_reference(row, field, value, f"{path}/{field.name}")
            setattr(target, field.name, other)
            return other is not None
        elif reason := shape_problem(field, value):
            self.add_problem(row, f"{path}/{field.name}", reason)
            return False
        else:
            setattr(target, field.name, _as_entered(field, value))
        return True

    def _attach_file(
        self, row: FileRow, target: models.Model, field: models.FileField, name: str | None, path: str
    ) -> bool:
        """Name an uploaded file; "" or null: none. False, with a problem, where there is no such file."""
        is_name = isinstance(name, str) and bool(parse_stored_name(name)) and field.storage.exists(name)
        if is_name or name in ("", None):
            setattr(target, field.name, name or "")
            return True
        reason = _("There is no uploaded file of this name: %s") % name
        self.add_problem(row, f"{path}/{field.name}", reason)
        return False

    def many_to_many_rows(
        self, row: FileRow, target: models.Model, path: str, members: dict, part_for=None
    ) -> dict[models.ManyToManyField, list[models.Model]]:
        """The records and parts that the many-to-many fields name, such as topics, by field.

        ``part_for(field, id)`` gives the part of the same record that an id names.
        """
        rows = {}
        for field in many_to_many_fields(type(target)):
            others = [
                part_for(field, name)
                if is_part_reference(field)
                else self._resolve_reference(row, field, name, f"{path}/{field.name}")
                for name in members.get(field.name) or []
            ]
            rows[field] = list({id(other): other for other in others if other}.values())
        return rows

    def set_many_to_many(
        self,
        row: FileRow,
        target: models.Model,
        path: str,
        rows: dict[models.ManyToManyField, list[models.Model]],
    ) -> None:
        """Set the many-to-many fields to these rows."""
        for field, others in rows.items():
            if self.is_new(row):
                for other in others:
                    self.batch.link(target, field, other)
                continue
            stored = getattr(target, field.name)
            if {other.pk for other in others} != {other.pk for other in stored.all()}:
                names = [", ".join(map(str, rows)) or "–" for rows in (stored.all(), others)]
                place = path_in_record(row, f"{path}/{field.name}")
                self.note_changes(row, [f"{place}: {' → '.join(names)}"])
                stored.set(others)

    def _resolve_reference(
        self, row: FileRow, field: models.Field, row_id: str, path: str
    ) -> models.Model | None:
        """The record that a field names. None, with a problem, where there is none."""
        if not isinstance(row_id, str):
            self.add_problem(row, path, _("Write the id of a record, as text."))
            return None
        kind = KIND_OF_MODEL.get(field.related_model)
        other = self.record_for(kind, row_id) if kind else None
        if not other:
            self.add_problem(row, path, _("There is nothing called “%s” to refer to.") % row_id)
        return other


def _as_entered(field: models.Field, value):
    """The value as a form would take it: a number is exact."""
    return str(value) if isinstance(field, models.DecimalField) else value


def _added_words(row: FileRow, path: str, part: models.Model) -> str:
    """Sentence about a part that is new to a stored record: its path, and its name or what else is known of it."""
    return _("%s is added") % f"{path_in_record(row, path)} (“{in_short(str(part))}”)"


def path_in_record(row: FileRow, path: str) -> str:
    """A path without kind and id of its record."""
    return path.removeprefix(row.path).lstrip("/")
