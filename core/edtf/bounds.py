"""."""

from datetime import date

from core import edtf


def is_certainly_after(text: str, day: date) -> bool:
    """Whether an EDTF date means no day that is not after this one; what cannot be read is not certain."""
    earliest = _bound(text, "earliest")
    return earliest is not None and earliest > day


def is_certainly_before(text: str, day: date) -> bool:
    """Whether an EDTF date means no day that is not before this one; what cannot be read is not certain."""
    latest = _bound(text, "latest")
    return latest is not None and latest < day


def _bound(text: str, end: str) -> date | None:
    try:
        return getattr(edtf.parse(text), end) if text else None
    except edtf.EDTFError:  # a marker where something was taken out
        return None
