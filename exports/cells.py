"""Cell values of tables and their text: nothing that a spreadsheet would run as a formula."""

import re
from datetime import UTC, date, datetime

from core.formula_injection import escape_formula

CellValue = str | int | date | datetime | None

# What XML 1.0 cannot hold, and no text needs.
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def strip_control_characters(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _CONTROL_CHARACTERS.sub("", text)


def format_cell(cell: CellValue) -> str:
    """Text of a cell in CSV: days and instants in ISO 8601, instants in UTC."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return escape_formula(cell)
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def join_distinct(texts) -> str:
    """Several texts in one cell, each once."""
    return "; ".join(dict.fromkeys(filter(None, texts)))
