"""Acronyms of organizations: those that names have by themselves, and those that brackets add to a name."""

import re
from collections import defaultdict
from collections.abc import Iterable

from core.text import fold
from organizations.choices import NameKind
from spreadsheets.matching.brackets import BracketedName, is_acronym
from spreadsheets.parsing.cells import language_by_script

_SHORTENED = 3  # letters


def by_initials(names: Iterable[tuple[str, set[int]]]) -> dict[str, set[int]]:
    """Primary keys by the letters, in any order, of acronyms that names may have: see ``letters_of``."""
    by_letters: dict[str, set[int]] = defaultdict(set)
    for text, pks in names:
        for acronym in _initials_of(text):
            by_letters[letters_of(acronym)] |= pks
    return by_letters


def letters_of(acronym: str) -> str:
    """The letters of an acronym by the alphabet: HKU is of the University of Hong Kong, too."""
    return "".join(sorted(sign for sign in fold(acronym).upper() if sign.isalpha()))


def adds_name(named: BracketedName) -> bool:
    """True where brackets hold another name of the same organization: not for University of Bonn (DAAD)."""
    return bool(named.other) and (not named.is_acronym or has_letters_of(named.other, named.name))


def has_letters_of(acronym: str, name: str) -> bool:
    """False where a name in the same script lacks letters of an acronym, in their order: DAAD is none of Bonn."""
    if language_by_script(acronym) != language_by_script(name):
        return True
    letters = iter(fold(name).upper())
    return all(letter in letters for letter in fold(acronym).upper() if letter.isalpha())


def other_name(named: BracketedName) -> dict:
    if named.is_acronym or is_acronym(named.other):
        return {"text": named.other, "kind": NameKind.ACRONYM.value}
    return {"text": named.other, "language": language_by_script(named.other)}


def _initials_of(name: str) -> set[str]:
    """Acronyms that a name has by itself: its initials, of all words and of those that are capitalized, and ETH."""
    words = re.findall(r"[^\W\d_]+", name)
    capitalized = [word for word in words if word[0].isupper()]
    initials = {"".join(word[0] for word in some) for some in (words, capitalized) if len(some) > 1}
    initials |= {
        text[:_SHORTENED] for text in initials if len(text) > _SHORTENED
    }  # LSE and Political Science
    return {text.upper() for text in initials} | {
        word for word in words if len(words) > 1 and is_acronym(word)
    }
