"""Records that match a search: one statement looks names up, makes the tsquery and gathers bitmaps of what it finds.

Where at most `_MAX_NAMED` records have a word in a name, their references are put into the tsquery. A word in more
names than that, such as “University”, would make it too long to rank by: then what each term finds is gathered by
itself, what mentions a bearer of such a word by its links, and put together by groups.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Q

from register.facets.bitmaps import BITMAP_SQL, CHUNK_SQL, FEW_REFS, BitmapSQL, is_in_bitmap
from register.fields import CHUNK_SIZE
from register.kinds import kind_named
from register.routers import REGISTER_ALIAS
from register.search.query import matching_parameters, parse_query

_MAX_NAMED = 100

# Pieces of the tsquery; the words that are looked up in names, with the references of their bearers. Of common words
# these are the subjects alone, which are few.
_LOOKED_UP_SQL = f"""
    piece AS MATERIALIZED (
        SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[])
            WITH ORDINALITY AS piece (literal, name, words, term, place)
    ), named AS MATERIALIZED (
        SELECT words, is_common, CASE WHEN is_common THEN (
            SELECT string_agg(' | ' || lower(subject.ref), '')
            FROM register_entry AS subject JOIN register_entrytext ON entry_id = subject.ref
            WHERE subject.kind = ANY(%s) AND vector @@ words::tsquery
        ) ELSE refs END AS refs
        FROM (SELECT DISTINCT words FROM piece WHERE words <> '') AS looked_up CROSS JOIN LATERAL (
            WITH bearer AS MATERIALIZED (SELECT entry_id FROM register_entrytext WHERE vector @@ words::tsquery)
            SELECT count(*) > {_MAX_NAMED} AS is_common, string_agg(' | ' || lower(entry_id), '') AS refs
            FROM (SELECT * FROM bearer LIMIT {_MAX_NAMED + 1}) AS few
        ) AS counted
    )"""
_PIECES_TOGETHER_SQL = """
    string_agg(
        CASE WHEN name <> '' THEN (
            SELECT string_agg(' | ' || lower(bearer.ref), '') FROM register_entry AS bearer
            WHERE bearer.keys @> ARRAY['name:' || name]::varchar[]
        ) WHEN words <> '' THEN refs ELSE literal END, '' ORDER BY place
    )::tsquery"""


def _found_bitmaps_sql(refs: str) -> str:
    """SQL of (term, letter, chunk, bits) of rows of term and reference."""
    return f"""
        SELECT term, left(ref, 1) AS letter, {CHUNK_SQL} AS chunk, {BITMAP_SQL} AS bits
        FROM (SELECT term, ref, substr(ref, 2)::int AS serial FROM ({refs}) AS found) AS numbered GROUP BY 1, 2, 3"""


_HELD_SQL = _found_bitmaps_sql("""
    SELECT term, entry_id AS ref FROM term_query JOIN register_entrytext ON vector @@ words
    UNION ALL SELECT term, entry_id FROM bearer JOIN register_link ON to_ref = bearer.ref
    UNION ALL SELECT term, ref FROM bearer""")
_EVERYTHING_SQL = _found_bitmaps_sql("SELECT 0 AS term, entry_id AS ref FROM register_entrytext")
_PLAIN_SQL = _found_bitmaps_sql(
    "SELECT 0 AS term, entry_id AS ref FROM register_entrytext"
    " WHERE NOT EXISTS (SELECT FROM common) AND vector @@ (SELECT words FROM whole)"
)
# The tsquery, in a row without letter; and the bitmaps of what matches, by the letter of its kind. `held`: which term
# finds what, where some word is common.
_MATCHING_SQL = f"""
    WITH {_LOOKED_UP_SQL}, whole AS MATERIALIZED (
        SELECT {_PIECES_TOGETHER_SQL} AS words FROM piece LEFT JOIN named USING (words)
    ), common AS MATERIALIZED (
        SELECT words FROM named WHERE is_common
    ), sought AS MATERIALIZED (
        SELECT * FROM unnest(%s::int[], %s::bool[]) WITH ORDINALITY AS sought (alternative, is_excluded, term)
        WHERE EXISTS (SELECT FROM common)
    ), term_query AS MATERIALIZED (
        SELECT term, {_PIECES_TOGETHER_SQL} AS words
        FROM piece JOIN sought USING (term) LEFT JOIN named USING (words) GROUP BY term
    ), bearer AS MATERIALIZED (
        SELECT DISTINCT term, entry_id AS ref
        FROM piece JOIN common USING (words) JOIN register_entrytext ON vector @@ common.words::tsquery
    ), held AS MATERIALIZED ({_HELD_SQL}
    ), required AS MATERIALIZED (
        SELECT alternative, count(*) FILTER (WHERE NOT is_excluded) AS terms FROM sought GROUP BY alternative
    ), excluded AS MATERIALIZED (
        SELECT alternative, letter, chunk, bit_or(bits) AS without
        FROM sought JOIN held USING (term) WHERE is_excluded GROUP BY 1, 2, 3
    ), candidate AS MATERIALIZED (
        SELECT alternative, letter, chunk, bit_and(bits) AS bits
        FROM sought JOIN held USING (term) JOIN required USING (alternative)
        WHERE NOT is_excluded GROUP BY 1, 2, 3, required.terms HAVING count(*) = required.terms
        UNION ALL
        SELECT alternative, letter, chunk, bits FROM required, ({_EVERYTHING_SQL}) AS everything WHERE terms = 0
    )
    SELECT '' AS letter, 0 AS chunk, '' AS bits, words::text AS tsquery FROM whole
    UNION ALL
    SELECT letter, chunk, bits::text, '' FROM ({_PLAIN_SQL}) AS plain
    UNION ALL
    SELECT letter, chunk, bit_or(bits & ~coalesce(without, 0::bit({CHUNK_SIZE})))::text, ''
    FROM candidate LEFT JOIN excluded USING (alternative, letter, chunk) GROUP BY 1, 2
"""


@dataclass(frozen=True)
class Matches:
    """Records that match a search: bitmaps by the letter of their kind and chunk. ``tsquery`` is what ranks them."""

    tsquery: str = ""
    bitmaps: dict[str, dict[int, str]] = field(default_factory=dict)

    def total(self, kind: str) -> int:
        """Number of records of a kind."""
        return sum(bits.count("1") for bits in self._chunks(kind).values())

    def _chunks(self, kind: str) -> dict[int, str]:
        return self.bitmaps.get(kind_named(kind).letter, {})

    def bitmap(self, kind: str) -> BitmapSQL:
        """SQL of the bitmap of the records of a kind."""
        chunks = self._chunks(kind)
        sql = f"SELECT chunk, bits FROM unnest(%s::int[], %s::bit({CHUNK_SIZE})[]) AS matching (chunk, bits)"
        return sql, [[*chunks], [*chunks.values()]]

    def condition(self) -> Q:
        """Condition on entries."""
        condition = Q(ref__in=[])
        for letter, chunks in self.bitmaps.items():
            kind = kind_named(letter).name
            is_few = self.total(kind) <= FEW_REFS
            bit = Q(is_in_bitmap(kind, self.bitmap(kind)), kind=kind)
            condition |= Q(ref__in=_refs(letter, chunks)) if is_few else bit
        return condition


def find_matches(query: str, *, using: str = REGISTER_ALIAS) -> Matches:
    """Records of all kinds that match a search, see `register.search.query`; none where there is no word in it."""
    parsed = parse_query(query)
    if not parsed:
        return Matches()
    with connections[using].cursor() as cursor:
        cursor.execute(_MATCHING_SQL, matching_parameters(parsed))
        [(_letter, _chunk, _bits, tsquery), *rows] = cursor.fetchall()
    bitmaps: dict[str, dict[int, str]] = defaultdict(dict)
    for letter, chunk, bits, _tsquery in rows:
        bitmaps[letter][chunk] = bits
    return Matches(tsquery or "", dict(bitmaps))


def _refs(letter: str, chunks: dict[int, str]) -> list[str]:
    """References of the records of a bitmap."""
    return [
        f"{letter}{chunk * CHUNK_SIZE + place}"
        for chunk, bits in chunks.items()
        for place, bit in enumerate(bits)
        if bit == "1"
    ]
