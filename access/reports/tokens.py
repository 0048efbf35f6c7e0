"""A signed, dated note in a form that needs no cookie: that we made the form, for this record, not long ago.

Whoever sends the form acts under nobody's authority, so there is none to abuse from elsewhere; the note keeps out
those who send without ever having asked for the form.
"""

from datetime import timedelta

from django.core import signing

SALT = "access.report"
LASTS = timedelta(hours=24)


def token_for(ref: str) -> str:
    return signing.TimestampSigner(salt=SALT).sign(ref)


def is_good(token: str, ref: str) -> bool:
    """Whether this note was made here for that record within the last day."""
    try:
        return signing.TimestampSigner(salt=SALT).unsign(token, max_age=LASTS) == ref
    except signing.BadSignature:
        return False
