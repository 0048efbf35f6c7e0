"""Facts that were coded by hand for texts, in the shapes of suggestions.

A fact counts once a text, whichever of its agreements have it. What was coded without a value (an unnamed party, a day
that is not stated) is no fact to be found.
"""

import re
from dataclasses import dataclass, field

from bench.extraction_names import in_english
from core import edtf


@dataclass(frozen=True)
class Fact:
    """A coded fact. ``names``: what it may be called; ``agreements``: the numbers of those that have it."""

    kind: str
    value: str
    role: str = ""
    names: tuple[str, ...] = ()
    country: str = ""
    agreements: frozenset[int] = frozenset()
    is_approximate: bool = False


@dataclass
class CodedText:
    """A text with what is known of its source and its facts.

    ``uncoded``: kinds and roles that the coding has no place for.
    """

    key: str
    text: str
    published: str
    facts: list[Fact] = field(default_factory=list)
    uncoded: set[tuple[str, str]] = field(default_factory=set)
    open_dates: set[str] = field(default_factory=set)  # acts that are coded without a day


def names_of(name: str, *others: str | None) -> tuple[str, ...]:
    """Names that stand for one as coded: without its brackets, what they hold, further names, each in English."""
    inside = re.findall(r"\(([^()]+)\)", name)
    names = [re.sub(r"\s*\([^()]*\)", "", name), *inside, *filter(None, others)]
    return tuple(dict.fromkeys(name for text in names for name in (text, in_english(text)) if name))


def parsed_date(value: str):
    """The date of EDTF, or None."""
    try:
        return edtf.parse(value)
    except edtf.EDTFError:
        return None
