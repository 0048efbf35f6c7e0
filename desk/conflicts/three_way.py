"""Three-way merge of a form: as it was opened (base), as it is stored (theirs), as it was sent (yours).

Rows are matched by primary key. A row that names another one, such as the signing of a signatory, is compared by the
part that it names, since the same row may have another number on each of the three.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict

from desk.conflicts.differences import BOTH, THEIRS, YOURS, Difference, Side, choices_sent
from desk.conflicts.links import LinkNames
from desk.conflicts.sent import Assembled, SentRow, assemble, parse_sent
from desk.conflicts.snapshot import Row, Shapes, Snapshot
from desk.conflicts.values import FieldShape


@dataclass
class Merged:
    """Outcome of a merge: every difference, and the form to be saved in place of the one that was sent.

    ``restored`` has the row that a deleted part had, by the name of the new row that takes its place.
    """

    differences: list[Difference]
    post: QueryDict
    files: dict[str, Any]
    restored: dict[str, Row] = field(default_factory=dict)

    @property
    def open_differences(self) -> list[Difference]:
        return [difference for difference in self.differences if not difference.chosen]

    @property
    def taken_over(self) -> list[Difference]:
        return [difference for difference in self.differences if difference.is_taken_over]


def merge_form(
    shapes: Shapes, base: Snapshot | None, theirs: Snapshot, post: QueryDict, files: Mapping[str, Any]
) -> Merged:
    """Merge what was sent with what is stored. Without a base, whatever differs has to be chosen."""
    return _Merge(shapes, base, theirs, post, files).merged()


class _Merge:
    """One merge, row by row."""

    def __init__(self, shapes: Shapes, base: Snapshot | None, theirs: Snapshot, post, files):
        self.shapes, self.base, self.theirs = shapes, base, theirs
        self.sent = parse_sent(post, files, [*shapes.parts])
        self.choices = choices_sent(self.sent.record.data)
        self.links = LinkNames(self.sent, theirs, shapes, base)
        self.differences: list[Difference] = []
        self.formsets = {prefix: Assembled() for prefix in shapes.parts}
        self.restored: dict[int, Row] = {}  # by identity of the new row

    def merged(self) -> Merged:
        for name in [name for name in self.sent.record.data if name.startswith("initial-")]:
            del self.sent.record.data[name]  # Django's hidden copies of what a field began with
        base = self.base.record if self.base else None
        self._merge_row("", "", self.shapes.record, base, self.theirs.record, self.sent.record)
        for prefix, formset in self.formsets.items():
            formset.stored = [self._stored_row(prefix, pk) for pk in self.theirs.parts[prefix]]
            formset.new = [*self._restored_rows(prefix), *self._new_rows(prefix)]
        self.links.rename(self.formsets)
        self._renew_hidden_initial()
        post, files = assemble(self.sent.record, self.formsets)
        restored = {
            f"{prefix}-{number}": self.restored[id(row)]
            for prefix, formset in self.formsets.items()
            for number, row in enumerate(formset.rows)
            if id(row) in self.restored
        }
        return Merged(self.differences, post, files, restored)

    # Parts

    def _stored_row(self, prefix: str, pk: str) -> SentRow:
        """The row of a part that is stored: merged field by field, or deleted."""
        base, theirs = self._base_part(prefix, pk), self.theirs.parts[prefix][pk]
        sent, shapes = self.links.sent_row(prefix, pk), self.shapes.parts[prefix]
        if sent is None:
            added = self._new_row_of(prefix, pk, theirs)
            is_theirs_alone = self.base and base is None and self.links.twin(prefix, pk) is None
            if is_theirs_alone and self._choose_part(prefix, pk, None, theirs, None, default=THEIRS) == YOURS:
                added.data[DELETION_FIELD_NAME] = ["on"]
            return added
        if sent.is_deleted:
            default = YOURS if base and self._rows_are_same(shapes, base, theirs) else ""
            if self._choose_part(prefix, pk, base, theirs, None, default=default) != THEIRS:
                return sent
            return self._new_row_of(prefix, pk, theirs)
        self._merge_row(prefix, pk, shapes, base, theirs, sent)
        return sent

    def _restored_rows(self, prefix: str) -> Iterator[SentRow]:
        """Rows of parts that they deleted and that somebody keeps nevertheless: as new ones."""
        name = self.shapes.pk_names[prefix]
        for sent in self.sent.rows[prefix]:
            pk = sent.pk(name)
            if not pk or sent.is_deleted or pk in self.theirs.parts[prefix]:
                continue
            base = self._base_part(prefix, pk)
            if base is None and self._is_blank(prefix, sent):
                continue  # the key of a new part that is the only one of its record is the record's
            is_same = base is not None and self._is_as_opened(self.shapes.parts[prefix], base, sent)
            yours = Row(sent.data, label=base.label if base else "")
            if self._choose_part(prefix, pk, base, None, yours, default=THEIRS if is_same else "") == YOURS:
                sent.data[name] = [""]
                self.restored[id(sent)] = base or Row({})
                yield sent

    def _new_rows(self, prefix: str) -> Iterator[SentRow]:
        """Rows that were typed anew, unless they say what a part says that they added meanwhile."""
        for sent in self.sent.rows[prefix]:
            is_stored = sent.pk(self.shapes.pk_names[prefix]) or id(sent) in self.restored
            if is_stored or self.links.is_twin(sent):
                continue
            if sent.is_deleted or self._is_blank(prefix, sent):
                yield sent
                continue
            yours = Row(sent.data)
            if self._choose_part(prefix, f"new{sent.number}", None, None, yours, default=YOURS) == YOURS:
                yield sent

    def _is_blank(self, prefix: str, sent: SentRow) -> bool:
        """True for a row in which nobody has typed."""
        blank, shapes = self.shapes.blanks[prefix], self.shapes.parts[prefix]
        return not sent.files and all(shape.is_same(sent.data, blank) for shape in shapes)

    def _choose_part(
        self, prefix: str, pk: str, base: Row | None, theirs: Row | None, yours: Row | None, *, default: str
    ) -> str:
        """Note the difference of a whole part, and return the side that is chosen."""
        was, is_now, typed = (Side([], row) if row else None for row in (base, theirs, yours))
        label = next((row.label for row in (theirs, base, yours) if row and row.label), "")
        return self._choose(
            Difference(
                f"{prefix}:{pk}:", prefix, None, label, was, is_now, typed, default, self.base is not None
            )
        )

    def _choose(self, difference: Difference) -> str:
        difference.choose(self.choices)
        self.differences.append(difference)
        return difference.chosen

    def _new_row_of(self, prefix: str, pk: str, row: Row) -> SentRow:
        """A part as it is stored, as if its row had been on the page."""
        return SentRow(
            -1, {**_without_files(row, self.shapes.parts[prefix]), self.shapes.pk_names[prefix]: [pk]}
        )

    def _base_part(self, prefix: str, pk: str) -> Row | None:
        return self.base.parts.get(prefix, {}).get(pk) if self.base else None

    def _rows_are_same(self, shapes: list[FieldShape], base: Row, theirs: Row) -> bool:
        return all(
            _is_same(shape, self._side(shape, base), self._side(shape, theirs), base, theirs)
            for shape in shapes
        )

    def _is_as_opened(self, shapes: list[FieldShape], base: Row, sent: SentRow) -> bool:
        return all(
            _is_same(shape, self._side(shape, base), self._sent_side(shape, sent, base, None), base, sent)
            for shape in shapes
        )

    # Fields

    def _merge_row(self, prefix: str, pk: str, shapes, base: Row | None, theirs: Row, sent: SentRow) -> None:
        """Set each field of a row that was sent to what the merge says."""
        for shape in shapes:
            sides = (
                self._side(shape, base) if base else None,
                self._side(shape, theirs),
                self._sent_side(shape, sent, base, theirs),
            )
            chosen = self._choose_value(prefix, pk, shape, (base, theirs, sent), sides)
            if chosen == THEIRS:
                sent.forget_file(shape.name)
                self.links.keep(sent, shape.name)
                for name in shape.inputs:
                    sent.data[name] = [] if shape.is_file else list(theirs.data.get(name, []))
            elif chosen == BOTH:
                sent.data[shape.name] = _union_of_changes(*(side.values if side else [] for side in sides))

    def _choose_value(self, prefix: str, pk: str, shape: FieldShape, rows, sides) -> str:
        """The side whose value a field takes; theirs where all agree, since it is written as it is stored."""
        (base_row, their_row, sent), (base, theirs, yours) = rows, sides
        if _is_same(shape, theirs, yours, their_row, sent):
            return THEIRS
        default = YOURS if base and _is_same(shape, base, theirs, base_row, their_row) else ""
        if base and _is_same(shape, base, yours, base_row, sent):
            default = THEIRS
        choices = [THEIRS, YOURS]
        if not default and base and shape.is_set:
            default, choices = BOTH, [THEIRS, YOURS, BOTH]
        path = f"{prefix}:{pk}:{shape.name}"
        label = their_row.label if prefix else ""
        return self._choose(
            Difference(
                path, prefix, shape, label, base, theirs, yours, default, base is not None, choices=choices
            )
        )

    def _side(self, shape: FieldShape, row: Row) -> Side:
        if shape.is_link:
            return Side(sorted(f"#{pk}" for pk in row.links.get(shape.name, ())), row)
        return Side(shape.values(row.data), row)

    def _sent_side(self, shape: FieldShape, sent: SentRow, base: Row | None, theirs: Row | None) -> Side:
        if shape.is_file:
            file = sent.files.get(shape.name)
            if file is not None:
                return Side([f"upload:{file.name}"], file=file)
            untouched = base or theirs
            is_kept = untouched is not None and not sent.clears(shape.name)
            return Side(shape.values(untouched.data) if untouched and is_kept else [])
        if shape.is_link:
            return Side(sorted(self.links.identities(shape, sent, base, theirs)))
        return Side(shape.values(sent.data))

    def _renew_hidden_initial(self) -> None:
        """Put back Django's hidden copies of what a field began with: now, as it is stored."""
        for shape in self.shapes.record:
            if shape.field.show_hidden_initial:
                self.sent.record.data[f"initial-{shape.name}"] = self.theirs.record.data.get(shape.name, [])
        for prefix, shapes in self.shapes.parts.items():
            hidden = [shape for shape in shapes if shape.field.show_hidden_initial]
            for number, row in enumerate(self.formsets[prefix].rows):
                stored = self.theirs.parts[prefix].get(row.pk(self.shapes.pk_names[prefix]))
                began = stored.data if stored else self.shapes.blanks[prefix]
                for shape in hidden:
                    name = f"initial-{prefix}-{number}-{shape.name}"
                    self.sent.record.data[name] = began.get(shape.name, [])


def _is_same(
    shape: FieldShape, side: Side, other: Side, row: Row | SentRow, other_row: Row | SentRow
) -> bool:
    if shape.is_link or shape.is_file:
        return side.values == other.values
    return shape.is_same(row.data, other_row.data)


def _union_of_changes(base: list[str], theirs: list[str], yours: list[str]) -> list[str]:
    """Both changes of a set: what either added is in, what either took out is out."""
    kept = [value for value in base if value in theirs and value in yours]
    return [*kept, *(value for value in dict.fromkeys([*theirs, *yours]) if value not in base)]


def _without_files(row: Row, shapes: list[FieldShape]) -> dict[str, list[str]]:
    files = {name for shape in shapes if shape.is_file for name in shape.inputs}
    return {name: list(values) for name, values in row.data.items() if name not in files}
