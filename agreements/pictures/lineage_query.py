"""Recursive query of an agreement's lineage over the links of the register."""

import json
from dataclasses import dataclass

from register.sql import fetch_rows, parsed_json

# Steps that a lineage is followed from the agreement of the page.
_MAX_STEPS = 6

# The agreements that this one stands on and those that stand on it, step by step and never back: the older of the
# older, the newer of the newer. A key date that names its instrument points from the older one to the newer.
_LINEAGE = """
WITH RECURSIVE line(ref, way, step) AS (
    SELECT %(ref)s::text, '', 0
    UNION
    SELECT found.ref, found.way, step + 1
    FROM line, LATERAL (
        SELECT to_ref::text, 'older' FROM register_link
        WHERE entry_id = line.ref AND kind <> 'instrument' AND to_ref LIKE 'A%%' AND way <> 'newer'
        UNION ALL
        SELECT entry_id::text, 'older' FROM register_link
        WHERE to_ref = line.ref AND kind = 'instrument' AND entry_id LIKE 'A%%' AND way <> 'newer'
        UNION ALL
        SELECT entry_id::text, 'newer' FROM register_link
        WHERE to_ref = line.ref AND kind <> 'instrument' AND entry_id LIKE 'A%%' AND way <> 'older'
        UNION ALL
        SELECT to_ref::text, 'newer' FROM register_link
        WHERE entry_id = line.ref AND kind = 'instrument' AND to_ref LIKE 'A%%' AND way <> 'older'
    ) found(ref, way)
    WHERE step < %(steps)s
)
SELECT entry.ref, title, body, array_agg(entry.ref) OVER (ORDER BY near.step, entry.sort_on DESC, entry.serial DESC
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
FROM (SELECT ref, min(step) AS step FROM line GROUP BY ref) near
JOIN register_entry entry ON entry.ref = near.ref
WHERE near.step > 0
ORDER BY near.step, entry.sort_on DESC, entry.serial DESC
LIMIT %(most)s
"""


@dataclass(frozen=True)
class LineageRelative:
    """An agreement of the lineage."""

    ref: str
    title: dict[str, str]
    body: dict


def lineage_of(ref: str, *, most: int) -> tuple[list[LineageRelative], list[str]]:
    """At most so many relatives of an agreement, the nearest first, and the references of all of them."""
    rows = fetch_rows(_LINEAGE, ref=ref, steps=_MAX_STEPS, most=most)
    relatives = [LineageRelative(row[0], parsed_json(row[1]), json.loads(row[2])) for row in rows]
    return relatives, rows[0][3] if rows else []
