"""Signed links in letters: to confirm a follow, for a few days, and to manage the follows of an address."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

CONFIRM_WITHIN = timedelta(days=3)
_CONFIRM, _MANAGE = "following.confirm", "following.manage"


class InvalidLink(Exception):
    """The link was not made here, was changed, or is too old."""


def confirmation_token(follower: int, subject: int) -> str:
    """Token with which the owner of an address confirms one follow."""
    return signing.TimestampSigner(salt=_CONFIRM).sign(f"{follower}-{subject}")


def confirmed_by(token: str) -> tuple[int, int]:
    """``(follower, subject)`` of a token. Raises InvalidLink."""
    try:
        text = signing.TimestampSigner(salt=_CONFIRM).unsign(token, max_age=CONFIRM_WITHIN)
    except signing.BadSignature as error:
        raise InvalidLink from error
    follower, subject = text.split("-")
    return int(follower), int(subject)


def manage_token(follower: int) -> str:
    """Token with which the owner of an address manages all its follows; it has no end."""
    return signing.Signer(salt=_MANAGE).sign(str(follower))


def managed_by(token: str) -> int:
    """The follower of a token. Raises InvalidLink."""
    try:
        return int(signing.Signer(salt=_MANAGE).unsign(token))
    except signing.BadSignature as error:
        raise InvalidLink from error


def link_url(route: str, token: str) -> str:
    """URL of a page of a follower, in the active language."""
    return f"{settings.SITE_URL}{reverse(route, args=[token])}"
