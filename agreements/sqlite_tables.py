"""Tables of the SQLite dump that agreements fill: parties, and periods of legal state."""

from collections.abc import Iterator

from exports.dumps.sqlite_tables import SQLiteTable, iso_day
from exports.rows import EntryRow
from register.kinds import Kind


def _party_rows(row: EntryRow, _kind: Kind) -> Iterator[tuple]:
    """One row for each involvement, whatever its role."""
    for involvement in row.body["involvements"]:
        organization, person = involvement["organization"] or {}, involvement["person"] or {}
        country = involvement["country"] or organization.get("country")
        yield (
            row.ref, involvement["key"], involvement["role"], organization.get("ref"), person.get("ref"),
            organization.get("name") or person.get("name") or "", country or None,
            involvement["side"] or None, involvement["unit"] or None, involvement["count"],
        )  # fmt: skip


def _period_rows(row: EntryRow, _kind: Kind) -> Iterator[tuple]:
    """One row for each period; its end is the first day after it."""
    for position, period in enumerate(row.periods):
        days = (period.start_earliest, period.start_latest, period.end_earliest, period.end_latest)
        qualifiers = (period.start_qualifier, period.end_qualifier)
        yield row.ref, position, period.state, period.certainty, *map(iso_day, days), *qualifiers


SQLITE_TABLES = [
    SQLiteTable(
        "parties",
        """agreement TEXT NOT NULL REFERENCES records (ref), part TEXT NOT NULL, role TEXT NOT NULL,
    organization TEXT REFERENCES records (ref), person TEXT REFERENCES records (ref),
    name_as_written TEXT NOT NULL, country TEXT, side TEXT, unit TEXT, count INTEGER""",
        rows=_party_rows,
        # a reference to a record that is no longer public is words only, here as on the pages
        finish="""
UPDATE parties SET organization = NULL WHERE organization NOT IN (SELECT ref FROM records);
UPDATE parties SET person = NULL WHERE person NOT IN (SELECT ref FROM records);
CREATE INDEX parties_of_agreement ON parties (agreement);
CREATE INDEX parties_by_organization ON parties (organization);
CREATE INDEX parties_by_person ON parties (person);
""",
        after="names",
    ),
    SQLiteTable(
        "periods",
        """agreement TEXT NOT NULL REFERENCES records (ref), position INTEGER NOT NULL,
    state TEXT NOT NULL, certainty TEXT NOT NULL,
    start_earliest TEXT, start_latest TEXT, end_earliest TEXT, end_latest TEXT,  -- the end is the first day after
    start_qualifier TEXT NOT NULL, end_qualifier TEXT NOT NULL  -- EDTF: ? uncertain, ~ approximate, % both""",
        rows=_period_rows,
        finish="""
CREATE INDEX periods_of_agreement ON periods (agreement, position);
CREATE INDEX periods_by_end ON periods (state, end_latest);
""",
        after="key_dates",
    ),
]
