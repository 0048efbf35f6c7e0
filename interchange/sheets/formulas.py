"""Cells that a spreadsheet program would run as a formula: made harmless on the way out, as they were on the way in.

The list is that of OWASP ASVS 5.0, 1.2.10, with the full-width forms that Excel takes for the same signs.
"""

import re

# any number of apostrophes before it, so that what began with one itself comes back too
DANGEROUS = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def defuse(text: str) -> str:
    """The text with an apostrophe before it, where a program might run it. ``restore`` takes that away."""
    return f"'{text}" if DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """The text as it was before ``defuse``. Any other text is as it is."""
    return text[1:] if text.startswith("'") and DANGEROUS.match(text) else text
