"""SQLite writer of the dump: plain tables with foreign keys, and a full-text index over the records."""

import sqlite3
from collections.abc import Sequence
from itertools import batched
from pathlib import Path

from core import text as texts
from core.localized import in_language
from exports.dumps.sqlite_tables import (
    LINKS_TABLE,
    RECORDS_TABLE,
    SQLiteTable,
    iso_day,
    sqlite_tables,
    tables_filled_by,
)
from exports.rows import EntryRow, stream_entries, stream_values
from register import addresses, bodies
from register.index import Index
from register.kinds import Kind, kinds
from register.models import Entry, Link
from register.routers import REGISTER_ALIAS
from register.search.vectors import weighted_texts

_ROWS_PER_INSERT = 1000
_MAX_NGRAM = 5  # longest part of a Korean, Chinese or Japanese word that is indexed by itself

_ABOUT_TABLE = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);\n"
_FULL_TEXT_INDEX = """
-- content="records" is how Datasette sees, to the letter, that records can be searched
CREATE VIRTUAL TABLE records_fts USING fts5 (
    title, words, content="records", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO records_fts (records_fts) VALUES ('rebuild');
INSERT INTO records_fts (records_fts) VALUES ('optimize');
ANALYZE;
"""


def write_sqlite(path: Path, about: dict[str, str]) -> None:
    """Write the database of the current entries. Raises sqlite3.IntegrityError if a reference leads nowhere."""
    tables = sqlite_tables()
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_ABOUT_TABLE}")
        database.executescript("".join(table.create for table in tables))
        database.execute("BEGIN")
        database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        _insert_records(database)
        _insert_links(database)
        database.execute("COMMIT")
        database.executescript(
            f"BEGIN; {''.join(table.finish for table in tables)} {_FULL_TEXT_INDEX} COMMIT;"
        )
        if lost := database.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"{len(lost)} references lead nowhere, the first in {lost[0]}.")
    finally:
        database.close()


def _insert_records(database: sqlite3.Connection) -> None:
    """Insert the records, and the rows that they fill in other tables."""
    for kind in kinds():
        prefix = addresses.record_page_prefix(kind)
        rows = stream_entries(
            Entry.public.of_kind(kind.name).order_by("serial"),
            with_titles_of=[other.name for other in kinds() if other.is_subject],
        )
        for batch in batched(rows, _ROWS_PER_INSERT):
            _insert_rows(
                database, RECORDS_TABLE, [_record_values(row, kind, f"{prefix}{row.ref}") for row in batch]
            )
            for table in tables_filled_by(kind):
                _insert_rows(database, table, [values for row in batch for values in table.rows(row, kind)])


def _insert_links(database: sqlite3.Connection) -> None:
    links = (
        Link.objects.using(REGISTER_ALIAS)
        .order_by("entry", "position")
        .values_list("entry", "kind", "to_ref", "part")
    )
    for batch in batched(stream_values(links), _ROWS_PER_INSERT):
        _insert_rows(database, LINKS_TABLE, batch)


def _insert_rows(database: sqlite3.Connection, table: SQLiteTable, rows: Sequence[tuple]) -> None:
    """Insert rows without their primary key, which SQLite gives."""
    if rows:
        places = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {table.name} VALUES (NULL, {places})", rows)


def _record_values(row: EntryRow, kind: Kind, address: str) -> tuple:
    index, body = kind.index(row.body), row.body
    signed = index.signed_bounds or (None, None)
    return (
        row.ref, kind.name, in_language(row.titles, "en")[0], address,
        *(body.get(name) or None for name in ("nature", "form", "bindingness", "country")),
        *map(iso_day, (index.sort_on, *signed)), index.signed_qualifier,
        row.number, f"{row.published_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        bodies.body_to_json(body), _fts_words(row, index),
    )  # fmt: skip


def _fts_words(row: EntryRow, index: Index) -> str:
    """Words of a record for full-text search, with all parts of its words in Han, Hangul and Kana up to a length.

    Those of its subjects are among them: SQLite cannot look them up as the register does.
    """
    words: dict[str, None] = {}
    lines = [line for _weight, line in weighted_texts(row.ref, index)]
    for line in [*lines, *(title for titles in row.linked_titles.values() for title in titles.values())]:
        for token in texts.tokens(line):
            words[token] = None
            if texts.is_cjk(token):
                for start in range(len(token) - 1):
                    parts = (token[start : start + length] for length in range(2, _MAX_NGRAM + 1))
                    words.update(dict.fromkeys(parts))
    return " ".join(words)
