"""Records that point at a record, grouped, in one statement."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from register import addresses
from register.facets.bitmaps import BITMAP_SQL, CHUNK_SQL, FEW_REFS, is_marked_sql, serials_sql
from register.fields import CHUNK_SIZE
from register.index import first_values
from register.kinds import kinds
from register.possible_periods import has_begun_sql
from register.sql import fetch_rows, parsed_json

# Records of one group that a page shows before it leads to the list, and of kinds that are shown whole.
SHOWN_PER_GROUP, _SHOWN_WHOLE = 25, 500

# The records that point at one, grouped by kind, main fact and whether a separate kind of link leads here, the newest
# of each group. Very many may point at one: they are counted as bits, which facts of linked records have already, and
# only what is shown is read.
_SHOWN_SQL = f"""
WITH of_kind AS MATERIALIZED (
    SELECT * FROM unnest(%(letters)s::text[], %(kinds)s::text[], %(main_facts)s::text[], %(most)s::int[])
        AS of_kind (letter, kind, main_fact, most)
), by_link AS MATERIALIZED (
    SELECT letter, is_separate, chunk, bit_or(bits) AS bits FROM (
        SELECT letter, is_separate, {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits
        FROM (
            SELECT left(entry_id, 1) AS letter, substr(entry_id, 2)::int AS serial,
                   kind = ANY(%(separate_link_kinds)s) AS is_separate
            FROM register_link WHERE to_ref = %(ref)s AND kind = ANY(%(link_kinds)s)
        ) AS link GROUP BY 1, 2, 3
        UNION ALL
        SELECT letter, false, chunk, bits FROM unnest(%(fact_kinds)s::text[], %(facts)s::text[]) AS linking (kind, fact)
        JOIN of_kind USING (kind) JOIN register_factbits USING (kind, fact) WHERE value = %(ref)s
    ) AS both_ways GROUP BY 1, 2, 3
), linked AS MATERIALIZED (
    SELECT of_kind.*, is_separate, chunk,
           bits & ~coalesce(CASE WHEN NOT is_separate THEN separate END, 0::bit({CHUNK_SIZE})) AS bits
    FROM by_link JOIN of_kind USING (letter)
    LEFT JOIN (SELECT letter, chunk, bits FROM by_link WHERE is_separate) AS also (letter, chunk, separate)
        USING (letter, chunk)
), grouped AS MATERIALIZED (
    SELECT linked.kind, letter, most, is_separate, main.value AS main_value, chunk, linked.bits & main.bits AS bits
    FROM linked JOIN register_factbits AS main USING (kind, chunk)
    WHERE fact = main_fact AND fact = ANY(%(main_facts)s)
    UNION ALL
    SELECT kind, letter, most, is_separate, '', chunk, bits & ~coalesce((
        SELECT bit_or(main.bits) FROM register_factbits AS main
        WHERE (main.kind, main.fact, main.chunk) = (linked.kind, main_fact, linked.chunk)
    ), 0::bit({CHUNK_SIZE})) FROM linked
), counted AS (
    SELECT kind, letter, most, is_separate, main_value, sum(bit_count(bits))::int AS group_size
    FROM grouped GROUP BY 1, 2, 3, 4, 5
), shown AS MATERIALIZED (
    SELECT newest.ref, group_size FROM counted CROSS JOIN LATERAL (
        WITH own AS MATERIALIZED (
            SELECT chunk, bits FROM grouped
            WHERE (grouped.kind, grouped.is_separate, grouped.main_value)
                = (counted.kind, counted.is_separate, counted.main_value) AND bit_count(bits) > 0
        )
        (SELECT ref FROM ({serials_sql("own")}) AS few JOIN register_entry AS entry ON ref = letter || few.serial
         WHERE group_size <= {FEW_REFS} ORDER BY sort_on DESC, entry.serial DESC LIMIT most)
        UNION ALL
        (SELECT letter || serial FROM register_entry AS entry
         WHERE entry.kind = counted.kind AND group_size > {FEW_REFS}
             AND CASE WHEN entry.kind = counted.kind THEN {is_marked_sql("own", "counted.kind")} END
         ORDER BY sort_on DESC, serial DESC LIMIT most)
    ) AS newest WHERE group_size > 0
)"""
# The same without those that certainly began after a day: their lives are looked at one by one.
_SHOWN_BY_DAY_SQL = f"""
WITH linked AS (
    SELECT entry_id AS ref, bool_or(kind = ANY(%(separate_link_kinds)s)) AS is_separate
    FROM register_link WHERE to_ref = %(ref)s GROUP BY entry_id
), grouped AS (
    SELECT ref, entry.kind, entry.serial, sort_on, most,
           concat(entry.kind, ' ', main.value, ' ', is_separate) AS group_name
    FROM linked JOIN register_entry entry USING (ref)
    JOIN unnest(%(kinds)s::text[], %(main_facts)s::text[], %(most)s::int[]) AS of_kind (kind, main_fact, most)
        USING (kind)
    LEFT JOIN register_factbits AS main
        ON main.kind = entry.kind AND main.fact = ANY(%(main_facts)s) AND main.chunk = {CHUNK_SQL}
        AND get_bit(main.bits, mod(serial, {CHUNK_SIZE})) = 1
    WHERE CASE
        WHEN entry.kind = ANY(%(begin_by_date)s) THEN sort_on <= %(by)s
        WHEN entry.kind = ANY(%(begin_by_periods)s) THEN EXISTS (
            SELECT FROM register_period
            WHERE entry_id = ref AND {has_begun_sql("%(by)s")}
        ) OR NOT EXISTS (SELECT FROM register_period WHERE entry_id = ref)
        ELSE true END
), placed AS (
    SELECT ref, most, row_number() OVER (PARTITION BY group_name ORDER BY sort_on DESC, serial DESC) AS place_in_group,
           count(*) OVER (PARTITION BY group_name) AS group_size
    FROM grouped
), shown AS MATERIALIZED (
    SELECT ref, group_size FROM placed WHERE place_in_group <= most
)"""
_LINKED_SQL = """
SELECT ref, kind, title, (
           SELECT array_agg(link.kind || ' ' || part ORDER BY position)
           FROM register_link link WHERE link.entry_id = ref AND to_ref = %(ref)s
       ), group_size, sort_on, signed_earliest, signed_latest, signed_qualifier, keys,
       CASE WHEN kind = ANY(%(with_body)s) THEN body ELSE '' END
FROM shown JOIN register_entry USING (ref) WHERE ref = ANY(ARRAY(SELECT ref FROM shown))
ORDER BY sort_on DESC, serial DESC, kind
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
        "letters": [kind.letter for kind in kinds()],
        "kinds": [kind.name for kind in kinds()],
        "main_facts": [kind.main_fact or None for kind in kinds()],
        "most": [_SHOWN_WHOLE if kind.is_shown_whole else SHOWN_PER_GROUP for kind in kinds()],
        "separate_link_kinds": [kind.separate_link_kind for kind in kinds() if kind.separate_link_kind],
        **_links_and_facts(),
        "begin_by_date": [kind.name for kind in kinds() if kind.begins_by == "sort_on"],
        "begin_by_periods": [kind.name for kind in kinds() if kind.begins_by == "periods"],
    }
    rows = fetch_rows((_SHOWN_BY_DAY_SQL if by else _SHOWN_SQL) + _LINKED_SQL, **parameters)
    return [
        LinkedRecord(
            ref=row[0], kind=row[1], title=parsed_json(row[2]), links=[tuple(link.split(" ", 1)) for link in row[3]],
            group_size=row[4], sort_on=row[5], signed=row[6:9], keys=row[9], body=json.loads(row[10] or "{}"),
        )
        for row in rows
    ]  # fmt: skip


@cache
def _links_and_facts() -> dict[str, list[str]]:
    """The facts that stand for links, by kind of record, and the kinds of link that some kind has no fact for."""
    facts = [(kind.name, fact) for kind in kinds() for fact in kind.linked_facts]
    by_fact = {kind: {link for links in kind.linked_facts.values() for link in links} for kind in kinds()}
    return {
        "fact_kinds": [kind for kind, _fact in facts],
        "facts": [fact for _kind, fact in facts],
        "link_kinds": sorted({link for kind in kinds() for link in {*kind.link_kinds} - by_fact[kind]}),
    }


def has_more_linked(linked: Iterable[LinkedRecord], kind: str) -> bool:
    """True where more records of this kind point at the page's record than the page shows."""
    return any(record.kind == kind and record.group_size > SHOWN_PER_GROUP for record in linked)
