"""Records whose title or name goes on as somebody types: for fields in which people pick one."""

from core import text

# A shorter word is asked for as it stands: too much begins with one letter.
_MIN_PREFIX = 2

# So many are looked at. What begins as was typed comes first, then the shorter title.
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
    """SQL and its parameters, after those of ``shown``, an expression over the entry called ``other``."""
    said = text.tokens(typed)
    query = " & ".join(map(_prefix_literal, said))
    return _AUTOCOMPLETE_SQL.replace("SHOWN", shown), [query, kinds, " ".join(said), most]


def can_autocomplete(typed: str) -> bool:
    """Whether there is anything to look for by its beginning."""
    return any(len(one) >= _MIN_PREFIX or text.is_cjk(one) for one in text.tokens(typed))


def _prefix_literal(token: str) -> str:
    """What a token asks of titles and names, which have the weight A."""
    if text.is_cjk(token):
        signs = text.bigrams(token)
        return "(" + " <-> ".join(f"'{one}':{'*' if len(one) == 1 else ''}A" for one in signs) + ")"
    return f"'{token}':{'*' if len(token) >= _MIN_PREFIX else ''}A"
