"""What was probably meant: organizations and people with a name much like the words of a search."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from core import text
from register.routers import REGISTER_ALIAS

# Three of five three-letter pieces in common: `Soeul Univeristy` is still Seoul University.
_MIN_SIMILARITY = 0.42
_MIN_LENGTH, _MAX_SUGGESTIONS = 3, 5
KINDS_WITH_NAMES = ("organization", "person")
_THRESHOLD_SQL = f"SET pg_trgm.word_similarity_threshold = {_MIN_SIMILARITY}"
_SIMILAR_SQL = """
SELECT ref, kind, title::text FROM (
    SELECT entry.ref, entry.kind, entry.title,
           greatest(word_similarity(%(said)s, names), similarity(%(said)s, split_part(names, chr(10), 1))) AS likeness
    FROM register_entrytext JOIN register_entry entry ON entry.ref = entry_id
    WHERE %(said)s <%% names AND entry.kind = ANY(%(among)s)
) alike
WHERE %(kind)s = '' OR EXISTS (
    SELECT FROM register_entrytext found
    WHERE found.kind = %(kind)s AND found.vector @@ quote_literal(lower(ref))::tsquery
)
ORDER BY likeness DESC, ref
LIMIT %(most)s
"""


@dataclass(frozen=True)
class Suggestion:
    """An organization or a person whose name is like what was typed."""

    ref: str
    kind: str
    title: dict[str, str]


def find_similar_names(
    query: str, *, kind: str = "", among: Sequence[str] = KINDS_WITH_NAMES, most: int = _MAX_SUGGESTIONS
) -> list[Suggestion]:
    """Who was probably meant, the likeliest first. ``kind``: only those that records of this kind are found by."""
    said = " ".join(text.tokens(query))
    if len(said) < _MIN_LENGTH:
        return []
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_THRESHOLD_SQL)
        cursor.execute(_SIMILAR_SQL, {"said": said, "kind": kind, "among": list(among), "most": most})
        return [Suggestion(ref, kind, json.loads(title)) for ref, kind, title in cursor.fetchall()]
