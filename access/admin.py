"""Admin of partners, API keys and reports."""

from access.keys.admin import KeyAdmin, PartnerAdmin
from access.reports.admin import ReportAdmin

__all__ = ["KeyAdmin", "PartnerAdmin", "ReportAdmin"]
