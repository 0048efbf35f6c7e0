"""The staff area of this app."""

from access.reports.admin import ReportAdmin

__all__ = ["ReportAdmin"]
