"""The same agreements for Datasette: SQLite with FTS5, and an index on each column that is a facet."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import psycopg

TABLES = """
CREATE TABLE organization (id INTEGER PRIMARY KEY, ref TEXT, name TEXT, country TEXT, kind TEXT);
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY, ref TEXT, title TEXT, summary TEXT, title_ko TEXT, summary_ko TEXT, form TEXT, nature TEXT,
    bindingness TEXT, signed_on TEXT, sort_on TEXT, year INTEGER, country TEXT, term TEXT, renewal TEXT, state TEXT
);
CREATE TABLE party (
    agreement_id INTEGER REFERENCES agreement(id), organization_id INTEGER REFERENCES organization(id), role TEXT
);
"""
_CONTENTS = {
    "organization": "SELECT id, ref, name, country, kind FROM plain.organization",
    "agreement": "SELECT id, ref, title, summary, title_ko, summary_ko, form, nature, bindingness, signed_on, "
    "sort_on::text, year, country, term_length, renewal, state FROM plain.flat",
    "party": "SELECT agreement_id, organization_id, role FROM plain.involvement",
}
FACETS = ("form", "nature", "state", "country", "year", "bindingness")
_FINISH = [
    "CREATE INDEX newest ON agreement (sort_on DESC, id DESC)", "CREATE INDEX by_ref ON agreement (ref)",
    *(f"CREATE INDEX facet_{column} ON agreement ({column})" for column in FACETS),
    "CREATE INDEX party_of ON party (agreement_id)", "CREATE INDEX party_by ON party (organization_id)",
    "CREATE VIRTUAL TABLE agreement_fts USING fts5 (title, summary, title_ko, summary_ko, content='agreement', "
    "content_rowid='id', tokenize='unicode61')",
    "INSERT INTO agreement_fts (agreement_fts) VALUES ('rebuild')",
    "INSERT INTO agreement_fts (agreement_fts) VALUES ('optimize')",
    "ANALYZE",
]  # fmt: skip
# Search by rank, as its SQL interface answers it.
RANKED_SQL = (
    "SELECT a.id, a.ref, a.title, a.summary FROM agreement_fts f JOIN agreement a ON a.id = f.rowid "
    "WHERE agreement_fts MATCH :q ORDER BY rank LIMIT 25"
)
# No counting of rows and no guesses at further facets, whatever it costs: the quickest that it can be.
TUNED = "&_nocount=1&_nosuggest=1&_nofacet=1"


def write_database(path: Path, url: str) -> None:
    """Writes the SQLite file from the plain tables of the PostgreSQL database at this URL."""
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with sqlite3.connect(unfinished) as target, psycopg.connect(url) as source:
        target.executescript(
            "PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA page_size = 8192;" + TABLES
        )
        for table, statement in _CONTENTS.items():
            _copy(source, target, table, statement)
        for statement in _FINISH:
            target.execute(statement)
            target.commit()
    unfinished.rename(path)


def _copy(source: psycopg.Connection, target: sqlite3.Connection, table: str, statement: str) -> None:
    with source.cursor(name=table) as cursor:
        cursor.itersize = 10_000
        rows: Iterable = cursor.execute(statement)
        width = len(cursor.description or ())
        target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)
    target.commit()


def command(interpreter: Path, database: Path, port: int) -> list[str]:
    limits = ["--setting", "sql_time_limit_ms", "20000", "--setting", "facet_time_limit_ms", "20000"]
    program = [
        interpreter,
        "-m",
        "datasette",
        "serve",
        "-i",
        database,
        "-h",
        "127.0.0.1",
        "-p",
        port,
        *limits,
    ]
    return [str(part) for part in program]
