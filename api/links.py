"""What a record names and what names it: its links in both directions, a page at a time."""

import json
from collections.abc import Iterable, Sequence

from django.db import connections

from api import cursors
from api.summaries import SUMMARY_SQL, summary_parameters
from register.kinds import kind_named, kinds
from register.routers import REGISTER_ALIAS

OUTGOING, INCOMING = DIRECTIONS = "outgoing", "incoming"
# First what the record names, in its own order; then what names it, the newest reference first. The record itself
# stands on the left, so that one without links is told from one that is not there.
_LINKS = f"""
SELECT direction, place, letter, position, link.kind, part, link.ref,
       CASE WHEN other.ref IS NOT NULL THEN {SUMMARY_SQL} END
FROM (SELECT FROM register_entry WHERE ref = %s) AS here
LEFT JOIN LATERAL (
    SELECT * FROM (
        SELECT 0 AS direction, position::bigint AS place, '' AS letter, position, kind, part, to_ref AS ref
        FROM register_link WHERE entry_id = %s
        UNION ALL
        SELECT 1, -substr(entry_id, 2)::bigint, left(entry_id, 1), position, kind, part, entry_id
        FROM register_link WHERE to_ref = %s
    ) AS links
    WHERE (direction, place, letter, position) > (%s, %s, %s, %s)
        AND direction = ANY(%s) AND kind = ANY(%s) AND left(ref, 1) = ANY(%s)
    ORDER BY direction, place, letter, position
    LIMIT %s
) AS link ON true
LEFT JOIN register_entry AS other ON other.ref = link.ref
ORDER BY direction, place, letter, position
"""
_START = (-1, 0, "", 0)


def relation_codes() -> list[str]:
    """Every code that a link between two records may have."""
    return sorted({code for kind in kinds() for code in kind.link_kinds})


def fetch_links(
    request, ref: str, asked: dict, *, limit: int, start: Sequence | None
) -> tuple[list[dict], Sequence | None] | None:
    """The links of one page and the place where the next begins; None where there is no such public record."""

    def among(name: str, known: Iterable[str]) -> list[str]:
        return [one for [one] in asked.get(name, [])] or [*known]

    parameters = [
        *summary_parameters(request), ref, ref, ref, *(start or _START),
        [DIRECTIONS.index(one) for one in among("direction", DIRECTIONS)],
        among("relation", relation_codes()),
        [kind_named(name).letter for name in among("kind", (kind.name for kind in kinds()))],
        limit + 1,
    ]  # fmt: skip
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_LINKS, parameters)
        rows = cursor.fetchall()
    if not rows:
        return None
    found = [row for row in rows if row[0] is not None]
    return [_link_json(*row[4:], direction=row[0]) for row in found[:limit]], (
        found[limit - 1][:4] if len(found) > limit else None
    )


def _link_json(relation: str, part: str, ref: str, other: str | None, *, direction: int) -> dict:
    """One link as it is told. Without its other end, what is named is not public any more."""
    return {
        "direction": DIRECTIONS[direction],
        "relation": relation,
        "part": part or None,
        "ref": ref,
        "other": json.loads(other) if other else None,
    }


def links_digest(ref: str, data, names: Iterable[str]) -> str:
    """What the cursors of a record's links belong to."""
    return cursors.query_digest(f"links of {ref}", data, names)
