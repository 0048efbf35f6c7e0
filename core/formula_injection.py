"""Cells that a spreadsheet program would run as a formula: made harmless on the way out, as they were on the way in.

The list is that of OWASP ASVS 5.0, 1.2.10, also behind spaces, with the full-width forms that Excel takes for the same
signs.
"""

import re

# any number of apostrophes before it, so that what began with one itself comes back too
_FORMULA_START = re.compile(r"'*[\t\r\n\0]|['\s\0]*[=+\-@＝＋－＠]")


def is_formula(text: str) -> bool:
    """Whether a program might run the text, or take an apostrophe from it."""
    return bool(_FORMULA_START.match(text))


def escape_formula(text: str) -> str:
    """The text with an apostrophe before it, where a program might run it. ``restore`` takes that away."""
    return f"'{text}" if is_formula(text) else text


def unescape_formula(text: str) -> str:
    """The text as it was before ``defuse``. Any other text is as it is."""
    return text[1:] if text.startswith("'") and is_formula(text) else text
