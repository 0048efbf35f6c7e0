"""Names like a search: "Soeul Univeristy" finds Seoul University, "과기부" 과학기술정보통신부."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from api.autocomplete import first_letters_range
from core import text
from register.kinds import kinds_with_names
from register.routers import REGISTER_ALIAS

# Three of five three-letter pieces in common: `Soeul Univeristy` is still Seoul University.
_MIN_SIMILARITY = 0.42
_MIN_LENGTH, _MAX_SUGGESTIONS = 3, 5
_THRESHOLD_SQL = f"SET pg_trgm.word_similarity_threshold = {_MIN_SIMILARITY}"
# Syllables of an abbreviation: fewer stand in many names in this order.
_FEWEST_SYLLABLES, _MOST_SYLLABLES = 3, 8
_SIMILAR_SQL = """
SELECT ref, kind, title::text FROM (
    SELECT entry.ref, entry.kind, entry.title,
           greatest(
               word_similarity(%(folded)s, names), similarity(%(folded)s, split_part(names, chr(10), 1))
           ) AS likeness
    FROM register_entrytext JOIN register_entry entry ON entry.ref = entry_id
    WHERE %(folded)s <%% names AND entry.kind = ANY(%(among)s)
    UNION ALL
    SELECT ref, kind, title, 1 + (title ->> 'ko' LIKE %(ending)s)::int + 1.0 / length(title ->> 'ko')
    FROM register_entry
    WHERE kind = ANY(%(among)s) AND sort_title_ko >= %(first)s AND sort_title_ko < %(last)s
        AND title ->> 'ko' LIKE %(syllables)s
) alike
WHERE %(kind)s = '' OR EXISTS (
    SELECT FROM register_entrytext found
    WHERE found.kind = %(kind)s AND found.vector @@ quote_literal(lower(ref))::tsquery
)
GROUP BY ref, kind, title
ORDER BY max(likeness) DESC, ref
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
    """Records with a name like the search, the most similar first.

    A word of Hangul may be an abbreviation: syllables of a name in their order, from the first, best with the last.
    Other likeness is by trigrams of names.
    ``among`` limits their kinds; ``kind`` limits them to those that records of this kind mention.
    """
    folded = " ".join(text.tokens(query))
    if len(folded) < _MIN_LENGTH:
        return []
    names = list(among) or [kind.name for kind in kinds_with_names()]
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(_THRESHOLD_SQL)
        values: dict[str, Any] = {"folded": folded, "kind": kind, "among": names, "most": most}
        cursor.execute(_SIMILAR_SQL, values | _abbreviated(folded))
        return [Suggestion(ref, kind, json.loads(title)) for ref, kind, title in cursor.fetchall()]


def _abbreviated(word: str) -> dict[str, str]:
    """Patterns and range of the names that a word of Hangul, Han or Kana may be short for; of none for others."""
    is_short = text.is_cjk(word) and _FEWEST_SYLLABLES <= len(word) <= _MOST_SYLLABLES
    first, last = first_letters_range(word[0] if is_short else "")
    syllables = "%".join(word) if is_short else ""
    return {"first": first, "last": last, "ending": syllables, "syllables": f"{syllables}%"}
