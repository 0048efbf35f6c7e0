"""Who asks: partners with their keys, and readers who report a problem."""

from access.models.partners import Partner
from access.models.reports import EMAILS_ARE_KEPT, LONGEST, Attempt, Report

__all__ = ["EMAILS_ARE_KEPT", "LONGEST", "Attempt", "Partner", "Report"]
