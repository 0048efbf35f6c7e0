"""Prefix search over titles and names, for pick lists."""

from core import text

# A shorter word must match as a whole: too much begins with one letter.
_MIN_PREFIX = 2

# At most 1,000 matches are ranked: titles that begin with the text first, then shorter ones.
_AUTOCOMPLETE_SQL = """
SELECT SHOWN FROM (
    SELECT entry_id FROM register_entrytext WHERE vector @@ %s::tsquery AND kind = ANY(%s) LIMIT 1000
) AS found
JOIN register_entry AS other ON other.ref = found.entry_id
ORDER BY EXISTS (SELECT FROM jsonb_each_text(other.title) AS one WHERE starts_with(lower(one.value), %s)) DESC,
    length(other.sort_title), other.serial, other.kind
LIMIT %s
"""


def autocomplete_sql(shown: str, typed: str, kinds: list[str], most: int) -> tuple[str, list]:
    """SQL of the matches, and its parameters after those of ``shown``, an expression over the entry ``other``."""
    tokens = text.tokens(typed)
    query = " & ".join(map(_prefix_literal, tokens))
    return _AUTOCOMPLETE_SQL.replace("SHOWN", shown), [query, kinds, " ".join(tokens), most]


def can_autocomplete(typed: str) -> bool:
    """The text has a word long enough for prefix search."""
    return any(len(token) >= _MIN_PREFIX or text.is_cjk(token) for token in text.tokens(typed))


def _prefix_literal(token: str) -> str:
    """Literal (tsquery) of a token as a prefix in titles and names, which have the weight A."""
    if text.is_cjk(token):
        bigrams = text.bigrams(token)
        return "(" + " <-> ".join(f"'{gram}':{'*' if len(gram) == 1 else ''}A" for gram in bigrams) + ")"
    return f"'{token}':{'*' if len(token) >= _MIN_PREFIX else ''}A"
