"""Certain comparisons of EDTF dates with a day."""

from datetime import date

from core import edtf


def is_certainly_after(text: str, day: date) -> bool:
    """True if every day that the EDTF text can mean is after the day; False for a text that is no date."""
    earliest = _bound(text, "earliest")
    return earliest is not None and earliest > day


def is_certainly_before(text: str, day: date) -> bool:
    """True if every day that the EDTF text can mean is before the day; False for a text that is no date."""
    latest = _bound(text, "latest")
    return latest is not None and latest < day


def _bound(text: str, end: str) -> date | None:
    try:
        return getattr(edtf.parse(text), end) if text else None
    except edtf.EDTFError:  # a redaction marker
        return None
