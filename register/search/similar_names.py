"""Similarity search over names by trigrams: "Soeul Univeristy" finds Seoul University."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connections

from core import text
from register.kinds import kinds_with_names
from register.routers import REGISTER_ALIAS

# Three of five three-letter pieces in common: `Soeul Univeristy` is still Seoul University.
_MIN_SIMILARITY = 0.42
_MIN_LENGTH, _MAX_SUGGESTIONS = 3, 5
_THRESHOLD_SQL = f"SET pg_trgm.word_similarity_threshold = {_MIN_SIMILARITY}"
_SIMILAR_SQL = """
SELECT ref, kind, title::text FROM (
    SELECT entry.ref, entry.kind, entry.title,
           greatest(
               word_similarity(%(folded)s, names), similarity(%(folded)s, split_part(names, chr(10), 1))
           ) AS likeness
    FROM register_entrytext JOIN register_entry entry ON entry.ref = entry_id
    WHERE %(folded)s <%% names AND entry.kind = ANY(%(among)s)
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
    """A record with a name like the text of a search."""

    ref: str
    kind: str
    title: dict[str, str]


def find_similar_names(
    query: str, *, kind: str = "", among: Sequence[str] = (), most: int = _MAX_SUGGESTIONS
) -> list[Suggestion]:
    """Records with a name like the search, the most similar first, by trigrams of their names.

    ``among`` limits their kinds; ``kind`` limits them to those that records of this kind mention.
    """
    folded = " ".join(text.tokens(query))
    if len(folded) < _MIN_LENGTH:
        return []
    names = list(among) or [kind.name for kind in kinds_with_names()]
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_THRESHOLD_SQL)
        cursor.execute(_SIMILAR_SQL, {"folded": folded, "kind": kind, "among": names, "most": most})
        return [Suggestion(ref, kind, json.loads(title)) for ref, kind, title in cursor.fetchall()]
