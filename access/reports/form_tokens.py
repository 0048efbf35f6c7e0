"""Signed form tokens in place of a CSRF cookie: the form was made by us, for this record, not long ago.

A reader's form has no authority that another site could abuse; the token keeps out programs that never fetched the
form.
"""

from datetime import timedelta

from django.core import signing

_SALT = "access.report"
_MAX_AGE = timedelta(hours=24)


def form_token(ref: str) -> str:
    """A new token for the form of a record."""
    return signing.TimestampSigner(salt=_SALT).sign(ref)


def is_valid_form_token(token: str, ref: str) -> bool:
    """True for a token that was made here for this record within the last day."""
    try:
        return signing.TimestampSigner(salt=_SALT).unsign(token, max_age=_MAX_AGE) == ref
    except signing.BadSignature:
        return False
