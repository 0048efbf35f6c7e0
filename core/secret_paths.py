"""Logging filter that keeps the secrets of private addresses out of the log."""

import logging
import re

# What follows these parts of a path opens something by itself
_SECRET = re.compile(
    r"(/reminders/calendar/|/accounts/invitation/|/password/new/|(?<!/reconcile)/preview/|/follow/(?:confirm|manage|leave)/)[^\s/\"'?]+"
)


def without_secrets(text: str) -> str:
    """The text with stars in the place of secrets."""
    return _SECRET.sub(r"\1***", text)


class SecretPathFilter(logging.Filter):
    """Rewrites lines that name such an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if _SECRET.search(message):
            record.msg, record.args = without_secrets(message), ()
        return True
