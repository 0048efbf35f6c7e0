"""Records that point at a record, grouped, in one statement."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from register import addresses
from register.facets.bitmaps import CHUNK_SQL
from register.fields import CHUNK_SIZE
from register.index import first_values
from register.kinds import kinds
from register.possible_periods import has_begun_sql
from register.sql import fetch_rows, parsed_json

# Records of one group that a page shows before it leads to the list, and of kinds that are shown whole.
SHOWN_PER_GROUP, _SHOWN_WHOLE = 25, 500

# The records that point at one, grouped by kind, main fact and whether a separate kind of link leads here, the newest
# of each group. Very many records may point at one: what is put in order is narrow, and only what is shown is read.
_LINKED_SQL = f"""
WITH linked AS (
    SELECT entry_id AS ref, bool_or(kind = ANY(%(separate_link_kinds)s)) AS is_separate
    FROM register_link WHERE to_ref = %(ref)s GROUP BY entry_id
), grouped AS (
    SELECT ref, entry.kind, entry.serial, sort_on,
           concat(entry.kind, ' ', main_fact.value, ' ', is_separate) AS group_name
    FROM linked JOIN register_entry entry USING (ref)
    LEFT JOIN register_factbits main_fact
        ON main_fact.kind = entry.kind AND main_fact.fact = ANY(%(main_facts)s) AND main_fact.chunk = {CHUNK_SQL}
        AND get_bit(main_fact.bits, mod(serial, {CHUNK_SIZE})) = 1
    WHERE %(by)s::date IS NULL OR CASE
        WHEN entry.kind = ANY(%(begin_by_date)s) THEN sort_on <= %(by)s
        WHEN entry.kind = ANY(%(begin_by_periods)s) THEN EXISTS (
            SELECT FROM register_period
            WHERE entry_id = ref AND {has_begun_sql("%(by)s")}
        ) OR NOT EXISTS (SELECT FROM register_period WHERE entry_id = ref)
        ELSE true END
), placed AS (
    SELECT ref, kind, row_number() OVER (PARTITION BY group_name ORDER BY sort_on DESC, serial DESC) AS place_in_group,
           count(*) OVER (PARTITION BY group_name) AS group_size
    FROM grouped
), shown AS MATERIALIZED (
    SELECT ref, group_size FROM placed
    WHERE place_in_group <= CASE WHEN kind = ANY(%(kinds_shown_whole)s) THEN %(shown_whole)s ELSE %(shown)s END
)
SELECT ref, kind, title, (
           SELECT array_agg(link.kind || ' ' || part ORDER BY position)
           FROM register_link link WHERE link.entry_id = ref AND to_ref = %(ref)s
       ), group_size, sort_on, signed_earliest, signed_latest, signed_qualifier, keys,
       CASE WHEN kind = ANY(%(with_body)s) THEN body ELSE '' END
FROM shown JOIN register_entry USING (ref) WHERE ref = ANY(ARRAY(SELECT ref FROM shown))
ORDER BY sort_on DESC, serial DESC
"""


@dataclass
class LinkedRecord:
    """A record that points at the one whose page is shown, with the kinds of its links and the parts that hold them."""

    ref: str
    kind: str
    title: dict[str, str]
    links: list[tuple[str, str]]  # (kind of link, key of the part)
    group_size: int
    sort_on: date
    signed: tuple[date | None, date | None, str]  # earliest, latest, EDTF mark
    keys: list[str]
    body: dict = field(repr=False)

    @property
    def link_kinds(self) -> list[str]:
        """The kinds of link, each once, in the order of the record."""
        return list(dict.fromkeys(kind for kind, _part in self.links))

    @property
    def nature(self) -> str:
        return self.fact("nature")

    def fact(self, name: str) -> str:
        """The first value of a fact among its keys; empty for none."""
        return first_values(self.keys).get(name, "")

    def parts(self, *collections: str) -> list[dict]:
        """Parts of its body that hold a link to the page's record."""
        keys = {part for _kind, part in self.links if part}
        return [part for name in collections for part in self.body.get(name, []) if part.get("key") in keys]

    @property
    def address(self) -> str:
        return addresses.record_path(self.ref, self.title)


def records_linking_to(
    ref: str, *, with_body: Sequence[str] = (), by: date | None = None
) -> list[LinkedRecord]:
    """The public records that point at ``ref``, at most `SHOWN_PER_GROUP` of each group, the newest first.

    ``with_body`` names the kinds whose bodies are needed. ``by`` leaves out records that certainly began after that
    day, see `Kind.begins_by`.
    """
    parameters = {
        "ref": ref,
        "by": by,
        "with_body": list(with_body),
        "shown": SHOWN_PER_GROUP,
        "shown_whole": _SHOWN_WHOLE,
        "kinds_shown_whole": [kind.name for kind in kinds() if kind.is_shown_whole],
        "main_facts": [kind.main_fact for kind in kinds() if kind.main_fact],
        "separate_link_kinds": [kind.separate_link_kind for kind in kinds() if kind.separate_link_kind],
        "begin_by_date": [kind.name for kind in kinds() if kind.begins_by == "sort_on"],
        "begin_by_periods": [kind.name for kind in kinds() if kind.begins_by == "periods"],
    }
    rows = fetch_rows(_LINKED_SQL, **parameters)
    return [
        LinkedRecord(
            ref=row[0], kind=row[1], title=parsed_json(row[2]), links=[tuple(link.split(" ", 1)) for link in row[3]],
            group_size=row[4], sort_on=row[5], signed=row[6:9], keys=row[9], body=json.loads(row[10] or "{}"),
        )
        for row in rows
    ]  # fmt: skip


def has_more_linked(linked: Iterable[LinkedRecord], kind: str) -> bool:
    """True where more records of this kind point at the page's record than the page shows."""
    return any(record.kind == kind and record.group_size > SHOWN_PER_GROUP for record in linked)
