"""Draft of an agreement: the exported record with one row of a list merged in.

An empty cell changes nothing, and neither does a cell that is as an export of the record would have it. A list in a
cell may be less than the record has: list_cells.py tells what then goes.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field

from django.conf import settings

from spreadsheets.answers import ImportAnswers
from spreadsheets.columns import COLUMNS_BY_NAME, is_own_export
from spreadsheets.exports.flat_row import flat_row
from spreadsheets.headers import PLACE_HEADERS, normalize_header
from spreadsheets.lookups import DeskLookups
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, is_blank_cell, language_by_script, normalize_cell
from spreadsheets.parsing.word_lists import is_ditto
from spreadsheets.plan import CellProblem, OrganizationCandidates
from spreadsheets.second_names import second_names_of_parties

SheetCell = tuple[str, str]  # header and text
PARTIES_QUESTION = "parties"  # asks which column names the other side, where none is mapped so


@dataclass
class SheetRow:
    """The cells of one row by the name of their column, and those of unmapped columns."""

    number: int
    cells: dict[str, list[SheetCell]] = field(default_factory=dict)
    unmapped_cells: list[SheetCell] = field(default_factory=list)
    repeated_cells: list[SheetCell] = field(
        default_factory=list
    )  # with a sign for the text above, which is read

    def text(self, name: str) -> str:
        """The cells of a column as one text, without blank ones."""
        return "\n".join(text for _header, text in self.filled_cells(name))

    def filled_cells(self, name: str) -> list[SheetCell]:
        """The cells of a column that are not blank."""
        return [cell for cell in self.cells.get(name, []) if not is_blank_cell(cell[1])]

    def keep(self, cell: SheetCell) -> None:
        """Keep a cell in the note, once."""
        if cell not in self.unmapped_cells:
            self.unmapped_cells.append(cell)

    @property
    def place(self) -> str:
        """Where the party of the row is, by columns that go to the note: “Chicago, IL”."""
        places = [text for header, text in self.unmapped_cells if normalize_header(header) in PLACE_HEADERS]
        return ", ".join(" ".join(text.split()) for text in places if text.strip())

    def header_of(self, name: str) -> str:
        """The header of a column, "" where the list has none for it."""
        cells = self.filled_cells(name) or self.cells.get(name, [])
        return cells[0][0] if cells else ""


def column_answer(header: str) -> str:
    """The answer to PARTIES_QUESTION that names this column."""
    return f"column/{header}"


def days_question_key(header: str) -> str:
    """The key of the question what the days of a column are that is not mapped."""
    return f"days/{header}"


def open_column_key(header: str) -> str:
    """The key of the question what a column is of: the agreement, or the partner."""
    return f"meaning/{header}"


def mapped_rows(table, mapping: list[str], answers: ImportAnswers) -> list[SheetRow]:
    """The rows of a table that are not empty, corrected; ``mapping`` as for ``plan_import``."""
    names = [
        _answered_column(header, name, mapping, answers)
        for header, name in zip(table.headers, mapping, strict=True)
    ]
    second_names = {} if is_own_export(table.headers) else second_names_of_parties(table.headers, names)
    rows: list[SheetRow] = []
    above: dict[str, str] = {}
    for number, texts in table.numbered():
        row = SheetRow(number)
        for header, name, text in zip(table.headers, names, texts, strict=True):
            text = answers.corrected(number, header, text)
            if is_ditto(text) and header in above:
                row.repeated_cells.append((header, text))
                text = above[header]
            above[header] = text
            if name:
                row.cells.setdefault(name, []).append((header, text))
            elif not is_blank_cell(text):
                row.unmapped_cells.append((header, text))
        _join_second_names(row, second_names)
        rows.append(row)
    return rows


def _join_second_names(row: SheetRow, second_names: dict[str, str]) -> None:
    """Put the name of a party in another script in brackets behind its first: “Example University (한국대학교)”.

    The note keeps one in the same script, and those of which it is not sure whose they are.
    """
    parties = dict(row.cells.get("party", []))
    for header, first_header in second_names.items():
        second, first = parties.get(header, "").strip(), parties.get(first_header, "").strip()
        if is_blank_cell(second):
            continue
        if is_blank_cell(first):
            parties[first_header] = second
        elif language_by_script(first) != language_by_script(second) and not re.search(
            r"[;；\n]", first + second
        ):
            parties[first_header] = f"{first} ({second})"
        elif normalize_cell(first) != normalize_cell(second):
            row.unmapped_cells.append((header, second))
    if second_names and "party" in row.cells:
        row.cells["party"] = [cell for cell in parties.items() if cell[0] not in second_names]


def _answered_column(header: str, name: str, mapping: list[str], answers: ImportAnswers) -> str:
    """The name of the column of a header as somebody said in an answer, or as it is mapped."""
    if answers.questions.get(PARTIES_QUESTION) == column_answer(header):
        return "party"
    keys = (days_question_key(header), open_column_key(header))
    answer = next(filter(None, map(answers.questions.get, keys)), "")
    is_free = answer in COLUMNS_BY_NAME and (COLUMNS_BY_NAME[answer].many or answer not in mapping)
    return answer if not name and is_free else name


@dataclass
class ActsBesideDays:
    """Last days and ends that a row tells of beside other days: each with the column that it stands in."""

    last_day: tuple[str, str] | None = None  # column and date
    endings: list[tuple[str, str, str]] = field(default_factory=list)  # column, MilestoneKind and date


class AgreementDraft:
    """The members that an agreement would have after a row, as in an interchange file, and the problems of the row."""

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
        self.acts = ActsBesideDays()
        self.origins: list[tuple[str, dict | None, str, str]] = []  # collection, part, field, column name
        languages = [code for code, _name in settings.LANGUAGES]  # in whose order the rows are
        self.exported_rows = [flat_row(base, desk, code) for code in languages] if base else []

    @property
    def is_new(self) -> bool:
        return self.base is None

    @property
    def is_exported(self) -> bool:
        """True where the row is a record of a sheet that was exported here: its cells are all that the record has."""
        return bool(self.base) and self.desk.is_own_export

    def is_unchanged(self, *names: str) -> bool:
        """True where the cells of these columns are blank, or as an export of the record would have them."""
        texts = {name: self.row.text(name) for name in names}
        if not any(texts.values()):
            return True
        return any(
            all(
                not text or normalize_lines(text) == normalize_lines(exported.get(name, ""))
                for name, text in texts.items()
            )
            for exported in self.exported_rows
        )

    def parse(self, name: str, parser: Callable):
        """The parsed cell of a column. None where it is unchanged, or cannot be parsed: that is a problem."""
        if self.is_unchanged(name):
            return None
        header, text = self.row.filled_cells(name)[0]
        try:
            return parser(text)
        except CellError as error:
            self.add_problem(error, header, text)
            return None

    def parse_or_keep(self, name: str, parser: Callable):
        """As ``parse``; what cannot be parsed is no problem: the note has the cell, and a warning says so."""
        if self.is_unchanged(name):
            return None
        cell = self.row.filled_cells(name)[0]
        try:
            return parser(cell[1])
        except CellError as error:
            self.row.unmapped_cells.append(cell)
            reason = _("%(reason)s It is kept in the internal note.") % {"reason": error.reason}
            self.add_warning(name, reason, error.advice)
            return None

    def add_problem(self, error: CellError, header: str, text: str) -> None:
        self.problems.append(CellProblem(header, text, error.reason, error.advice, error.question))

    def add_warning(self, name: str, reason: str, advice: str = "") -> None:
        self.warnings.append(CellProblem(self.row.header_of(name), self.row.text(name), reason, advice))

    def add_part(self, collection: str, part_id: str, members: dict, column: str) -> dict:
        """Add a part to the record, and note the column that it came from. Returns the part."""
        part = {"id": part_id, **members}
        self.members.setdefault(collection, []).append(part)
        self.origins.append((collection, part, "", column))
        return part

    def note_origin(self, column: str, collection: str, part: dict | None = None, name: str = "") -> None:
        """Note the column that a field came from, so that objections to the field are shown there."""
        self.origins.append((collection, part, name, column))

    def column_of_path(self, path: str) -> str:
        """Name of the column that a path of the record (``milestones/signed/on``) came from; "" for none."""
        best = ("", "")
        for collection, part, name, column in self.origins:
            own = "/".join(filter(None, [collection, _part_key(self.members, collection, part), name]))
            if (path == own or path.startswith(f"{own}/")) and len(own) > len(best[0]):
                best = own, column
        return best[1] if best[0] else (path.split("/")[0] if path.split("/")[0] in COLUMNS_BY_NAME else "")


def _part_key(members: dict, collection: str, part: dict | None) -> str:
    if part is None:
        return ""
    place = next(number for number, member in enumerate(members[collection], 1) if member is part)
    return str(part.get("id", part.get("key", place)))


def normalize_lines(text: str) -> str:
    """The lines of a text that are not empty, with single blanks, to be compared."""
    return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)
