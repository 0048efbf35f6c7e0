"""Collation of names for lists, by the language of the page."""

import re

from core import text

_HANGUL = re.compile("[가-힣ㄱ-ㆎ]")


def collation_key(words: str, language: str | None) -> tuple[bool, str]:
    """Sort key of a name. In Korean, Hangul comes before other scripts (CLDR's order for ``ko``), by code point.

    In all languages accents and capitals make no difference.
    """
    is_korean = (language or "").startswith("ko")
    return is_korean and not _HANGUL.match(words), text.fold(words)


def collation_text(words: str, language: str | None) -> str:
    """Sort key as one text, for a database column."""
    comes_later, folded = collation_key(words, language)
    return f"{int(comes_later)}{folded}"
