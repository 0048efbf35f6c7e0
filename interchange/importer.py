"""Import engine: matches file rows to records, creates and updates them, then their parts."""

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import batched

from django.db import models
from django.utils.translation import gettext as _

from core.circles import with_unstored
from core.graphs import has_cycle
from desk.scope import is_limited
from interchange import batch, parent_circles, record_ids, source_matching
from interchange.changes import changes_in_words, field_changes
from interchange.fields import field_values, file_fields, many_to_many_fields, member_fields
from interchange.files import FileRow
from interchange.part_importer import PartImporter, import_prefetches
from interchange.problems import ImportProblem
from interchange.registration import Registration, registration_fields, registration_members
from interchange.row_writer import RowWriter
from interchange.schema import MODELS, PART_COLLECTIONS, SINGLE_PARTS
from register.records import Record
from sources.models import Source

_IMPORT_CHUNK = 200  # stored records whose parts are loaded at once


@dataclass
class ImportReport:
    """Outcome of an import: ids by kind, records and rows by kind and id in the order of the files, problems.

    ``changes`` say what changed in stored records, by kind and id; ``lost_refs`` are kind and id of records whose
    reference was taken; ``left_out`` are the problems of the records that were left out.
    """

    created: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    unchanged: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    records: dict[tuple[str, str], models.Model] = field(default_factory=dict)
    rows: dict[tuple[str, str], FileRow] = field(default_factory=dict)
    changes: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    lost_refs: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[ImportProblem] = field(default_factory=list)

    @property
    def created_or_changed(self) -> set[tuple[str, str]]:
        """Kind and id of all that was created or changed."""
        return {
            (kind, row_id) for ids in (self.created, self.changed) for kind in ids for row_id in ids[kind]
        }


class Importer:
    """Import of one set of files: first the records, so that everything can refer to them, then their parts."""

    def __init__(
        self,
        rows: dict[str, dict[str, FileRow]],
        *,
        only_new: bool,
        update: bool,
        gives_refs: bool,
        scope_of=None,
    ):
        self.rows = rows
        self.only_new = only_new
        self.update = update
        self.scope_of = scope_of  # the account whose scope must hold what changes
        self.records: dict[tuple[str, str], models.Model | None] = {}
        self.existing: dict[tuple[str, str], Record] = {}  # stored before
        self.reserved: dict[tuple[str, str], int] = {}  # primary keys of the others
        self.matched_sources: dict[str, set[int]] = defaultdict(set)  # primary keys, by file
        self.sources_by_fingerprint: dict[tuple, list[Source]] = {}
        self.skipped: set[tuple[str, str]] = set()
        self.writer = RowWriter(self.record_for)
        self.registration = Registration(self.writer, gives_refs=gives_refs)

    @property
    def problems(self) -> list[ImportProblem]:
        """All problems, record by record in the order of the files."""
        order = {row.key: number for number, row in enumerate(self._all_rows())}
        return sorted(self.writer.problems, key=lambda problem: order[problem.record])

    def run(self) -> None:
        """Import all rows. A refused record is not stored, yet its parts are: all their problems show at once."""
        self.rows = {
            kind: {row_id: self.writer.with_sound_lists(row) for row_id, row in by_id.items()}
            for kind, by_id in self.rows.items()
        }
        rows = self._all_rows()
        self._load_existing()
        outside = self._keys_outside_scope()
        self.registration.prepare(rows, self.existing)
        for row in rows:
            self.record_for(row.kind, row.id)
        self.writer.batch.store()
        imported = ((row, target) for row in rows if (target := self.records[row.key]))
        self.writer.add_problems(parent_circles.parent_circle_problems(imported))
        for row, target in self._rows_with_parts(rows):
            others = self.writer.many_to_many_rows(row, target, row.path, row.members)
            self.writer.set_many_to_many(row, target, row.path, others)
            if isinstance(target, Record):
                PartImporter(self.writer, row, target).run()
            for name in SINGLE_PARTS[row.kind]:
                if row.members.get(name) is not None:
                    self._import_single_part(row, target, name)
            if self.writer.batch.is_full:
                self.writer.batch.store()
        self.writer.batch.store()
        self._check_circles()
        self._refuse_outside_scope(outside)
        if not self.update:
            self._refuse_changes()

    def report(self) -> ImportReport:
        report = ImportReport(lost_refs=self.registration.lost_refs)
        for row in self._all_rows():
            outcome = (
                report.created if row.key in self.writer.created
                else report.changed if row.key in self.writer.changed else report.unchanged
            )  # fmt: skip
            outcome[row.kind].append(row.id)
            if row.key in self.writer.changed and row.key not in self.writer.created:
                report.changes[row.key] = self.writer.changed[row.key]
            report.records[row.key] = self.records[row.key]
            report.rows[row.key] = row
        return report

    def record_for(self, kind: str, row_id: str) -> models.Model | None:
        """The record of that id, imported on the way if the files hold it, be it refused. None: there is none."""
        key = kind, row_id
        if key not in self.records:
            row = self.rows[kind].get(row_id)
            self.records[key] = stored = self._stored_record(kind, row_id, row)
            if row and stored and self.only_new:
                self.skipped.add(key)
            elif row:
                self.records[key] = target = stored or self._new_record(row)
                self._import_row(row, target, is_new=not stored)
        return self.records[key]

    def _all_rows(self) -> list[FileRow]:
        return [row for by_id in self.rows.values() for row in by_id.values()]

    def _load_existing(self) -> None:
        """Load stored records; reserve primary keys for the others, so that age follows the order of the files."""
        for kind, model in MODELS.items():
            stored: dict = {}
            if issubclass(model, Record):
                stored = record_ids.records_by_id(model, self.rows[kind])
                self.existing |= {(kind, row_id): record for row_id, record in stored.items()}
            else:
                rows = self.rows[kind].values()
                self.sources_by_fingerprint = source_matching.sources_by_fingerprint(rows)
            new = [(kind, row_id) for row_id in self.rows[kind] if row_id not in stored]
            self.reserved |= dict(zip(new, batch.reserve_keys(model, len(new)), strict=True))

    def _stored_record(self, kind: str, row_id: str, row: FileRow | None) -> models.Model | None:
        """The stored record of an id. A source keeps no id: it is matched to its row."""
        model = MODELS[kind]
        if issubclass(model, Record):
            loaded = self.existing if row else record_ids.records_by_id(model, [row_id])
            return loaded.get((kind, row_id) if row else row_id)
        if not row:
            return None
        is_exact = not (self.update or self.only_new)
        return source_matching.match_source(
            row, self.sources_by_fingerprint, self.matched_sources[row.file], is_exact=is_exact
        )

    def _new_record(self, row: FileRow) -> models.Model:
        model = MODELS[row.kind]
        external_id = {"external_id": row.id} if issubclass(model, Record) else {}
        return model(pk=self.reserved[row.key], **external_id)

    def _import_row(self, row: FileRow, target: models.Model, *, is_new: bool) -> None:
        """Store the fields of the record itself, unless it is refused."""
        model = type(target)
        registered = [field for field in registration_fields(model) if field.name != "ref"]
        fields = [*member_fields(model), *file_fields(model), *registered]
        before = {} if is_new else field_values(target, fields)
        if is_new:
            self.writer.created.add(row.key)
        refused = self.writer.assign_fields(row, target, row.path, row.members, _members_set_apart(row.kind))
        if isinstance(target, Record):
            refused |= self.registration.apply(row, target, is_new=is_new)
        if not self.writer.accept_fields(row, row.path, target, refused):
            return
        if is_new:
            self.writer.batch.add(row, row.path, target)
        elif before != field_values(target, fields):
            self.writer.save(row, row.path, target, field_changes("", before, target, fields))
        if isinstance(target, Source):
            self.matched_sources[row.file].add(target.pk)
            fingerprint = source_matching.source_fingerprint(target)
            self.sources_by_fingerprint.setdefault(fingerprint, []).append(target)

    def _rows_with_parts(self, rows: list[FileRow]) -> Iterator[tuple[FileRow, models.Model]]:
        """Rows and their records, but for those skipped; of stored ones the parts are loaded."""
        kept = [row for row in rows if self.records[row.key] and row.key not in self.skipped]
        for chunk in batched(kept, _IMPORT_CHUNK):
            stored = defaultdict(list)
            for row in chunk:
                if not self.writer.is_new(row):
                    stored[row.kind].append(self.records[row.key])
            for kind, targets in stored.items():
                models.prefetch_related_objects(targets, *import_prefetches(kind))
            yield from ((row, self.records[row.key]) for row in chunk)
            for target in (record for targets in stored.values() for record in targets):
                target._prefetched_objects_cache = {}

    def _import_single_part(self, row: FileRow, target: Record, name: str) -> None:
        """Create or update what a record has at most one of. A file without the member leaves it as it is."""
        if not isinstance(row.members[name], dict):
            self.writer.add_problem(row, f"{row.path}/{name}", _("Write it as an object with members."))
            return
        relation = type(target)._meta.get_field(name)
        fields = member_fields(relation.related_model)
        part = None if self.writer.is_new(row) else getattr(target, name, None)
        before = field_values(part, fields) if part else None
        part = part or relation.related_model(**{relation.field.name: target})
        path = f"{row.path}/{name}"
        refused = self.writer.assign_fields(row, part, path, row.members[name], set())
        if self.writer.accept_fields(row, path, part, refused) and before != field_values(part, fields):
            lines = field_changes(name, before, part, fields) if before else []
            self.writer.store(row, path, part, lines)

    def _keys_outside_scope(self) -> set[tuple[str, str]]:
        """Stored records that another unit is responsible for before anything changes."""
        if not is_limited(self.scope_of):
            return set()  # else the custody of each agreement is loaded for everybody
        return {key for key, each in self.existing.items() if not each.is_within_scope_of(self.scope_of)}

    def _refuse_outside_scope(self, outside: Container[tuple[str, str]]) -> None:
        """Each stored record of another unit that would change is a problem."""
        for row in self._all_rows():
            if row.key in outside and row.key in self.writer.changed:
                self.writer.add_problem(row, row.path, _("Another unit is responsible for it."))

    def _refuse_changes(self) -> None:
        """Each stored record that would change is a problem that names it and the changes."""
        for row in self._all_rows():
            if row.key in self.writer.changed and not self.writer.is_new(row):
                self.writer.add_problem(row, row.path, self._words_of_refused_change(row))

    def _words_of_refused_change(self, row: FileRow) -> str:
        return _("“%(name)s” is here already and would change: %(changes)s. Allow it with --update.") % {
            "name": self.records[row.key],
            "changes": changes_in_words(self.writer.changed[row.key]),
        }

    def _check_circles(self) -> None:
        """Once all is stored: links of this import may have closed a circle that none of them shows alone."""
        lineage_parts = self.writer.lineage_parts
        models_in_circles = {
            model for model in {type(part) for _row, _path, part in lineage_parts}
            if has_cycle(model.acyclic_edges())
        }  # fmt: skip
        with with_unstored(filter(None, self.records.values())):
            for row, path, part in lineage_parts:
                if type(part) in models_in_circles:
                    self.writer.accept(row, path, part.clean)


@cache
def _members_set_apart(kind: str) -> set[str]:
    """The members of a row that are not fields of the record's own table, or are set by the registration."""
    model = MODELS[kind]
    many = [field.name for field in many_to_many_fields(model)]
    parts = [*PART_COLLECTIONS[kind], *SINGLE_PARTS[kind]]
    return {"id", *many, *parts} | registration_members(model)
