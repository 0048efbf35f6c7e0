"""Mail that is sent over SMTP: which errors say that a message was not taken, and identities of messages."""

from datetime import datetime
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings

# After these the mail server has not taken a message, as it said no or the address is none; after others nobody knows
NOT_TAKEN = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError, ValueError)


def message_id(name: str, number: int, at: datetime) -> str:
    """Message-ID of a row: made anew for a second attempt, it is the same, so that a copy is known as one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{name}.{number}.{int(at.timestamp())}@{host}>"
