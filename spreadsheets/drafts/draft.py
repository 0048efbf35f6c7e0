"""One row of a list beside the agreement it is about: what the cells say, put into what is recorded already.

A row never takes anything away: an empty cell says nothing, and a cell that says what an export of the record would say
changes nothing. So a list that tells less than the record leaves the rest alone.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from django.conf import settings

from spreadsheets.columns import COLUMNS_BY_NAME
from spreadsheets.exports.flat_row import flat_row
from spreadsheets.lookups import DeskLookups
from spreadsheets.parsing.cells import CellError, is_blank_cell
from spreadsheets.plan import CellProblem, OrganizationCandidates

SheetCell = tuple[str, str]  # header and text


@dataclass
class SheetRow:
    """The cells of one row by the column they mean, and those that mean none."""

    number: int
    cells: dict[str, list[SheetCell]] = field(default_factory=dict)
    kept: list[SheetCell] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The cells of a column as one text; empty where they say nothing."""
        return "\n".join(text for _header, text in self.told(name))

    def told(self, name: str) -> list[SheetCell]:
        return [cell for cell in self.cells.get(name, []) if not is_blank_cell(cell[1])]

    def header(self, name: str) -> str:
        cells = self.told(name) or self.cells.get(name, [])
        return cells[0][0] if cells else ""


def mapped_rows(table, mapping: list[str]) -> list[SheetRow]:
    """The rows of a table that say something."""
    rows = []
    for number, texts in table.numbered():
        row = SheetRow(number)
        for header, name, text in zip(table.headers, mapping, texts, strict=True):
            if name:
                row.cells.setdefault(name, []).append((header, text))
            elif not is_blank_cell(text):
                row.kept.append((header, text))
        rows.append(row)
    return rows


class AgreementDraft:
    """What a record would say after a row: the members of an interchange file, and what was not understood."""

    def __init__(
        self, row: SheetRow, desk: DeskLookups, record_id: str, base: dict | None, *, is_korean: bool
    ):
        self.row, self.desk, self.base = row, desk, base
        self.is_korean = is_korean  # the list is, and so is a title that we have to give
        self.members: dict = deepcopy(base) if base else {"id": record_id}
        self.problems: list[CellProblem] = []
        self.warnings: list[CellProblem] = []
        self.candidates: list[OrganizationCandidates] = []
        self.new_organizations: set[str] = set()
        self.origins: list[tuple[str, dict | None, str, str]] = []  # collection, part, field, column name
        languages = [code for code, _name in settings.LANGUAGES]
        self.told = [flat_row(base, desk, code) for code in languages] if base else []

    @property
    def is_new(self) -> bool:
        return self.base is None

    def is_told(self, *names: str) -> bool:
        """Whether the cells of these columns say nothing, or only what an export of the record would say."""
        texts = {name: self.row.text(name) for name in names}
        if not any(texts.values()):
            return True
        return any(
            all(
                not text or normalize_lines(text) == normalize_lines(told.get(name, ""))
                for name, text in texts.items()
            )
            for told in self.told
        )

    def read(self, name: str, understand: Callable):
        """What the cell of a column means. None where it says nothing new, or is not understood: a problem."""
        if self.is_told(name):
            return None
        header, text = self.row.told(name)[0]
        try:
            return understand(text)
        except CellError as error:
            self.problem(error, header, text)
            return None

    def problem(self, error: CellError, header: str, text: str) -> None:
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
            own = "/".join(filter(None, [collection, _part_key(self.members, collection, part), name]))
            if (path == own or path.startswith(f"{own}/")) and len(own) > len(best[0]):
                best = own, column
        return best[1] if best[0] else (path.split("/")[0] if path.split("/")[0] in COLUMNS_BY_NAME else "")


def _part_key(members: dict, collection: str, part: dict | None) -> str:
    if part is None:
        return ""
    place = next(number for number, one in enumerate(members[collection], 1) if one is part)
    return str(part.get("id", part.get("key", place)))


def normalize_lines(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
