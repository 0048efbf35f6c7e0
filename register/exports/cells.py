"""What stands in a cell of a table: text, number, day or instant; and nothing that a spreadsheet would run."""

import re
from datetime import UTC, date, datetime

from core.formulas import defuse

Cell = str | int | date | datetime | None

# What XML 1.0 cannot hold, and no text needs.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without control characters."""
    return CONTROL.sub("", text)


def written(cell: Cell) -> str:
    """A cell as CSV has it: days and instants in ISO 8601, instants in UTC."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return cell.isoformat() if isinstance(cell, date) else defuse(str(cell))


def several(texts) -> str:
    """Several texts in one cell, each once."""
    return "; ".join(dict.fromkeys(filter(None, texts)))
