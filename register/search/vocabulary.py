"""Words that name facts of records, such as countries and forms, and the lexemes that stand for these facts.

A record has the lexemes of its searched facts (`Kind.searched_facts`) in its search vector; a search for the words, in
any language, looks for the lexemes too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from core import country_words
from core.text import normalize_name
from register.kinds import kinds
from register.search.vectors import fact_lexeme

_MAX_COMPOUND = 40  # letters
_PARTICLES = re.compile("(?<=..)(?:과의|와의|과|와|의|간|은|는|을|를)$")


@cache
def _literals_by_words() -> dict[str, str]:
    """Literals (tsquery) of the facts that words name, by the normalized words."""
    keys: dict[str, set[str]] = {
        words: {f"country:{code}" for code in codes} for words, codes in country_words.codes_by_name().items()
    }
    for kind in kinds():
        for key, words in kind.fact_words():
            keys.setdefault(normalize_name(words), set()).add(key)
    keys.pop("", None)
    return {words: _any_of(of_words) for words, of_words in keys.items()}


def fact_literal(words: str) -> str:
    """Literal (tsquery) of the facts that normalized words name; empty where they name none."""
    return _literals_by_words().get(words, "")


def run_literal(run: str) -> str:
    """Literal (tsquery) of all facts that a run of Hangul or Han names side by side, as 한영 and 한국호주양해각서 do.

    Abbreviations of one syllable stand before the other words, 한미일 and 한호주, and never alone. A particle at the
    end does not count. Where a run may be cut in several ways, any of them. Empty where anything is left over.
    """
    for words in dict.fromkeys((run, _PARTICLES.sub("", run))):
        if len(words) <= _MAX_COMPOUND and (ways := dict.fromkeys(_literals_of_run(words))):
            return f"({' | '.join(ways)})"
    return ""


def _literals_of_run(run: str) -> Iterator[str]:
    """For each way to cut a run, the literal of all its facts."""
    if words := fact_literal(run):
        yield words
        return
    initials = next((place for place, sign in enumerate(run) if not is_abbreviation(sign)), len(run))
    for place in range(initials, -1, -1):
        literals = _word_literals(run[place:])
        if literals is None or (place == 1 and not any("'country:" in words for words in literals)):
            continue
        signs = [fact_lexeme(f"country:{country_words.ABBREVIATIONS[sign]}") for sign in run[:place]]
        yield f"({' & '.join([*signs, *literals])})"


def is_abbreviation(token: str) -> bool:
    """One syllable that stands for a country beside others."""
    return token in country_words.ABBREVIATIONS


def country_of_abbreviation(syllable: str) -> str:
    """Code of the country that one syllable stands for."""
    return country_words.ABBREVIATIONS[syllable]


def _word_literals(run: str) -> list[str] | None:
    """Literals of the words that a run consists of, the longest first; None where anything is left over."""
    if not run:
        return []
    for end in range(len(run), 1, -1):
        literal = fact_literal(run[:end])
        if literal and (rest := _word_literals(run[end:])) is not None:
            return [literal, *rest]
    return None


def fact_names(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """The words for facts that tokens consist of, the longest first; empty where anything is left over."""
    for end in range(len(tokens), 0, -1):
        if fact_literal(" ".join(tokens[:end])):
            rest = fact_names(tokens[end:])
            if rest or end == len(tokens):
                return [tuple(tokens[:end]), *rest]
    return []


def _any_of(keys: Iterable[str]) -> str:
    lexemes = " | ".join(map(fact_lexeme, sorted(keys)))
    return f"({lexemes})"
