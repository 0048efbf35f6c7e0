"""Escaping of cells that a spreadsheet program would run as a formula (formula injection), and its undoing.

The characters are those of OWASP ASVS 5.0, 1.2.10, also after spaces, with the full-width forms that Excel takes for
the same.
"""

import re

# any number of apostrophes before it, so that what began with one itself comes back too
_FORMULA_START = re.compile(r"'*[\t\r\n\0]|['\s\0]*[=+\-@＝＋－＠]")


def is_formula(text: str) -> bool:
    """The text is one that a spreadsheet program might run, or take an apostrophe from."""
    return not text[:1].isalnum() and bool(_FORMULA_START.match(text))  # most texts begin with a letter


def escape_formula(text: str) -> str:
    """The text, after an apostrophe if it is a formula. `unescape_formula` removes that again."""
    return f"'{text}" if is_formula(text) else text


def unescape_formula(text: str) -> str:
    """The text as it was before `escape_formula`; any other text is unchanged."""
    return text[1:] if text.startswith("'") and is_formula(text) else text
