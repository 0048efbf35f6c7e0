"""Extractor that asks a language model at an address of the institution; without one it finds nothing.

The address takes requests as OpenAI's chat completions do (`/chat/completions`), as vLLM, Ollama, llama.cpp and others
offer them. What comes back is never sure, is marked, and is dropped unless its words stand in the text.
"""

import logging

from django.conf import settings

from extraction.language_model.answers import parse_answer
from extraction.language_model.client import ModelError, ask_model
from extraction.suggestions import Suggestion

_log = logging.getLogger(__name__)


def extract(
    text: str, *, language: str | None = None, published: str | None = None, title: str | None = None
) -> list[Suggestion]:
    """Suggestions of the model; none where no address is set, or where it does not answer as it should."""
    if not settings.EXTRACTION_MODEL_URL:
        return []
    try:
        answer = ask_model(text, language=language, published=published, title=title)
    except ModelError as error:
        _log.warning("The language model gave no suggestions: %s", error)
        return []
    return parse_answer(answer, text)
