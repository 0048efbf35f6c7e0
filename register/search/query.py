"""What somebody looks for: words that must all be there, “phrases”, -exclusions, and `or` between alternatives.

Everything can be read: what makes no sense is left out. A word of four letters or more may go on (``agree`` finds
agreements). Where words together are a name of an organization or a person, records in which these take part are found
too, whatever they are called there; that is looked up when the database is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core import text

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"'))
_CHUNK_PATTERN = re.compile(r'[-−]?"[^"]*"|[^\s"]+')
_OR_WORDS = {"or", "또는"}
_MINUS_SIGNS = ("-", "−")  # people type the mathematical sign, too
_MIN_PREFIX_LENGTH = 4  # letters
# Names are looked for among so many words, and are so many words long.
_MAX_WORDS_WITH_NAMES, _MAX_WORDS_IN_NAME = 16, 12

# The query as PostgreSQL reads it, put together from pieces: literal text, or a name to look up.
TSQUERY_SQL = """(
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
            return phrase_literal(self.tokens)
        if any(map(text.is_cjk, self.tokens)):
            return " & ".join(phrase_literal([token], is_open=True) for token in self.tokens)
        return phrase_literal(self.tokens, is_open=True)


# Alternatives, each of terms that must all hold.
Query = list[list[Term]]


def parse_query(query: str) -> Query:
    """What was looked for; empty where there is not one word in it."""
    groups: Query = [[]]
    for chunk in _CHUNK_PATTERN.findall(query.translate(_QUOTES)):
        if chunk.casefold() in _OR_WORDS:
            groups.append([])
            continue
        is_excluded = chunk.startswith(_MINUS_SIGNS)
        if tokens := tuple(text.tokens(chunk)):
            groups[-1].append(Term(tokens, '"' in chunk, is_excluded))
    return [terms for terms in groups if terms]


def phrase_literal(tokens, *, is_open: bool = False) -> str:
    """These tokens one after the other. ``is_open``: the last word may go on."""
    last = len(tokens) - 1
    parts = []
    for place, token in enumerate(tokens):
        lexemes = text.bigrams(token) if text.is_cjk(token) else [token]
        goes_on = place == last and (_is_prefix(token) if is_open else _is_single_character(token))
        parts.append(" <-> ".join(f"'{lexeme}'" for lexeme in lexemes) + (":*" if goes_on else ""))
        # the last sign of a run stands between its last pair and what follows
        parts.append(" <2> " if len(lexemes[0]) > 1 and text.is_cjk(token) else " <-> ")
    return f"({''.join(parts[:-1])})"


def _is_single_character(token: str) -> bool:
    """Whether it is a single sign of Hangul, Han or Kana: the beginning of any pair."""
    return len(token) == 1 and text.is_cjk(token)


def _is_prefix(token: str) -> bool:
    return _is_single_character(token) or (
        len(token) >= _MIN_PREFIX_LENGTH and not text.is_cjk(token) and not token.isdigit()
    )


def _pieces(query: Query) -> Iterator[tuple[str, str]]:
    """``(literal, name)``, one of them empty."""
    for number, terms in enumerate(query):
        yield (" | (" if number else "("), ""
        names = _names_by_term(terms)
        for place, term in enumerate(terms):
            yield f"{' & ' if place else ''}{'!' if term.is_excluded else ''}({term.literal()}", ""
            yield from (("", name) for name in names[place])
            yield ")", ""
        yield ")", ""


def _names_by_term(terms: list[Term]) -> list[list[str]]:
    """For each term the names that it may be part of: of itself and its neighbours; an excluded term stands alone."""
    found: list[list[str]] = [[] for _term in terms]
    for first, term in enumerate(terms[:_MAX_WORDS_WITH_NAMES]):
        for last in range(first, min(first + _MAX_WORDS_IN_NAME, len(terms))):
            if last > first and (term.is_excluded or terms[last].is_excluded):
                break
            together = terms[first : last + 1]
            name = text.normalize_name(" ".join(one.name for one in together))
            for place in range(first, last + 1):
                found[place].append(name)
    return found


def tsquery_parameters(query: Query) -> list[list[str]]:
    """The parameters of `SQL`."""
    literals, names = zip(*_pieces(query), strict=True)
    return [list(literals), list(names)]
