"""Text of spreadsheets on their way to the records, declared to redaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from redaction.stores import Codec, TextStore
from spreadsheets.actions import close_redacted
from spreadsheets.choices import UNREAD_STATES
from spreadsheets.models import ImportRow, SpreadsheetImport


def _as_pairs(value):
    """Dictionaries as lists of pairs, all the way down: names and cells stand in their keys as well."""
    if isinstance(value, dict):
        return {"pairs": [[key, _as_pairs(member)] for key, member in value.items()]}
    return [_as_pairs(member) for member in value] if isinstance(value, list) else value


def _from_pairs(value):
    """The value of which ``_as_pairs`` made these."""
    if isinstance(value, dict):
        return {key: _from_pairs(member) for key, member in value["pairs"]}
    return [_from_pairs(member) for member in value] if isinstance(value, list) else value


_PAIRS = Codec(_as_pairs, _from_pairs)


@dataclass(frozen=True)
class ImportStore(TextStore):
    """Imports: what was redacted stands in the uploaded file still, from which they are applied."""

    def unsearched_rows(self) -> Iterable[SpreadsheetImport]:
        return SpreadsheetImport.objects.filter(state__in=UNREAD_STATES).exclude(file="")

    def refresh(self, row_keys: Iterable[str]) -> None:
        close_redacted(pks=[int(key) for key in row_keys])


@dataclass(frozen=True)
class ImportRowStore(TextStore):
    """Rows of imports, as they were read from the uploaded file."""

    def refresh(self, row_keys: Iterable[str]) -> None:
        rows = ImportRow.objects.filter(pk__in=[int(key) for key in row_keys])
        close_redacted(pks=set(rows.values_list("spreadsheet_import", flat=True)))


STORES = [
    TextStore(
        "spreadsheets.SavedList",
        words=("name", "headers", "answers"),
        listed=("slug",),
        nameless={"columns": "names of columns of the program"},
        codecs={"answers": _PAIRS},
    ),
    ImportStore(
        "spreadsheets.SpreadsheetImport",
        words=("name", "samples", "reading", "answers", "findings", "reasons", "applied", "publication"),
        nameless={
            "columns": "names of columns of the program", "sha256": "a hash", "digest": "a hash",
            "counts": "numbers", "requested_language": "a code of a language",
        },
        files=("file",),
        codecs={"answers": _PAIRS, "publication": _PAIRS},
    ),
    ImportRowStore("spreadsheets.ImportRow", words=("cells", "plan"), belongs_to="spreadsheet_import"),
]  # fmt: skip
