"""The staff area of this app."""

from access.keys.admin import KeyAdmin, PartnerAdmin
from access.reports.admin import ReportAdmin

__all__ = ["KeyAdmin", "PartnerAdmin", "ReportAdmin"]
