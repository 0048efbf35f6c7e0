"""Delta files since earlier dumps: changed records, and markers of those withdrawn, merged, redacted or narrowed.

Each file leads from one earlier dump straight to this one. It holds only what is public now, nothing that was
withdrawn, redacted or narrowed since. Applied to the earlier dump it gives this one.
"""

from exports.dumps.manifest import Manifest

MAX_DELTAS = 30

# The API's envelope without the members that depend on a request; the bodies byte for byte.
RECORD_LINE = """concat(
    '{"ref":"', ref, '","kind":"', kind, '","version":', number, ',"published_at":"',
    to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","sha256":"', sha256, '","record":', body, '}'
)"""
# Markers come first, then records, each in the order of the changes. A client removes a record at `withdrawn` and
# `merged`, drops these older versions of it at `redacted` and `narrowed`, and replaces it by the record that follows:
# also after `withdrawn`, where it is public again.
_CLOSED_VERSIONS = """(
    SELECT coalesce(json_agg(number ORDER BY number), '[]') FROM register_publicversion AS closed
    WHERE closed.ref = change.ref AND closed.number < change.number AND closed.action = 'published'
)"""
_CHANGED_LINES = f"""
SELECT line FROM (
    SELECT 0 AS part, id, concat(
        '{{"ref":"', ref, '","kind":"', kind, '","action":"', action, '","version":', number, ',"published_at":"',
        to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"',
        CASE action WHEN 'withdrawn'
                        THEN concat(',"reason":', body::json->>'reason', ',"versions":', {_CLOSED_VERSIONS})
                    WHEN 'merged' THEN ',"into":"' || (body::json->>'into') || '"'
                    ELSE ',"versions":' || (body::json->>'versions') END, '}}'
    ) AS line
    FROM register_publicversion AS change
    WHERE id > SINCE AND action IN ('redacted', 'narrowed', 'withdrawn', 'merged')
    UNION ALL
    SELECT 1, version_id, {RECORD_LINE} FROM register_entry
    WHERE ref IN (SELECT ref FROM register_publicversion WHERE id > SINCE)
) changed ORDER BY part, id
"""


def delta_query(since: int) -> str:
    """SQL of the lines of a delta file, for the changes after this one."""
    return _CHANGED_LINES.replace("SINCE", f"{since:d}")


def delta_cursors(last: Manifest | None, schemas: dict[str, int], cursor: int) -> tuple[int, ...]:
    """Cursors of earlier dumps that get a delta file, the newest first; none if the schema of a kind has changed."""
    if last is None or last.schemas != schemas:
        return ()
    return tuple(since for since in dict.fromkeys((last.cursor, *last.earlier)) if since < cursor)[
        :MAX_DELTAS
    ]
