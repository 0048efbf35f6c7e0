"""Parser of searches, and the pieces of the tsquery that they become: words, “phrases”, -exclusions, `or`.

All words must match. Every text is a search: what makes no sense in it is left out. A word of four letters or more is a
prefix (``agree`` finds “agreed”). Words also find the records that mention somebody, or a subject, with them in a name,
whatever is printed there; `matching` looks that up. Words for countries and forms find records with these facts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from core import text
from register.kinds import kinds
from register.search import vocabulary
from register.search.vectors import NAME_MARK, fact_lexeme

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"'))
_CHUNK_PATTERN = re.compile(r'[-−]?"[^"]*"|[^\s"]+')
_OR_WORDS = {"or", "또는"}
_MINUS_SIGNS = ("-", "−")  # people type the mathematical sign, too
_MIN_PREFIX_LENGTH = 4  # letters
# Names are looked up among the first words of a search, and have at most so many words.
_MAX_WORDS_WITH_NAMES, _MAX_WORDS_IN_NAME = 16, 12


@dataclass(frozen=True)
class Term:
    """A word, or several joined by quotes or by signs between them (``co-operation``).

    ``plain``: the words without their apostrophes, where there are some. ``country``: the code of the country that a
    single syllable stands for beside another country.
    """

    tokens: tuple[str, ...]
    is_phrase: bool
    is_excluded: bool
    plain: tuple[str, ...] = ()
    country: str = ""

    @property
    def name(self) -> str:
        return " ".join(self.tokens)

    @property
    def run(self) -> str:
        """The term as one run, where it is of Hangul, Han and Kana alone: they are written with or without gaps."""
        return "".join(self.tokens) if all(map(text.is_cjk, self.tokens)) else ""

    @property
    def initials(self) -> str:
        """The term as one word, where it is of letters with points between them, ``U.K.``."""
        is_spelled = len(self.tokens) > 1 and all(
            len(token) == 1 and token.isalpha() for token in self.tokens
        )
        return "".join(self.tokens) if is_spelled and not self.run and not self.is_phrase else ""

    def literal(self, mark: str = "") -> str:
        """Literal (tsquery) of the term, of lexemes with this mark."""
        if self.country:
            return fact_lexeme(f"country:{self.country}")
        if self.plain:
            other = replace(self, tokens=self.plain, plain=())
            return f"({replace(self, plain=()).literal(mark)} | {other.literal(mark)})"
        if self.is_phrase:
            return phrase_literal(self.tokens, mark=mark)
        if self.run:
            return phrase_literal([self.run], is_prefix=True, mark=mark)
        if any(map(text.is_cjk, self.tokens)):
            return " & ".join(phrase_literal([token], is_prefix=True, mark=mark) for token in self.tokens)
        words = phrase_literal(self.tokens, is_prefix=True, mark=mark)
        return f"({words} | '{mark}{self.initials}')" if self.initials else words

    def is_in(self, words: str) -> bool:
        """True where a text, such as a name, holds the term as `literal` finds it."""
        lexemes = {lexeme for _place, lexeme in text.placed_lexemes(words)}
        if self.initials in lexemes or (
            self.plain and replace(self, tokens=self.plain, plain=()).is_in(words)
        ):
            return True
        tokens = [self.run] if self.run else self.tokens
        return all(
            set(text.bigrams(token)) <= lexemes
            if text.is_cjk(token) and len(token) > 1
            else any(
                lexeme == token or (_can_be_prefix(token) and lexeme.startswith(token)) for lexeme in lexemes
            )
            for token in tokens
        )

    def fact_literal(self) -> str:
        """Literal (tsquery) of the facts that the term names in one; empty for a phrase or another word."""
        if self.is_phrase:
            return ""
        if self.run:
            return vocabulary.run_literal(self.run)
        return " & ".join(
            vocabulary.fact_literal(" ".join(name)) for name in vocabulary.fact_names(self.tokens)
        )


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
            plain = tuple(text.tokens(text.without_apostrophes(chunk)))
            term = Term(tokens, '"' in chunk, is_excluded, plain if plain != tokens else ())
            groups[-1].extend(_separate(term))
    return [_with_pairs(terms) for terms in groups if terms]


def _separate(term: Term) -> list[Term]:
    """A term for each fact where signs between words join nothing else, as in ``UK-Korea/MoU``; else the term.

    Words of Hangul, Han or Kana and others part all the same, with a sign between them or without: ``한-UK``.
    """
    if term.is_phrase or term.is_excluded or term.run:
        return [term]
    if any(map(text.is_cjk, term.tokens)):
        runs = [tuple(run) for _is_cjk, run in groupby(term.tokens, text.is_cjk)]
        return [part for run in runs for part in _separate(Term(run, is_phrase=False, is_excluded=False))]
    names = vocabulary.fact_names(term.tokens)
    return [Term(name, is_phrase=False, is_excluded=False) for name in names] or [term]


def _with_pairs(terms: list[Term]) -> list[Term]:
    """The terms with abbreviations of countries, ``한 영``, put together: a syllable alone finds nearly everything.

    Beside another name of a country, ``한 UK``, it stands for its country alone.
    """
    alone = [term for term in terms if vocabulary.is_abbreviation(term.name) and not term.is_excluded]
    if any(term.is_phrase for term in alone):
        return terms
    if len(alone) == 1 and any("'country:" in term.fact_literal() for term in terms if not term.is_excluded):
        country = vocabulary.country_of_abbreviation(alone[0].name)
        return [replace(term, country=country) if term is alone[0] else term for term in terms]
    if len(alone) < 2:
        return terms
    pair = Term(tuple(term.name for term in alone), is_phrase=False, is_excluded=False)
    return [pair, *(term for term in terms if term not in alone)]


def phrase_literal(tokens, *, is_prefix: bool = False, mark: str = "") -> str:
    """Literal (tsquery) of tokens in sequence. ``is_prefix``: the last word may be longer."""
    last = len(tokens) - 1
    parts = []
    for place, token in enumerate(tokens):
        lexemes = text.bigrams(token) if text.is_cjk(token) else [token]
        is_open = place == last and (_can_be_prefix(token) if is_prefix else _is_single_character(token))
        parts.append(" <-> ".join(f"'{mark}{lexeme}'" for lexeme in lexemes) + (":*" if is_open else ""))
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


class Piece(NamedTuple):
    """A piece of the tsquery: literal text, a whole name to look up, or a tsquery of words in names to look up.

    ``term`` is the number of its term among those of all groups, from 1; 0 for signs between terms.
    """

    literal: str = ""
    name: str = ""
    words: str = ""
    term: int = 0


def _pieces(query: Query) -> Iterator[Piece]:
    """Pieces of the tsquery, in order."""
    number = 0
    for group, terms in enumerate(query):
        yield Piece(" | (" if group else "(")
        names = _names_by_term(terms)
        together = _words_in_one_name(terms)
        for place, term in enumerate(terms):
            number += 1
            yield Piece(f"{' & ' if place else ''}{'!' if term.is_excluded else ''}(")
            yield from _pieces_of_term(term, place, names[place], together, number)
            yield Piece(")")
        yield Piece(")")


def _pieces_of_term(term: Term, place: int, names: list[str], together: str, number: int) -> Iterator[Piece]:
    """Alternatives by which a term holds: its words, facts, names that it may be part of, words in names."""
    facts = [] if term.is_phrase else [term.fact_literal(), *map(vocabulary.fact_literal, names)]
    yield Piece(
        " | ".join([term.literal(), *(words for words in dict.fromkeys(facts) if words)]), term=number
    )
    yield from (Piece(name=name, term=number) for name in names)
    if place < _MAX_WORDS_WITH_NAMES and not _is_single_character(term.name):
        yield Piece(words=term.literal(NAME_MARK), term=number)
    if together and not term.is_excluded:
        yield Piece(words=together, term=number)


def _words_in_one_name(terms: list[Term]) -> str:
    """Literal (tsquery) of a name with all words of a group; empty where there is only one."""
    words = [term.literal(NAME_MARK) for term in terms[:_MAX_WORDS_WITH_NAMES] if not term.is_excluded]
    return " & ".join(words) if len(words) > 1 else ""


def looked_up_words(query: Query) -> str:
    """Literal (tsquery) of names with a word of the search; empty where no word is looked up in names."""
    terms = [term for terms in query for term in terms[:_MAX_WORDS_WITH_NAMES] if not term.is_excluded]
    words = [f"({term.literal(NAME_MARK)})" for term in terms if not _is_single_character(term.name)]
    return " | ".join(dict.fromkeys(words))


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


def matching_parameters(query: Query) -> list[list]:
    """Parameters of a search in `matching`.

    Literals, names, words and terms of the pieces; kinds of subjects; group of each term, and whether it is excluded.
    """
    subjects = [kind.name for kind in kinds() if kind.is_subject]
    terms = [(group, term.is_excluded) for group, terms in enumerate(query) for term in terms]
    return [*map(list, zip(*_pieces(query), strict=True)), subjects, *map(list, zip(*terms, strict=True))]
