"""Invitations and attempts to log in, partners with their API keys, and readers' reports of problems."""

from access.models.accounts import LOGIN_ATTEMPT_RETENTION, Invitation, LoginAttempt, SharedValue
from access.models.keys import EXPIRES_SOON, KEY_LIFETIME, MAX_KEYS_PER_PARTNER, Counter, Key, is_alive_q
from access.models.partners import Partner
from access.models.reports import EMAIL_RETENTION, MAX_REPORT_LENGTH, Attempt, Report

__all__ = [
    "EMAIL_RETENTION",
    "EXPIRES_SOON",
    "KEY_LIFETIME",
    "LOGIN_ATTEMPT_RETENTION",
    "MAX_KEYS_PER_PARTNER",
    "MAX_REPORT_LENGTH",
    "Attempt",
    "Counter",
    "Invitation",
    "Key",
    "LoginAttempt",
    "Partner",
    "Report",
    "SharedValue",
    "is_alive_q",
]  # fmt: skip
