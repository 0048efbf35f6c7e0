"""Secret keys of redactions: hashes of words and names that only who has the key can make."""

import hashlib
import hmac
from functools import cache

from django.conf import settings
from django.utils.translation import gettext_lazy

KEY_IS_MISSING = gettext_lazy("Words were redacted here with a key that is missing: see REDACTION_KEYS.")


class KeyIsMissing(Exception):
    """A rule was made with a key that the settings no longer have."""


def current_key() -> str:
    """Name of the key that new rules are made with."""
    return _key_name(settings.REDACTION_KEYS[0])


def _secrets() -> dict[str, str]:
    """The keys that the settings have, by their names."""
    return {_key_name(secret): secret for secret in settings.REDACTION_KEYS}


@cache
def _key_name(secret: str) -> str:
    return hashlib.sha256(b"redaction key name" + secret.encode()).hexdigest()[:16]


def is_known(key_name: str) -> bool:
    """The settings still have the key of this name."""
    return key_name in _secrets()


def digest(text: str, key_name: str) -> str:
    """Keyed hash of a text, such as the key of a window. Raises KeyIsMissing."""
    secret = _secrets().get(key_name)
    if secret is None:
        raise KeyIsMissing
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()


def digests_by_every_key(text: str) -> list[str]:
    """Keyed hashes of a text by every key that the settings have."""
    return [digest(text, key_name) for key_name in _secrets()]
