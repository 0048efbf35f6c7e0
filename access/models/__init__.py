"""Who asks: partners with their keys, and readers who report a problem."""

from access.models.keys import AT_ONCE, LASTS, SOON, Counter, Key
from access.models.partners import Partner
from access.models.reports import EMAILS_ARE_KEPT, LONGEST, Attempt, Report

__all__ = [
    "AT_ONCE", "EMAILS_ARE_KEPT", "LASTS", "LONGEST", "SOON", "Attempt", "Counter", "Key", "Partner", "Report",
]  # fmt: skip
