"""The order of names in a list: as a reader of the page's language looks for them."""

import re

from core import text

_HANGUL = re.compile("[가-힣ㄱ-ㆎ]")


def collation_key(words: str, language: str | None) -> tuple[bool, str]:
    """In Korean, Hangul stands before every other script (CLDR's order for ``ko``), its syllables as they are encoded.

    In other languages accents and capitals make no difference.
    """
    is_korean = (language or "").startswith("ko")
    return is_korean and not _HANGUL.match(words), text.fold(words)


def collation_text(words: str, language: str | None) -> str:
    """The same order as one text, for a column that a database sorts by."""
    comes_later, folded = collation_key(words, language)
    return f"{int(comes_later)}{folded}"
