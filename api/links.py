"""Links of a record in both directions, paginated."""

import json
from collections.abc import Iterable, Sequence

from django.db import connections

from api import cursors
from api.summaries import SUMMARY_SQL, summary_parameters
from register.kinds import kind_named, kinds
from register.routers import REGISTER_ALIAS

OUTGOING, INCOMING = DIRECTIONS = "outgoing", "incoming"
# First the outgoing links in the record's own order; then the incoming ones, the newest reference first. The record
# itself stands on the left, so that a record without links gives a row of nulls, and a missing one gives no row.
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
    """All codes of links between two records."""
    return sorted({code for kind in kinds() for code in kind.link_kinds})


def fetch_links(
    request, ref: str, params: dict, *, limit: int, start: Sequence | None
) -> tuple[list[dict], Sequence | None] | None:
    """``(links, position of the next page)`` of one page; None where there is no such public record."""

    def chosen(name: str, known: Iterable[str]) -> list[str]:
        return [value for [value] in params.get(name, [])] or [*known]

    values = [
        *summary_parameters(request), ref, ref, ref, *(start or _START),
        [DIRECTIONS.index(direction) for direction in chosen("direction", DIRECTIONS)],
        chosen("relation", relation_codes()),
        [kind_named(name).letter for name in chosen("kind", (kind.name for kind in kinds()))],
        limit + 1,
    ]  # fmt: skip
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_LINKS, values)
        rows = cursor.fetchall()
    if not rows:
        return None
    links = [row for row in rows if row[0] is not None]
    next_position = links[limit - 1][:4] if len(links) > limit else None
    return [_link_json(*row[4:], direction=row[0]) for row in links[:limit]], next_position


def _link_json(relation: str, part: str, ref: str, other: str | None, *, direction: int) -> dict:
    """One link. ``other`` is the summary of the other record as JSON text; None where that is not public any more."""
    return {
        "direction": DIRECTIONS[direction],
        "relation": relation,
        "part": part or None,
        "ref": ref,
        "other": json.loads(other) if other else None,
    }


def links_digest(ref: str, data, names: Iterable[str]) -> str:
    """Digest of a query for the links of a record, which its cursors belong to."""
    return cursors.query_digest(f"links of {ref}", data, names)
