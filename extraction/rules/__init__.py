"""Extractor by rules: grammar, vocabularies and the register's own names, in Korean and English."""

from collections.abc import Iterable

from extraction.rules import english
from extraction.rules.document import prepare
from extraction.suggestions import Suggestion


def extract(
    text: str, *, language: str | None = None, published: str | None = None, title: str | None = None
) -> list[Suggestion]:
    """Suggestions found by rules; see ``extraction.suggestions.Extractor``."""
    document = prepare(text, language=language, published=published, title=title)
    return _once(english.suggestions_of(document))


def _once(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Each fact once, resting on the first words that tell it; sure where any of them is."""
    kept: dict[tuple, Suggestion] = {}
    for suggestion in suggestions:
        key = (suggestion.kind, suggestion.value.casefold(), suggestion.role, suggestion.agreement)
        if key not in kept or (suggestion.sure and not kept[key].sure):
            kept[key] = suggestion
    return list(kept.values())
