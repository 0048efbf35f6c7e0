"""A signed, dated note in a form that needs no cookie: that we made the form, for this record, not long ago.

Whoever sends the form acts under nobody's authority, so there is none to abuse from elsewhere; the note keeps out
those who send without ever having asked for the form.
"""

from datetime import timedelta

from django.core import signing

_SALT = "access.report"
_MAX_AGE = timedelta(hours=24)


def form_token(ref: str) -> str:
    return signing.TimestampSigner(salt=_SALT).sign(ref)


def is_valid_form_token(token: str, ref: str) -> bool:
    """Whether this note was made here for that record within the last day."""
    try:
        return signing.TimestampSigner(salt=_SALT).unsign(token, max_age=_MAX_AGE) == ref
    except signing.BadSignature:
        return False
