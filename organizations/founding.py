"""Founding of an organization as a published body tells it: done, or still to come."""

from datetime import date

from core.edtf.bounds import is_certainly_after


def is_to_be_founded(body: dict, day: date) -> bool:
    """It is only planned, or its founding lies after the day."""
    return bool(body.get("is_planned")) or is_certainly_after(body.get("founded_on", ""), day)
