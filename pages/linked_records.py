"""What a page reads of the register besides its own entry: what points at it, who is named in it, how it stands.

Three statements at most, however much there is to show. Everything goes through the ``register`` alias.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connections

from register import addresses
from register.facets.bitmaps import CHUNK_SQL
from register.fields import CHUNK_SIZE
from register.possible_periods import may_have_begun_sql
from register.routers import REGISTER_ALIAS
from register.sql import parsed_json

# How many records of one group a page shows before it leads to the list; and of those that no list can be asked for,
# the parts of an organization and the narrower topics.
SHOWN_PER_GROUP, _SHOWN_WHOLE = 25, 500

# The records that point at one, grouped by kind, nature and whether an outcome concerns it, the newest of each group.
# Very many records may point at one: what is put in order is narrow, and only what is shown is read.
_LINKED_SQL = f"""
WITH linked AS (
    SELECT entry_id AS ref, bool_or(kind = 'outcome') AS has_outcome
    FROM register_link WHERE to_ref = %(ref)s GROUP BY entry_id
), grouped AS (
    SELECT ref, entry.kind, entry.serial, sort_on, concat(entry.kind, ' ', nature.value, ' ', has_outcome) AS group_name
    FROM linked JOIN register_entry entry USING (ref)
    LEFT JOIN register_factbits nature
        ON nature.kind = entry.kind AND nature.fact = 'nature' AND nature.chunk = {CHUNK_SQL}
        AND get_bit(nature.bits, mod(serial, {CHUNK_SIZE})) = 1
    WHERE %(by)s::date IS NULL OR CASE entry.kind
        WHEN 'activity' THEN sort_on <= %(by)s
        WHEN 'agreement' THEN EXISTS (
            SELECT FROM register_period
            WHERE entry_id = ref AND {may_have_begun_sql("%(by)s")}
        ) OR NOT EXISTS (SELECT FROM register_period WHERE entry_id = ref)
        ELSE true END
), placed AS (
    SELECT ref, kind, row_number() OVER (PARTITION BY group_name ORDER BY sort_on DESC, serial DESC) AS place_in_group,
           count(*) OVER (PARTITION BY group_name) AS in_group
    FROM grouped
), shown AS MATERIALIZED (
    SELECT ref, in_group FROM placed
    WHERE place_in_group <= CASE WHEN kind IN ('organization', 'topic') THEN %(shown_whole)s ELSE %(shown)s END
)
SELECT ref, kind, title, (
           SELECT array_agg(link.kind || ' ' || part ORDER BY position)
           FROM register_link link WHERE link.entry_id = ref AND to_ref = %(ref)s
       ), in_group, sort_on, signed_earliest, signed_latest, keys,
       CASE WHEN kind = ANY(%(with_body)s) THEN body ELSE '' END
FROM shown JOIN register_entry USING (ref) WHERE ref = ANY(ARRAY(SELECT ref FROM shown))
ORDER BY sort_on DESC, serial DESC
"""


@dataclass
class LinkedRecord:
    """A record that points at the one whose page is shown: in which ways, from which of its parts."""

    ref: str
    kind: str
    title: dict[str, str]
    links: list[tuple[str, str]]  # (kind of link, key of the part)
    in_group: int
    sort_on: date
    signed: tuple[date | None, date | None]
    keys: list[str]
    body: dict = field(repr=False)

    @property
    def ways(self) -> list[str]:
        """The kinds of link, each once, in the order of the record."""
        return list(dict.fromkeys(kind for kind, _part in self.links))

    @property
    def nature(self) -> str:
        return self.key("nature")

    def key(self, name: str) -> str:
        return next((key.partition(":")[2] for key in self.keys if key.startswith(f"{name}:")), "")

    def parts(self, *collections: str) -> list[dict]:
        """Those parts of its body from which it points here."""
        keys = {part for _kind, part in self.links if part}
        return [part for name in collections for part in self.body.get(name, []) if part.get("key") in keys]

    @property
    def address(self) -> str:
        return addresses.record_path(self.ref, self.title)


def records_linking_to(
    ref: str, *, with_body: Sequence[str] = (), by: date | None = None
) -> list[LinkedRecord]:
    """The public records that point at ``ref``, at most `SHOWN` of each group, the newest first.

    ``with_body`` names the kinds whose bodies are needed. ``by``: without the agreements whose life certainly began,
    and the activities that were held, after that day.
    """
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(
            _LINKED_SQL,
            {
                "ref": ref,
                "with_body": list(with_body),
                "shown": SHOWN_PER_GROUP,
                "shown_whole": _SHOWN_WHOLE,
                "by": by,
            },
        )
        rows = cursor.fetchall()
    return [
        LinkedRecord(
            ref=row[0], kind=row[1], title=parsed_json(row[2]), links=[tuple(link.split(" ", 1)) for link in row[3]],
            in_group=row[4], sort_on=row[5], signed=(row[6], row[7]), keys=row[8], body=json.loads(row[9] or "{}"),
        )
        for row in rows
    ]  # fmt: skip


def has_more_linked(linked: Iterable[LinkedRecord], kind: str) -> bool:
    """Whether there are more records of this kind that point at the page's than the page shows."""
    return any(one.kind == kind and one.in_group > SHOWN_PER_GROUP for one in linked)
