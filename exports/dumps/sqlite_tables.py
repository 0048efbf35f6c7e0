"""Tables of the SQLite dump that every kind of record fills, and the form in which a kind declares further ones."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.module_loading import import_string

from exports.rows import EntryRow
from exports.tables import edtf_bounds
from register.kinds import Kind, kinds

RowValues = Callable[[EntryRow, Kind], Iterable[tuple]]


def _no_rows(_row: EntryRow, _kind: Kind) -> Iterable[tuple]:
    """Rows of a table that no record fills by itself."""
    return ()


@dataclass(frozen=True)
class SQLiteTable:
    """A table of the dump, with a numbered primary key that SQLite gives.

    ``columns`` is the SQL of the columns after it. ``rows`` gives the values of the rows that a record of a kind fills.
    ``finish`` is run when all tables are filled: its indexes, and what makes its references whole. ``after`` names the
    table that it follows in the file.
    """

    name: str
    columns: str
    rows: RowValues = _no_rows
    finish: str = ""
    after: str = ""

    @property
    def create(self) -> str:
        return f"CREATE TABLE {self.name} (\n    id INTEGER PRIMARY KEY, {self.columns}\n);\n"


def _name_rows(row: EntryRow, _kind: Kind) -> Iterator[tuple]:
    """Every name with its kind, if a record has several; then its titles by language."""
    if row.body.get("names") and isinstance(row.body["names"], list):
        for name in row.body["names"]:
            yield row.ref, name["language"] or None, name["kind"], name["text"]
    for code, title in row.titles.items():
        yield row.ref, code, "title", title


def _key_date_rows(row: EntryRow, kind: Kind) -> Iterator[tuple]:
    """Every dated fact, with the earliest and the latest day that it can mean."""
    for part, name, edtf_text in kind.key_dates(row.body):
        yield row.ref, part or None, name, edtf_text, *map(iso_day, edtf_bounds(edtf_text))


RECORDS_TABLE = SQLiteTable(
    "records",
    """ref TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, address TEXT NOT NULL,
    nature TEXT, form TEXT, bindingness TEXT, country TEXT, main_date TEXT, signed_earliest TEXT, signed_latest TEXT,
    signed_qualifier TEXT NOT NULL,
    version INTEGER NOT NULL, published_at TEXT NOT NULL, body TEXT NOT NULL, words TEXT NOT NULL""",
    finish="""
CREATE INDEX records_by_kind ON records (kind, main_date);
CREATE INDEX records_by_country ON records (country);
""",
)
_NAMES_TABLE = SQLiteTable(
    "names",
    "record TEXT NOT NULL REFERENCES records (ref), language TEXT, kind TEXT, text TEXT NOT NULL",
    rows=_name_rows,
    finish="CREATE INDEX names_of_record ON names (record);\n",
)
_KEY_DATES_TABLE = SQLiteTable(
    "key_dates",
    """record TEXT NOT NULL REFERENCES records (ref), part TEXT, kind TEXT NOT NULL,
    edtf TEXT NOT NULL, earliest TEXT, latest TEXT""",
    rows=_key_date_rows,
    finish="""
CREATE INDEX key_dates_of_record ON key_dates (record);
CREATE INDEX key_dates_by_day ON key_dates (kind, earliest);
""",
)
LINKS_TABLE = SQLiteTable(
    "links",
    """from_record TEXT NOT NULL REFERENCES records (ref), kind TEXT NOT NULL,
    to_record TEXT NOT NULL REFERENCES records (ref), part TEXT""",
    # a reference to a record that is no longer public is words only, here as on the pages
    finish="""
DELETE FROM links WHERE to_record NOT IN (SELECT ref FROM records);
CREATE INDEX links_from ON links (from_record, kind);
CREATE INDEX links_to ON links (to_record, kind);
""",
)


def sqlite_tables() -> list[SQLiteTable]:
    """Every table of the dump, in the order in which they stand in the file."""
    tables = [RECORDS_TABLE, _NAMES_TABLE, _KEY_DATES_TABLE, LINKS_TABLE]
    for kind in kinds():
        for table in _own_tables(kind):
            names = [other.name for other in tables]
            tables.insert(names.index(table.after) + 1 if table.after else len(tables), table)
    return tables


def tables_filled_by(kind: Kind) -> list[SQLiteTable]:
    """Tables that the records of a kind fill, beside ``records`` and ``links``."""
    return [_NAMES_TABLE, _KEY_DATES_TABLE, *_own_tables(kind)]


def _own_tables(kind: Kind) -> Iterable[SQLiteTable]:
    return import_string(kind.sqlite_tables) if kind.sqlite_tables else ()


def iso_day(day: date | None) -> str | None:
    """A day in ISO 8601; None stays None."""
    return day.isoformat() if day else None
