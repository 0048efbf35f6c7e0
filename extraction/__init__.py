"""Suggestions of facts found in the text of a press release, for the form of an agreement. See docs/extraction.md.

Nothing here writes: a suggestion becomes a fact when somebody accepts it.
"""

from extraction.suggestions import Suggestion, SuggestionKind

__all__ = ["Suggestion", "SuggestionKind"]
