"""A staff form as it was sent: its rows by formset, and the same put together anew in another order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.http import QueryDict

from desk.conflicts.values import Data

_CLEAR = "-clear"  # ends the name of the tick that takes a file away


@dataclass
class SentRow:
    """One row of a formset as it was sent: its place there, its values and files by name of the input."""

    number: int
    data: Data = field(default_factory=dict)
    files: dict[str, Any] = field(default_factory=dict)

    @property
    def is_deleted(self) -> bool:
        return any(self.data.get(DELETION_FIELD_NAME, ()))

    def pk(self, name: str) -> str:
        return (self.data.get(name) or [""])[-1]

    def clears(self, name: str) -> bool:
        return bool(self.data.get(f"{name}{_CLEAR}"))

    def forget_file(self, name: str) -> None:
        """Leave a file as it is stored."""
        self.files.pop(name, None)
        self.data.pop(f"{name}{_CLEAR}", None)


@dataclass
class SentForm:
    """A form as it was sent: the row of the record, and the rows of each formset in their order."""

    record: SentRow
    rows: dict[str, list[SentRow]]

    def row(self, name: str) -> tuple[str, SentRow] | None:
        """Prefix and row of a name such as ``milestones-3``."""
        prefix, _dash, number = name.rpartition("-")
        rows = [row for row in self.rows.get(prefix, ()) if str(row.number) == number]
        return (prefix, rows[0]) if rows else None


def parse_sent(post: QueryDict, files: Mapping[str, Any], prefixes: list[str]) -> SentForm:
    """The rows of these formsets, and everything else as of the record."""
    pattern = re.compile(rf"({'|'.join(map(re.escape, prefixes))})-(\d+)-(.+)", re.DOTALL)
    record, rows = SentRow(-1), {prefix: dict[int, SentRow]() for prefix in prefixes}

    def place(name: str) -> tuple[SentRow, str]:
        matched = pattern.fullmatch(name) if prefixes else None
        if not matched:
            return record, name
        number = int(matched[2])
        return rows[matched[1]].setdefault(number, SentRow(number)), matched[3]

    for name, values in post.lists():
        row, own_name = place(name)
        row.data[own_name] = list(values)
    for name in files:
        row, own_name = place(name)
        row.files[own_name] = files[name]
    in_order = {prefix: [own[number] for number in sorted(own)] for prefix, own in rows.items()}
    return SentForm(record, {prefix: _counted(prefix, own, post) for prefix, own in in_order.items()})


def _counted(prefix: str, rows: list[SentRow], post: QueryDict) -> list[SentRow]:
    """The rows that the form counts: others, a browser's leftovers, are ignored by the formset too."""
    total = post.get(f"{prefix}-{TOTAL_FORM_COUNT}", "")
    return [row for row in rows if not total.isdigit() or row.number < int(total)]


@dataclass
class Assembled:
    """Rows of one formset for a form that is put together: those that are stored, then new ones."""

    stored: list[SentRow] = field(default_factory=list)
    new: list[SentRow] = field(default_factory=list)

    @property
    def rows(self) -> list[SentRow]:
        return [*self.stored, *self.new]


def assemble(record: SentRow, formsets: dict[str, Assembled]) -> tuple[QueryDict, dict[str, Any]]:
    """The data and the files of a form of these rows, numbered by their order."""
    post, files = QueryDict(mutable=True), dict(record.files)
    for name, values in record.data.items():
        if values:  # Django takes an empty list for a value
            post.setlist(name, values)
    for prefix, formset in formsets.items():
        post[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(len(formset.stored))
        post[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(formset.rows))
        for number, row in enumerate(formset.rows):
            for name, values in row.data.items():
                if values:
                    post.setlist(f"{prefix}-{number}-{name}", values)
            for name, file in row.files.items():
                files[f"{prefix}-{number}-{name}"] = file
    return post, files
