"""Reads CSV and XLSX files into a table of text, as far as they tell how, and as people choose otherwise."""

from dataclasses import dataclass, field
from pathlib import PurePath

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from spreadsheets.files.csv_files import read_csv
from spreadsheets.files.layout import lay_out
from spreadsheets.files.notices import SheetNotice, notice_of_rows
from spreadsheets.files.sheet_choice import read_sheet
from spreadsheets.files.table import (
    UPLOAD_LIMITS,
    FileLimits,
    RawSheet,
    ReadingChoice,
    ReadingOptions,
    SheetError,
    SheetTable,
)
from spreadsheets.files.text_encoding import DecodedText, decode_text, encoding_label

TEXT_SUFFIXES = ("csv", "tsv", "txt")
WORKBOOK_SUFFIXES = ("xlsx", "xlsm")
FORMATS = [*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES]
_ZIP_SIGNATURE = b"PK\x03\x04"
_WORDS_IN_NOTICE = 20
_NO_OPTIONS = ReadingOptions()


@dataclass(frozen=True)
class RawFile:
    """The sheet of a file that is not laid out yet, with the notices and choices of how it was taken out."""

    name: str
    sheet: RawSheet
    encoding: str
    notices: list[SheetNotice]
    choices: list[ReadingChoice]
    words: list[str] = field(default_factory=list)  # a sample of those that hang on the encoding

    def table(self, options: ReadingOptions) -> SheetTable:
        """The table of the sheet as these options lay it out. Raises SheetError."""
        layout = lay_out(self.sheet, options)
        return SheetTable(
            self.name, layout.headers, layout.rows(), self.encoding, first=min(layout.body), words=self.words,
            notices=[*self.notices, *layout.notices], choices=[*self.choices, *layout.choices], options=options,
        )  # fmt: skip


def read_table(data: bytes, name: str, options: ReadingOptions = _NO_OPTIONS) -> SheetTable:
    """The table in a file of text or a workbook; what is done with it on the way is in its notices and choices.

    Raises SheetError.
    """
    return read_raw(data, name, encoding=options.encoding, sheet=options.sheet).table(options)


def read_raw(data: bytes, name: str, *, encoding: str, sheet: str) -> RawFile:
    """The sheet of a file with this title or in this encoding, where people chose one. Raises SheetError."""
    _check_size(data, UPLOAD_LIMITS)
    suffix = PurePath(name).suffix.lower().removeprefix(".")
    if suffix in WORKBOOK_SUFFIXES or (suffix in TEXT_SUFFIXES and data.startswith(_ZIP_SIGNATURE)):
        raw, notices, choices = read_sheet(data, UPLOAD_LIMITS, sheet)
        return RawFile(name, raw, "xlsx", notices, choices)
    if suffix in TEXT_SUFFIXES:
        decoded = decode_text(data, encoding)
        rows = read_csv(decoded.text, UPLOAD_LIMITS)
        notices, choices = _encoding_findings(decoded)
        return RawFile(name, RawSheet("", rows), decoded.encoding, notices, choices, decoded.words)
    raise SheetError(_("Choose a file whose name ends in .csv or .xlsx."))


def _check_size(data: bytes, limits: FileLimits) -> None:
    if not data.strip():
        raise SheetError(_("The file is empty."))
    if len(data) > limits.bytes:
        reason = _("The file is larger than %s: divide it.")
        raise SheetError(reason % filesizeformat(limits.bytes))


def _encoding_findings(decoded: DecodedText) -> tuple[list[SheetNotice], list[ReadingChoice]]:
    """Notices and the choice where a file does not prove its encoding."""
    notices, choices = [], []
    label = encoding_label(decoded.encoding)
    if decoded.offered:
        choices.append(ReadingChoice("encoding", decoded.offered, decoded.encoding))
        if decoded.encoding != "utf-8":
            words = decoded.words[:_WORDS_IN_NOTICE]
            notices.append(SheetNotice("encoding", {"encoding": label}, [], words))
    if decoded.broken:
        notices.append(notice_of_rows("broken", decoded.broken, encoding=label))
    return notices, choices
