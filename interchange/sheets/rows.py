"""One row of a list beside the agreement it is about: what the cells say, put into what is recorded already.

A row never takes anything away: an empty cell says nothing, and a cell that says what an export of the record would say
changes nothing. So a list that tells less than the record leaves the rest alone.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from interchange.sheets.cells import NotUnderstood, says_nothing
from interchange.sheets.columns import NAMES
from interchange.sheets.desk import Desk
from interchange.sheets.flattening import flat_texts, readings
from interchange.sheets.plans import Candidates, CellProblem, Change

Cell = tuple[str, str]  # header and text


@dataclass
class Row:
    """The cells of one row by the column they mean, and those that mean none."""

    number: int
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    kept: list[Cell] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The cells of a column as one text; empty where they say nothing."""
        return "\n".join(text for _header, text in self.told(name))

    def told(self, name: str) -> list[Cell]:
        return [cell for cell in self.cells.get(name, []) if not says_nothing(cell[1])]

    def header(self, name: str) -> str:
        cells = self.told(name) or self.cells.get(name, [])
        return cells[0][0] if cells else ""


def rows_of(table, mapping: list[str]) -> list[Row]:
    """The rows of a table that say something."""
    rows = []
    for number, texts in table.numbered():
        row = Row(number)
        for header, name, text in zip(table.headers, mapping, texts, strict=True):
            if name:
                row.cells.setdefault(name, []).append((header, text))
            elif not says_nothing(text):
                row.kept.append((header, text))
        rows.append(row)
    return rows


class Draft:
    """What a record would say after a row: the members of an interchange file, and what was not understood."""

    def __init__(self, row: Row, desk: Desk, record_id: str, base: dict | None, *, is_korean: bool):
        self.row, self.desk, self.base = row, desk, base
        self.is_korean = is_korean  # the list is, and so is a title that we have to give
        self.members: dict = deepcopy(base) if base else {"id": record_id}
        self.problems: list[CellProblem] = []
        self.warnings: list[CellProblem] = []
        self.candidates: list[Candidates] = []
        self.new_organizations: set[str] = set()
        self.origins: list[tuple[str, dict | None, str, str]] = []  # collection, part, field, column name
        languages = [code for code, _name in settings.LANGUAGES]
        self.told = [flat_texts(base, desk, code) for code in languages] if base else []

    @property
    def is_new(self) -> bool:
        return self.base is None

    def is_told(self, *names: str) -> bool:
        """Whether the cells of these columns say nothing, or only what an export of the record would say."""
        texts = {name: self.row.text(name) for name in names}
        if not any(texts.values()):
            return True
        return any(
            all(not text or normal(text) == normal(told.get(name, "")) for name, text in texts.items())
            for told in self.told
        )

    def read(self, name: str, understand: Callable):
        """What the cell of a column means. None where it says nothing new, or is not understood: a problem."""
        if self.is_told(name):
            return None
        header, text = self.row.told(name)[0]
        try:
            return understand(text)
        except NotUnderstood as error:
            self.problem(error, header, text)
            return None

    def problem(self, error: NotUnderstood, header: str, text: str) -> None:
        self.problems.append(CellProblem(header, text, error.reason, error.advice))

    def warn(self, name: str, reason: str, advice: str = "") -> None:
        self.warnings.append(CellProblem(self.row.header(name), self.row.text(name), reason, advice))

    def part(self, collection: str, part_id: str, members: dict, column: str) -> dict:
        """A new part of the record, which came from a column."""
        part = {"id": part_id, **members}
        self.members.setdefault(collection, []).append(part)
        self.origins.append((collection, part, "", column))
        return part

    def came_from(self, column: str, collection: str, part: dict | None = None, name: str = "") -> None:
        """Note where something was read, so that what is wrong with it is told there."""
        self.origins.append((collection, part, name, column))

    def column_of(self, path: str) -> str:
        """The column name that a path of the record (``milestones/signed/on``) was read from; "" for none."""
        best = ("", "")
        for collection, part, name, column in self.origins:
            own = "/".join(filter(None, [collection, part_name(self.members, collection, part), name]))
            if (path == own or path.startswith(f"{own}/")) and len(own) > len(best[0]):
                best = own, column
        return best[1] if best[0] else (path.split("/")[0] if path.split("/")[0] in NAMES else "")


def part_name(members: dict, collection: str, part: dict | None) -> str:
    if part is None:
        return ""
    place = next(number for number, one in enumerate(members[collection], 1) if one is part)
    return str(part.get("id", part.get("key", place)))


def normal(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)


def note_with(lines: list[Cell], note: str) -> str:
    """A note with these lines “header: text” in the place of those of the same header; all else stays."""
    kept = note.split("\n") if note else []
    for header, text in lines:
        line = f"{header}: {' / '.join(filter(None, map(str.strip, text.split(chr(10)))))}"
        place = next((place for place, one in enumerate(kept) if one.startswith(f"{header}: ")), None)
        if place is None:
            kept.append(line)
        else:
            kept[place] = line
    return "\n".join(kept)


def changes_of(draft: Draft, language: str) -> list[Change]:
    """What the row changes in the columns that an export has, and what was understood besides."""
    before = flat_texts(draft.base, draft.desk, language) if draft.base else {}
    after = flat_texts(draft.members, draft.desk, language)
    with override(language):
        changes = [
            Change(
                str(column.label),
                before.get(name, ""),
                after[name],
                written(draft.row.text(name), after[name]),
            )
            for name, column in NAMES.items()
            if name in after and name != "record" and before.get(name, "") != after[name]
        ]
        was = readings(draft.base, draft.desk) if draft.base else {}
        for name, (label, text) in readings(draft.members, draft.desk).items():
            if text != was.get(name, ("", ""))[1]:
                changes.append(Change(label, was.get(name, ("", ""))[1], text))
    return changes


def written(cell: str, understood: str) -> str:
    return "" if normal(cell) == normal(understood) else cell


def working_title(draft: Draft) -> str:
    """A plain title of ours for an agreement to which the list gives none."""
    with override("ko" if draft.is_korean else "en"):
        texts = flat_texts(draft.members, draft.desk, "ko" if draft.is_korean else "en")
        parties = ", ".join(texts["party"].split("\n"))
        what = texts["form_as_written"] or texts["form"] or _("Agreement")
        return (_("%(what)s: %(parties)s") % {"what": what, "parties": parties} if parties else what)[:800]
