"""Extractor by rules: grammar, vocabularies and the register's own names, in Korean and English."""

from extraction.suggestions import Suggestion


def extract(
    text: str, *, language: str | None = None, published: str | None = None, title: str | None = None
) -> list[Suggestion]:
    """Suggestions found by rules; see ``extraction.suggestions.Extractor``."""
    return []
