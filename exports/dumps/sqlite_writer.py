"""The register as a SQLite database: plain tables with foreign keys, and a full-text index over the records."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import batched
from pathlib import Path

from core import text as texts
from core.localized import in_language
from exports.rows import EntryRow, stream_entries, stream_values
from exports.tables import edtf_bounds
from register import addresses, bodies
from register.index import Index
from register.kinds import Kind, kinds
from register.models import Entry, Link
from register.routers import REGISTER_ALIAS
from register.search.vectors import weighted_texts

_ROWS_PER_INSERT = 1000  # rows that are inserted together
_MAX_NGRAM = 5  # of a Korean, Chinese or Japanese word that is found by itself

_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE records (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, address TEXT NOT NULL,
    nature TEXT, form TEXT, bindingness TEXT, country TEXT, main_date TEXT, signed_earliest TEXT, signed_latest TEXT,
    version INTEGER NOT NULL, published_at TEXT NOT NULL, body TEXT NOT NULL, words TEXT NOT NULL
);
CREATE TABLE names (
    id INTEGER PRIMARY KEY, record TEXT NOT NULL REFERENCES records (ref), language TEXT, kind TEXT, text TEXT NOT NULL
);
CREATE TABLE parties (
    id INTEGER PRIMARY KEY, agreement TEXT NOT NULL REFERENCES records (ref), part TEXT NOT NULL, role TEXT NOT NULL,
    organization TEXT REFERENCES records (ref), person TEXT REFERENCES records (ref),
    name_as_written TEXT NOT NULL, country TEXT, side TEXT, unit TEXT
);
CREATE TABLE key_dates (
    id INTEGER PRIMARY KEY, record TEXT NOT NULL REFERENCES records (ref), part TEXT, kind TEXT NOT NULL,
    edtf TEXT NOT NULL, earliest TEXT, latest TEXT
);
CREATE TABLE periods (
    id INTEGER PRIMARY KEY, agreement TEXT NOT NULL REFERENCES records (ref), position INTEGER NOT NULL,
    state TEXT NOT NULL, certainty TEXT NOT NULL,
    start_earliest TEXT, start_latest TEXT, end_earliest TEXT, end_latest TEXT  -- the end is the first day after
);
CREATE TABLE links (
    id INTEGER PRIMARY KEY, from_record TEXT NOT NULL REFERENCES records (ref), kind TEXT NOT NULL,
    to_record TEXT NOT NULL REFERENCES records (ref), part TEXT
);
"""
# A reference to what is not public any more is words only, here as on the pages.
_FINISHING_STATEMENTS = """
UPDATE parties SET organization = NULL WHERE organization NOT IN (SELECT ref FROM records);
UPDATE parties SET person = NULL WHERE person NOT IN (SELECT ref FROM records);
DELETE FROM links WHERE to_record NOT IN (SELECT ref FROM records);
CREATE INDEX records_by_kind ON records (kind, main_date);
CREATE INDEX records_by_country ON records (country);
CREATE INDEX names_of_record ON names (record);
CREATE INDEX parties_of_agreement ON parties (agreement);
CREATE INDEX parties_by_organization ON parties (organization);
CREATE INDEX parties_by_person ON parties (person);
CREATE INDEX key_dates_of_record ON key_dates (record);
CREATE INDEX key_dates_by_day ON key_dates (kind, earliest);
CREATE INDEX periods_of_agreement ON periods (agreement, position);
CREATE INDEX periods_by_end ON periods (state, end_latest);
CREATE INDEX links_from ON links (from_record, kind);
CREATE INDEX links_to ON links (to_record, kind);
-- content="records" is how Datasette sees, to the letter, that records can be searched
CREATE VIRTUAL TABLE records_fts USING fts5 (
    title, words, content="records", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO records_fts (records_fts) VALUES ('rebuild');
INSERT INTO records_fts (records_fts) VALUES ('optimize');
ANALYZE;
"""


def write_sqlite(path: Path, about: dict[str, str]) -> None:
    """Make the database of what the register holds now. Raises sqlite3.IntegrityError if a reference leads nowhere."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
        database.execute("BEGIN")
        database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        _insert_records(database)
        _insert_links(database)
        database.execute("COMMIT")
        database.executescript(f"BEGIN; {_FINISHING_STATEMENTS} COMMIT;")
        if lost := database.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.IntegrityError(f"{len(lost)} references lead nowhere, the first in {lost[0]}.")
    finally:
        database.close()


def _insert_records(database: sqlite3.Connection) -> None:
    """The records, and what stands in their bodies."""
    for kind in kinds():
        first = f"{kind.letter}1"
        start = addresses.absolute_url(None, addresses.record_path(first)).removesuffix(first)
        for some in batched(
            stream_entries(Entry.public.of_kind(kind.name).order_by("serial")), _ROWS_PER_INSERT
        ):
            _insert_rows(
                database, "records", [_record_values(row, kind, f"{start}{row.ref}") for row in some]
            )
            for table, of_row in (
                ("names", _name_values),
                ("parties", party_values),
                ("key_dates", _key_date_values),
            ):
                _insert_rows(database, table, [values for row in some for values in of_row(row)])
            _insert_rows(database, "periods", [values for row in some for values in period_values(row)])


def _insert_links(database: sqlite3.Connection) -> None:
    links = (
        Link.objects.using(REGISTER_ALIAS)
        .order_by("entry", "position")
        .values_list("entry", "kind", "to_ref", "part")
    )
    for some in batched(stream_values(links), _ROWS_PER_INSERT):
        _insert_rows(database, "links", some)


def _insert_rows(database: sqlite3.Connection, table: str, found: Sequence[tuple]) -> None:
    """Rows without their number, which the database gives."""
    if found:
        places = ", ".join("?" * len(found[0]))
        database.executemany(f"INSERT INTO {table} VALUES (NULL, {places})", found)


def _record_values(row: EntryRow, kind: Kind, address: str) -> tuple:
    index, body = kind.index(row.body), row.body
    signed = index.signed_bounds or (None, None)
    return (
        row.ref, kind.name, in_language(row.titles, "en")[0], address,
        *(body.get(name) or None for name in ("nature", "form", "bindingness", "country")),
        *map(iso_day, (index.sort_on, *signed)), row.number, f"{row.published_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        bodies.body_to_json(body), _fts_words(row.ref, index),
    )  # fmt: skip


def _fts_words(ref: str, index: Index) -> str:
    """What a record is found by: its words, and all parts of its words in Han, Hangul and Kana up to a length."""
    found: dict[str, None] = {}
    for _weight, line in weighted_texts(ref, index):
        for token in texts.tokens(line):
            found[token] = None
            if texts.is_cjk(token):
                for start in range(len(token) - 1):
                    parts = (token[start : start + length] for length in range(2, _MAX_NGRAM + 1))
                    found.update(dict.fromkeys(parts))
    return " ".join(found)


def _name_values(row: EntryRow) -> Iterator[tuple]:
    """Titles by language, or every name with its kind."""
    if row.body.get("names") and isinstance(row.body["names"], list):
        for one in row.body["names"]:
            yield row.ref, one["language"] or None, one["kind"], one["text"]
    for code, title in row.titles.items():
        yield row.ref, code, "title", title


def _key_date_values(row: EntryRow) -> Iterator[tuple]:
    """Dated acts of an agreement; the day of an activity; the founding and the end of an organization."""
    body = row.body
    for one in body.get("milestones", []):
        for suffix, member in (("", "on"), (" (effective)", "effective_on"), (" (until)", "until")):
            if one[member]:
                yield _key_date_row(row.ref, one["key"], f"{one['kind']}{suffix}", one[member])
    for member, kind in (
        ("on", "held"),
        ("until", "held (until)"),
        ("founded_on", "founded"),
        ("dissolved_on", "dissolved"),
    ):
        if body.get(member):
            yield _key_date_row(row.ref, None, kind, body[member])


def _key_date_row(ref: str, part: str | None, kind: str, text: str) -> tuple:
    return ref, part, kind, text, *map(iso_day, edtf_bounds(text))


def iso_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def party_values(row: EntryRow) -> Iterator[tuple]:
    for one in row.body.get("involvements", []):
        organization, person = one["organization"] or {}, one["person"] or {}
        yield (
            row.ref, one["key"], one["role"], organization.get("ref"), person.get("ref"),
            organization.get("name") or person.get("name") or "", organization.get("country") or None,
            one["side"] or None, one["unit"] or None,
        )  # fmt: skip


def period_values(row: EntryRow) -> Iterator[tuple]:
    for position, one in enumerate(row.life):
        days = (one.start_earliest, one.start_latest, one.end_earliest, one.end_latest)
        yield row.ref, position, one.state, one.certainty, *map(iso_day, days)
