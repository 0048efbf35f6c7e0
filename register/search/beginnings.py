"""Records whose title or name goes on as somebody types: for fields in which people pick one."""

from core import text

# A shorter word is asked for as it stands: too much begins with one letter.
SHORTEST = 2

# So many are looked at. What begins as was typed comes first, then the shorter title.
BEGINNING = """
SELECT SHOWN FROM (
    SELECT entry_id FROM register_entrytext WHERE vector @@ %s::tsquery AND kind = ANY(%s) LIMIT 1000
) AS found
JOIN register_entry AS other ON other.ref = found.entry_id
ORDER BY EXISTS (SELECT FROM jsonb_each_text(other.title) AS one WHERE starts_with(lower(one.value), %s)) DESC,
    length(other.sort_title), other.serial, other.kind
LIMIT %s
"""


def statement(shown: str, typed: str, kinds: list[str], most: int) -> tuple[str, list]:
    """SQL and its parameters, after those of ``shown``, an expression over the entry called ``other``."""
    said = text.tokens(typed)
    query = " & ".join(map(beginning, said))
    return BEGINNING.replace("SHOWN", shown), [query, kinds, " ".join(said), most]


def is_enough(typed: str) -> bool:
    """Whether there is anything to look for by its beginning."""
    return any(len(one) >= SHORTEST or text.is_run(one) for one in text.tokens(typed))


def beginning(token: str) -> str:
    """What a token asks of titles and names, which have the weight A."""
    if text.is_run(token):
        signs = text.pairs(token)
        return "(" + " <-> ".join(f"'{one}':{'*' if len(one) == 1 else ''}A" for one in signs) + ")"
    return f"'{token}':{'*' if len(token) >= SHORTEST else ''}A"
