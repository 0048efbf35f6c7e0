"""Entry point of the staff pages: suggestions of all extractors for a text, in the order of the text."""

from extraction.rules import extract as extract_by_rules
from extraction.suggestions import Suggestion


def suggest(
    text: str, *, language: str | None = None, published: str | None = None, title: str | None = None
) -> list[Suggestion]:
    """Suggestions for a text; ``language`` (BCP 47), ``published`` (EDTF) and ``title`` are those of its source."""
    suggestions = extract_by_rules(text, language=language, published=published, title=title)
    return sorted(suggestions, key=lambda suggestion: (suggestion.start, suggestion.end))
