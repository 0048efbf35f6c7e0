"""Encryption of secrets at rest, with keys made from SECRET_KEY: whoever has only the database cannot read them."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def cipher(purpose: str) -> MultiFernet:
    """The cipher of a purpose: encrypts with today's SECRET_KEY, decrypts with those of SECRET_KEY_FALLBACKS, too."""
    return MultiFernet(
        [_fernet(purpose, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def todays_cipher(purpose: str) -> Fernet:
    """The cipher of a purpose with today's SECRET_KEY alone."""
    return _fernet(purpose, settings.SECRET_KEY)


def _fernet(purpose: str, secret_key: str) -> Fernet:
    digest = salted_hmac(purpose, "", secret=secret_key, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(digest))
