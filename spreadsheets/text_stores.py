"""Text of spreadsheets on their way to the records, declared to redaction."""

from redaction.stores import Codec, TextStore


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

STORES = [
    TextStore(
        "spreadsheets.SavedList",
        words=("name", "headers", "answers"),
        nameless={"slug": "a short name that rows are known by", "columns": "names of columns of the program"},
        codecs={"answers": _PAIRS},
    ),
    TextStore(
        "spreadsheets.SpreadsheetImport",
        words=("name", "samples", "answers", "findings", "reasons", "applied"),
        nameless={
            "columns": "names of columns of the program", "sha256": "a hash", "digest": "a hash",
            "counts": "numbers", "requested_language": "a code of a language",
        },
        files=("file",),
        codecs={"answers": _PAIRS},
    ),
    TextStore("spreadsheets.ImportRow", words=("plan",), belongs_to="spreadsheet_import"),
]  # fmt: skip
