"""What changed since an earlier dump: records as they are now, and a marker for each that went, was merged or redacted.

Each file leads from an earlier dump straight to this one. It is made of what is public now: nothing that has been taken
from the public since is in it, and whoever applies it holds what this dump holds.
"""

from exports.dumps.manifest import Manifest

MAX_DELTAS = 30  # earlier dumps from which a file leads here

# The API's envelope without what an answer adds to it; the bodies byte for byte.
RECORD_LINE = """concat(
    '{"ref":"', ref, '","kind":"', kind, '","version":', number, ',"published_at":"',
    to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","sha256":"', sha256, '","record":', body, '}'
)"""
# Markers come first, then records, each in the order of the changes. Whoever holds a record takes it out at
# `withdrawn` and `merged`, forgets its older versions at `redacted`, and puts in its place what follows.
_CHANGED_LINES = f"""
SELECT line FROM (
    SELECT 0 AS part, id, concat(
        '{{"ref":"', ref, '","kind":"', kind, '","action":"', action, '","version":', number, ',"published_at":"',
        to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '"',
        CASE action WHEN 'withdrawn' THEN ',"reason":' || (body::json->>'reason')
                    WHEN 'merged' THEN ',"into":"' || (body::json->>'into') || '"'
                    ELSE ',"versions":' || (body::json->>'versions') END, '}}'
    ) AS line
    FROM register_version
    WHERE id > SINCE AND (
        action = 'redacted'
        OR action IN ('withdrawn', 'merged')
           AND NOT EXISTS (SELECT FROM register_entry WHERE register_entry.ref = register_version.ref)
    )
    UNION ALL
    SELECT 1, version_id, {RECORD_LINE} FROM register_entry WHERE ref IN (SELECT ref FROM register_version WHERE id > SINCE)
) changed ORDER BY part, id
"""


def delta_query(since: int) -> str:
    """The lines of what changed after this change."""
    return _CHANGED_LINES.replace("SINCE", f"{since:d}")


def delta_cursors(last: Manifest | None, schemas: dict[str, int], cursor: int) -> tuple[int, ...]:
    """Where the dumps before this one stood, the newest first. Bodies of another schema are all to be fetched anew."""
    if last is None or last.schemas != schemas:
        return ()
    return tuple(one for one in dict.fromkeys((last.cursor, *last.earlier)) if one < cursor)[:MAX_DELTAS]
