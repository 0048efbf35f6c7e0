"""Tables of a spreadsheet file, raw and as read, with the options, notices and limits of reading."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields

from spreadsheets.files.notices import SheetNotice

MAX_XLSX_CELL_LENGTH = 32_767  # characters in a cell, by the format itself


class SheetError(Exception):
    """The file cannot be used at all; the text is one sentence for the person who uploaded it."""


@dataclass(frozen=True)
class FileLimits:
    """Limits of what is read: bytes of the file, bytes when unpacked, lines, columns, characters in a cell."""

    bytes: int
    unpacked: int
    rows: int
    columns: int
    cell: int = MAX_XLSX_CELL_LENGTH


UPLOAD_LIMITS = FileLimits(bytes=10 * 2**20, unpacked=100 * 2**20, rows=20_000, columns=200)


@dataclass(frozen=True)
class ReadingOptions:
    """Choices of a person about how a file is read; "" and 0 leave it to the reader."""

    encoding: str = ""  # of a CSV file, as Python calls it
    sheet: str = ""  # title of the sheet
    header_row: int = 0  # number of the first row of the header
    header_rows: int = 0  # how many rows the header has
    groups: str = ""  # rows that head those below them: "column", "rows" or "leave_out"
    merged: str = ""  # a cell merged over several rows: "fill" all of them, or "leave" the others empty
    down: str = ""  # cells that are empty where the one above holds for them too: "fill" or "leave"
    hidden: str = ""  # hidden rows and columns: "take" or "leave_out"
    struck: str = ""  # rows that are struck through: "leave_out" or "take"
    extras: str = ""  # totals, remarks, repeated headers, rows of a number only: "leave_out" or "take"

    @classmethod
    def from_json(cls, data: dict) -> "ReadingOptions":
        """The options that ``as_json`` wrote; members of another version of it are passed over."""
        return cls(**{member.name: data[member.name] for member in fields(cls) if member.name in data})

    def as_json(self) -> dict:
        """The members that were chosen."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class ReadingChoice:
    """A member of ReadingOptions that the file leaves open: ``options`` are (value, what shows which it is)."""

    name: str
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class StruckCells:
    """Cells that are struck through, and those of which a part is, which their text is without."""

    whole: set[tuple[int, int]] = field(default_factory=set)
    parts: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it is in the file: cells as text, rows and columns counted from 1."""

    title: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first row, column; last row, column
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: list[tuple[int, int]] = field(default_factory=list)  # cells of formulas without a stored result
    errors: list[tuple[int, int]] = field(default_factory=list)  # cells of formulas that failed
    struck: StruckCells = field(default_factory=StruckCells)


@dataclass(frozen=True)
class SheetTable:
    """A sheet: cells as text as a person reads them, days as ISO dates."""

    name: str
    headers: list[str]  # each once
    rows: list[list[str]]  # each as long as ``headers``; empty lines stay, so that numbers are the sheet's
    encoding: str
    first: int = 2  # the number of the first of the rows, as the sheet counts
    words: list[str] = field(default_factory=list)  # a sample of the words that hang on the encoding
    notices: list[SheetNotice] = field(default_factory=list)  # what was done beyond taking cells as they are
    choices: list[ReadingChoice] = field(default_factory=list)
    options: ReadingOptions = ReadingOptions()  # with which it was read

    def numbered(self) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, with their numbers in the sheet."""
        return ((number, row) for number, row in enumerate(self.rows, self.first) if any(row))

    def report(self) -> dict:
        """The words, notices and choices as plain data, to be stored."""
        return {
            "words": self.words,
            "notices": [asdict(notice) for notice in self.notices],
            "choices": [asdict(choice) for choice in self.choices],
        }
