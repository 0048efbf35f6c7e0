"""What stands in a cell of a table: text, number, day or instant; and nothing that a spreadsheet would run."""

import re
from datetime import UTC, date, datetime

Cell = str | int | date | datetime | None

# What XML 1.0 cannot hold, and no text needs.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What spreadsheets take for a formula (OWASP ASVS 1.2.10), also behind spaces and quotes; full-width forms are folded
# to these by some. With the quotes, taking one quote away gives back what was there.
FORMULA = re.compile(r"'*[\t\r\n\0]|['\s\0]*[=+\-@＝＋－＠]")


def plain(text: str) -> str:
    """The text without control characters."""
    return CONTROL.sub("", text)


def defused(text: str) -> str:
    """The text with a quote before it where a spreadsheet would calculate it."""
    return f"'{text}" if FORMULA.match(text) else text


def written(cell: Cell) -> str:
    """A cell as CSV has it: days and instants in ISO 8601, instants in UTC."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return cell.isoformat() if isinstance(cell, date) else defused(str(cell))


def several(texts) -> str:
    """Several texts in one cell, each once."""
    return "; ".join(dict.fromkeys(filter(None, texts)))
