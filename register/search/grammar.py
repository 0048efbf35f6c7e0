"""What somebody looks for: words that must all be there, “phrases”, -exclusions, and `or` between alternatives.

Everything can be read: what makes no sense is left out. A word of four letters or more may go on (``agree`` finds
agreements). Where words together are a name of an organization or a person, records in which these take part are found
too, whatever they are called there; that is looked up when the database is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core import text

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"'))
CHUNK = re.compile(r'[-−]?"[^"]*"|[^\s"]+')
OR = {"or", "또는"}
MINUS = ("-", "−")  # people type the mathematical sign, too
OPEN_FROM = 4  # letters
# Names are looked for among so many words, and are so many words long.
WORDS_WITH_NAMES, WORDS_IN_NAME = 16, 12

# The query as PostgreSQL reads it, put together from pieces: literal text, or a name to look up.
SQL = """(
    SELECT string_agg(
        CASE WHEN name = '' THEN literal ELSE coalesce((
            SELECT string_agg(' | ' || lower(named.ref), '') FROM register_entry named
            WHERE named.keys @> ARRAY['name:' || name]::varchar[]
        ), '') END, '' ORDER BY place
    )::tsquery
    FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS piece (literal, name, place)
)"""


@dataclass(frozen=True)
class Term:
    """A word, or several that belong together: in quotes, or with signs between them (``co-operation``)."""

    tokens: tuple[str, ...]
    is_phrase: bool
    is_excluded: bool

    @property
    def name(self) -> str:
        return " ".join(self.tokens)

    def literal(self) -> str:
        """What the term asks of the texts."""
        if self.is_phrase:
            return phrase(self.tokens)
        if any(map(text.is_run, self.tokens)):
            return " & ".join(phrase([token], is_open=True) for token in self.tokens)
        return phrase(self.tokens, is_open=True)


# Alternatives, each of terms that must all hold.
Query = list[list[Term]]


def read(query: str) -> Query:
    """What was looked for; empty where there is not one word in it."""
    groups: Query = [[]]
    for chunk in CHUNK.findall(query.translate(QUOTES)):
        if chunk.casefold() in OR:
            groups.append([])
            continue
        is_excluded = chunk.startswith(MINUS)
        if tokens := tuple(text.tokens(chunk)):
            groups[-1].append(Term(tokens, '"' in chunk, is_excluded))
    return [terms for terms in groups if terms]


def phrase(tokens, *, is_open: bool = False) -> str:
    """These tokens one after the other. ``is_open``: the last word may go on."""
    last = len(tokens) - 1
    parts = []
    for place, token in enumerate(tokens):
        lexemes = text.pairs(token) if text.is_run(token) else [token]
        goes_on = place == last and (may_go_on(token) if is_open else is_sign(token))
        parts.append(" <-> ".join(f"'{lexeme}'" for lexeme in lexemes) + (":*" if goes_on else ""))
        # the last sign of a run stands between its last pair and what follows
        parts.append(" <2> " if len(lexemes[0]) > 1 and text.is_run(token) else " <-> ")
    return f"({''.join(parts[:-1])})"


def is_sign(token: str) -> bool:
    """Whether it is a single sign of Hangul, Han or Kana: the beginning of any pair."""
    return len(token) == 1 and text.is_run(token)


def may_go_on(token: str) -> bool:
    return is_sign(token) or (len(token) >= OPEN_FROM and not text.is_run(token) and not token.isdigit())


def pieces(query: Query) -> Iterator[tuple[str, str]]:
    """``(literal, name)``, one of them empty."""
    for number, terms in enumerate(query):
        yield (" | (" if number else "("), ""
        names = names_by_term(terms)
        for place, term in enumerate(terms):
            yield f"{' & ' if place else ''}{'!' if term.is_excluded else ''}({term.literal()}", ""
            yield from (("", name) for name in names[place])
            yield ")", ""
        yield ")", ""


def names_by_term(terms: list[Term]) -> list[list[str]]:
    """For each term the names that it may be part of: of itself and its neighbours; an excluded term stands alone."""
    found: list[list[str]] = [[] for _term in terms]
    for first, term in enumerate(terms[:WORDS_WITH_NAMES]):
        for last in range(first, min(first + WORDS_IN_NAME, len(terms))):
            if last > first and (term.is_excluded or terms[last].is_excluded):
                break
            together = terms[first : last + 1]
            name = text.name(" ".join(one.name for one in together))
            for place in range(first, last + 1):
                found[place].append(name)
    return found


def parameters(query: Query) -> list[list[str]]:
    """The parameters of `SQL`."""
    literals, names = zip(*pieces(query), strict=True)
    return [list(literals), list(names)]
