"""Names of rows in fields that choose another part of the same page, across three ways of numbering the rows."""

from desk.conflicts.sent import Assembled, SentForm, SentRow
from desk.conflicts.snapshot import Row, Shapes, Snapshot
from desk.conflicts.values import FieldShape

_GONE = "gone"  # the number of a row that is no longer on the page: no form takes it


class LinkNames:
    """The rows of a form as it was sent, by the parts that they are."""

    def __init__(self, sent: SentForm, theirs: Snapshot, shapes: Shapes, base: Snapshot | None):
        self.sent, self.theirs, self.shapes = sent, theirs, shapes
        self._rows = {
            (prefix, pk): row
            for prefix, rows in sent.rows.items()
            for row in rows
            if (pk := row.pk(shapes.pk_names[prefix]))
        }
        self._as_stored: set[tuple[int, str]] = set()
        self._twins: dict[tuple[str, str], SentRow] = {}
        if base:
            self._find_twins(base)

    def sent_row(self, prefix: str, pk: str) -> SentRow | None:
        return self._rows.get((prefix, pk))

    # The same part, added by both

    def _find_twins(self, base: Snapshot) -> None:
        """Find new rows that say exactly what a part says that somebody else added: ``{(prefix, pk): row}``."""
        for prefix, parts in self.theirs.parts.items():
            added = [
                pk for pk in parts if pk not in base.parts.get(prefix, {}) and (prefix, pk) not in self._rows
            ]
            for row in self.sent.rows[prefix]:
                if row.pk(self.shapes.pk_names[prefix]) or row.is_deleted or row.files:
                    continue
                for pk in added:
                    if (prefix, pk) not in self._twins and self._says_the_same(prefix, row, parts[pk]):
                        self._twins[prefix, pk] = row
                        break

    def _says_the_same(self, prefix: str, sent: SentRow, part: Row) -> bool:
        shapes = self.shapes.parts[prefix]
        return all(
            self.identities(shape, sent, None, part)
            == sorted(f"#{pk}" for pk in part.links.get(shape.name, ()))
            if shape.is_link
            else shape.is_same(sent.data, part.data)
            for shape in shapes
        )

    def twin(self, prefix: str, pk: str) -> SentRow | None:
        return self._twins.get((prefix, pk))

    def is_twin(self, row: SentRow) -> bool:
        return any(row is twin for twin in self._twins.values())

    # What a field chooses

    def identities(self, shape: FieldShape, sent: SentRow, base: Row | None, theirs: Row | None) -> list[str]:
        """The parts that a field of a sent row chooses: ``#`` and the primary key, of new ones as they were sent."""
        return sorted(self._identity(shape, value, base, theirs) for value in shape.values(sent.data))

    def _identity(self, shape: FieldShape, value: str, base: Row | None, theirs: Row | None) -> str:
        """The part of one value: a row of this page, or what stands for a part in its stored row."""
        if named := self.sent.row(value):
            prefix, row = named
            pk = row.pk(self.shapes.pk_names[prefix]) or next(
                (pk for (_prefix, pk), twin in self._twins.items() if twin is row), ""
            )
            return f"#{pk}" if pk else value
        for stored in filter(None, (base, theirs)):
            shown = stored.data.get(shape.name, [])
            pks = stored.links.get(shape.name, [])
            if value in shown and len(shown) == len(pks):
                return f"#{pks[shown.index(value)]}"
        return value

    # The rows anew

    def keep(self, row: SentRow, name: str) -> None:
        """Leave this field alone when rows are renamed: it is as stored, and stored rows keep their order."""
        self._as_stored.add((id(row), name))

    def rename(self, formsets: dict[str, Assembled]) -> None:
        """Have every field that chooses a part name it by its row in the form that is put together."""
        names = {
            id(row): f"{prefix}-{number}"
            for prefix, formset in formsets.items()
            for number, row in enumerate(formset.rows)
        }
        stored = {
            (prefix, row.pk(self.shapes.pk_names[prefix])): names[id(row)]
            for prefix, formset in formsets.items()
            for row in formset.stored
        }
        for prefix, formset in formsets.items():
            for row in formset.rows:
                for shape in self.shapes.parts[prefix]:
                    if shape.is_link and row.number >= 0 and (id(row), shape.name) not in self._as_stored:
                        values = row.data.get(shape.name, [])
                        row.data[shape.name] = [
                            self._renamed(shape, value, names, stored) for value in values
                        ]

    def _renamed(self, shape: FieldShape, value: str, names: dict[int, str], stored: dict) -> str:
        if value.startswith("#"):
            place = (shape.source, value[1:])
            row = self._rows.get(place) or self._twins.get(place)
            return stored.get(place) or names.get(id(row)) or f"{shape.source}-{_GONE}"
        named = self.sent.row(value)
        if named is None:
            return value
        twins = [place for place, twin in self._twins.items() if twin is named[1]]
        return names.get(id(named[1])) or (stored[twins[0]] if twins else f"{named[0]}-{_GONE}")
