"""Admin of accounts, partners, API keys and reports."""

from access.accounts.admin import AccountAdmin, GroupAdmin, InvitationAdmin, LoginAttemptAdmin
from access.keys.admin import KeyAdmin, PartnerAdmin
from access.reports.admin import ReportAdmin

__all__ = [
    "AccountAdmin",
    "GroupAdmin",
    "InvitationAdmin",
    "KeyAdmin",
    "LoginAttemptAdmin",
    "PartnerAdmin",
    "ReportAdmin",
]
