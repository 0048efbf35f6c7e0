"""Partners with their API keys, and readers' reports of problems."""

from access.models.keys import EXPIRES_SOON, KEY_LIFETIME, MAX_KEYS_PER_PARTNER, Counter, Key, is_alive_q
from access.models.partners import Partner
from access.models.reports import EMAIL_RETENTION, MAX_REPORT_LENGTH, Attempt, Report

__all__ = [
    "EMAIL_RETENTION",
    "EXPIRES_SOON",
    "KEY_LIFETIME",
    "MAX_KEYS_PER_PARTNER",
    "MAX_REPORT_LENGTH",
    "Attempt",
    "Counter",
    "Key",
    "Partner",
    "Report",
    "is_alive_q",
]  # fmt: skip
