"""Prefix search over titles and names, for pick lists."""

from core import collation, text

# A shorter word must match as a whole: too much begins with one letter.
_MIN_PREFIX = 2

# Whoever has this name first, then titles that begin with the text, then shorter titles with it. Those that begin with
# it are put in order before they are cut, in English by their folded titles and in Korean as that is collated. Of other
# matches at most 1,000 are compared.
_AUTOCOMPLETE_SQL = """
SELECT SHOWN FROM (
    (SELECT ref FROM register_entry WHERE kind = ANY(%s) AND sort_title >= %s AND sort_title < %s LIMIT 3000)
    UNION
    (SELECT ref FROM register_entry WHERE kind = ANY(%s) AND sort_title_ko >= %s AND sort_title_ko < %s LIMIT 3000)
    UNION
    (SELECT entry_id FROM register_entrytext WHERE vector @@ %s::tsquery AND kind = ANY(%s) LIMIT 1000)
) AS found
JOIN register_entry AS other USING (ref)
ORDER BY other.keys @> ARRAY[%s]::varchar[] DESC,
    EXISTS (SELECT FROM jsonb_each_text(other.title) AS one WHERE starts_with(lower(one.value), %s)) DESC,
    coalesce((
        SELECT min(length(one.value)) FROM jsonb_each_text(other.title) AS one WHERE strpos(lower(one.value), %s) > 0
    ), length(other.sort_title)), other.serial, other.kind
LIMIT %s
"""


def autocomplete_sql(shown: str, typed: str, kinds: list[str], most: int) -> tuple[str, list]:
    """SQL of the matches, and its parameters after those of ``shown``, an expression over the entry ``other``."""
    tokens = text.tokens(typed)
    query, words = " & ".join(map(_prefix_literal, tokens)), " ".join(tokens)
    beginning = words if _may_go_on(tokens[-1]) else ""
    ranges = [kinds, *_range(beginning), kinds, *first_letters_range(beginning)]
    return _AUTOCOMPLETE_SQL.replace("SHOWN", shown), [
        *ranges,
        query,
        kinds,
        f"name:{text.normalize_name(typed)}",
        words,
        words,
        most,
    ]


def first_letters_range(beginning: str) -> tuple[str, str]:
    """Bounds of the Korean titles that begin with this text, as they are put in order; of none where it is empty."""
    return _range(collation.collation_text(beginning, "ko") if beginning else "")


def _range(beginning: str) -> tuple[str, str]:
    """Bounds of the texts that begin with this one; of none where it is empty."""
    return beginning, beginning and f"{beginning}\U0010ffff"


def can_autocomplete(typed: str) -> bool:
    """The text has a word long enough for prefix search."""
    return any(map(_may_go_on, text.tokens(typed)))


def _may_go_on(token: str) -> bool:
    return len(token) >= _MIN_PREFIX or text.is_cjk(token)


def _prefix_literal(token: str) -> str:
    """Literal (tsquery) of a token as a prefix in titles and names, which have the weight A."""
    if text.is_cjk(token):
        bigrams = text.bigrams(token)
        return "(" + " <-> ".join(f"'{gram}':{'*' if len(gram) == 1 else ''}A" for gram in bigrams) + ")"
    return f"'{token}':{'*' if len(token) >= _MIN_PREFIX else ''}A"
