"""Entry point of the staff pages: suggestions of all extractors for a text, in the order of the text."""

from extraction import language_model, rules
from extraction.suggestions import Extractor, Suggestion

EXTRACTORS: tuple[Extractor, ...] = (rules, language_model)


def suggest(
    text: str, *, language: str | None = None, published: str | None = None, title: str | None = None
) -> list[Suggestion]:
    """Suggestions for a text; ``language`` (BCP 47), ``published`` (EDTF) and ``title`` are those of its source.

    What one extractor has suggested is not suggested again by the next.
    """
    kept: dict[tuple, Suggestion] = {}
    for extractor in EXTRACTORS:
        for suggestion in extractor.extract(text, language=language, published=published, title=title):
            key = (
                suggestion.kind,
                suggestion.role,
                suggestion.value.casefold(),
                suggestion.details.get("person"),
            )
            if not (suggestion.by_model and any(key == other[:4] for other in kept)):
                kept[(*key, suggestion.agreement)] = suggestion
    return sorted(kept.values(), key=lambda suggestion: (suggestion.start, suggestion.end))
