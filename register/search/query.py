"""Parser of searches, and the tsquery that they become: words, “phrases”, -exclusions, `or` between alternatives.

All words must match. Every text is a search: what makes no sense in it is left out. A word of four letters or more is a
prefix (``agree`` finds “agreed”). Words that together are a name of a record also find the records that mention it,
whatever it is called there, and what finds a subject finds the records about it; the statement looks both up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core import text
from register.kinds import kinds

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"'))
_CHUNK_PATTERN = re.compile(r'[-−]?"[^"]*"|[^\s"]+')
_OR_WORDS = {"or", "또는"}
_MINUS_SIGNS = ("-", "−")  # people type the mathematical sign, too
_MIN_PREFIX_LENGTH = 4  # letters
# Names are looked up among the first words of a search, and have at most so many words.
_MAX_WORDS_WITH_NAMES, _MAX_WORDS_IN_NAME = 16, 12

# The tsquery, from pieces: signs between terms, a term that may also find subjects, or a name to look up. Subjects are
# few, and read by their kind: the index of vectors would find the word in all other records, too.
TSQUERY_SQL = """(
    WITH subject AS MATERIALIZED (
        SELECT ref, vector FROM register_entry entry JOIN register_entrytext ON entry_id = ref
        WHERE entry.kind = ANY(%s)
    )
    SELECT string_agg(
        CASE WHEN name <> '' THEN coalesce((
            SELECT string_agg(' | ' || lower(named.ref), '') FROM register_entry named
            WHERE named.keys @> ARRAY['name:' || name]::varchar[]
        ), '') WHEN term <> '' THEN term || coalesce((
            SELECT string_agg(' | ' || lower(ref), '') FROM subject WHERE vector @@ term::tsquery
        ), '') ELSE signs END, '' ORDER BY place
    )::tsquery
    FROM unnest(%s::text[], %s::text[], %s::text[]) WITH ORDINALITY AS piece (signs, term, name, place)
)"""


@dataclass(frozen=True)
class Term:
    """A word, or several joined by quotes or by signs between them (``co-operation``)."""

    tokens: tuple[str, ...]
    is_phrase: bool
    is_excluded: bool

    @property
    def name(self) -> str:
        return " ".join(self.tokens)

    def literal(self) -> str:
        """Literal (tsquery) of the term."""
        if self.is_phrase:
            return phrase_literal(self.tokens)
        if any(map(text.is_cjk, self.tokens)):
            return " & ".join(phrase_literal([token], is_prefix=True) for token in self.tokens)
        return phrase_literal(self.tokens, is_prefix=True)


# Alternatives, each of terms that must all hold.
Query = list[list[Term]]


def parse_query(query: str) -> Query:
    """Parsed search; empty where it has no word."""
    groups: Query = [[]]
    for chunk in _CHUNK_PATTERN.findall(query.translate(_QUOTES)):
        if chunk.casefold() in _OR_WORDS:
            groups.append([])
            continue
        is_excluded = chunk.startswith(_MINUS_SIGNS)
        if tokens := tuple(text.tokens(chunk)):
            groups[-1].append(Term(tokens, '"' in chunk, is_excluded))
    return [terms for terms in groups if terms]


def phrase_literal(tokens, *, is_prefix: bool = False) -> str:
    """Literal (tsquery) of tokens in sequence. ``is_prefix``: the last word may be longer."""
    last = len(tokens) - 1
    parts = []
    for place, token in enumerate(tokens):
        lexemes = text.bigrams(token) if text.is_cjk(token) else [token]
        is_open = place == last and (_can_be_prefix(token) if is_prefix else _is_single_character(token))
        parts.append(" <-> ".join(f"'{lexeme}'" for lexeme in lexemes) + (":*" if is_open else ""))
        # the last character of a run stands between its last bigram and the next token
        parts.append(" <2> " if len(lexemes[0]) > 1 and text.is_cjk(token) else " <-> ")
    return f"({''.join(parts[:-1])})"


def _is_single_character(token: str) -> bool:
    """The token is a single character of Hangul, Han or Kana, and so the beginning of a bigram."""
    return len(token) == 1 and text.is_cjk(token)


def _can_be_prefix(token: str) -> bool:
    return _is_single_character(token) or (
        len(token) >= _MIN_PREFIX_LENGTH and not text.is_cjk(token) and not token.isdigit()
    )


def _pieces(query: Query) -> Iterator[tuple[str, str, str]]:
    """Pieces of the tsquery, ``(signs, term, name)``, two of them empty."""
    for number, terms in enumerate(query):
        yield (" | (" if number else "("), "", ""
        names = _names_by_term(terms)
        for place, term in enumerate(terms):
            yield f"{' & ' if place else ''}{'!' if term.is_excluded else ''}(", "", ""
            yield "", term.literal(), ""
            yield from (("", "", name) for name in names[place])
            yield ")", "", ""
        yield ")", "", ""


def _names_by_term(terms: list[Term]) -> list[list[str]]:
    """For each term the possible names of adjoining terms that it is part of; an excluded term stands alone."""
    names: list[list[str]] = [[] for _term in terms]
    for first, term in enumerate(terms[:_MAX_WORDS_WITH_NAMES]):
        for last in range(first, min(first + _MAX_WORDS_IN_NAME, len(terms))):
            if last > first and (term.is_excluded or terms[last].is_excluded):
                break
            name = text.normalize_name(" ".join(part.name for part in terms[first : last + 1]))
            for place in range(first, last + 1):
                names[place].append(name)
    return names


def tsquery_parameters(query: Query) -> list[list[str]]:
    """Parameters of `TSQUERY_SQL`: kinds of subjects; signs, terms and names of the pieces."""
    subjects = [kind.name for kind in kinds() if kind.is_subject]
    return [subjects, *map(list, zip(*_pieces(query), strict=True))]
