"""Extractor by rules: grammar, vocabularies and the register's own names, in Korean and English."""

import re
from collections.abc import Iterable

from extraction.known_names import known_organizations
from extraction.rules.document import prepare
from extraction.rules.english import english_suggestions
from extraction.rules.korean import korean_suggestions
from extraction.suggestions import Suggestion, SuggestionKind

_SHORTEST_NAME = 4  # letters of a name that may be the beginning of another


def extract(
    text: str, *, language: str | None = None, published: str | None = None, title: str | None = None
) -> list[Suggestion]:
    """Suggestions found by rules; see ``extraction.suggestions.Extractor``."""
    document = prepare(text, language=language, published=published, title=title)
    known = known_organizations(document.plain)
    rules = korean_suggestions if document.language == "ko" else english_suggestions
    return _once(rules(document, known))


def _once(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Each fact once, resting on the first words that tell it; sure where any of them is."""
    kept: dict[tuple, Suggestion] = {}
    for suggestion in suggestions:
        about = suggestion.details.get("person", "")
        key = (suggestion.kind, suggestion.value.casefold(), suggestion.role, suggestion.agreement, about)
        if key not in kept or (suggestion.sure and not kept[key].sure):
            kept[key] = suggestion
    return _without_shortened_names(_without_coarse_dates(list(kept.values())))


def _without_shortened_names(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without organizations whose name another shorter of the same role goes on: of a headline."""
    parties = [
        s for s in suggestions if s.kind == SuggestionKind.ORGANIZATION and s.details.get("kind") != "state"
    ]
    short = {
        id(shorter)
        for shorter in parties
        for other in parties
        if (shorter.role, shorter.agreement) == (other.role, other.agreement)
        and len(shorter.value) < len(other.value)
        and len(shorter.value) > _SHORTEST_NAME
        and re.match(rf"{re.escape(shorter.value)}(?:교|$|\b)", other.value)
        and not shorter.sure
    }
    return [suggestion for suggestion in suggestions if id(suggestion) not in short]


def _without_coarse_dates(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The suggestions without dates in which another date of the same act lies: July 2023 beside 7 July 2023."""
    dates = [s for s in suggestions if s.kind == SuggestionKind.DATE and s.value[:4].isdigit()]
    coarse = {
        id(shorter)
        for shorter in dates
        for other in dates
        if (shorter.role, shorter.agreement) == (other.role, other.agreement)
        and len(shorter.value) < len(other.value)
        and other.value.startswith(shorter.value)
    }
    return [suggestion for suggestion in suggestions if id(suggestion) not in coarse]
