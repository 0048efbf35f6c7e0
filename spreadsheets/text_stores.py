"""Text of spreadsheets on their way to the records, declared to redaction."""

from redaction.stores import Codec, TextStore

# Names as they were typed, each with the organization that is meant: pairs, so that both are searched.
_PAIRS = Codec(lambda value: [list(pair) for pair in value.items()], dict)

STORES = [
    TextStore(
        "spreadsheets.SavedList",
        words=("name", "headers"),
        nameless={"slug": "a short name that rows are known by", "columns": "names of columns of the program"},
    ),
    TextStore(
        "spreadsheets.SpreadsheetImport",
        words=("name", "samples", "choices", "reasons", "applied"),
        nameless={
            "columns": "names of columns of the program", "sha256": "a hash", "digest": "a hash",
            "counts": "numbers", "requested_language": "a code of a language",
        },
        files=("file",),
        codecs={"choices": _PAIRS},
    ),
    TextStore("spreadsheets.ImportRow", words=("plan",), belongs_to="spreadsheet_import"),
]  # fmt: skip
