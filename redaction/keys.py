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


@cache
def _key_name(secret: str) -> str:
    return hashlib.sha256(b"redaction key name" + secret.encode()).hexdigest()[:16]


def is_known(key_name: str) -> bool:
    return any(_key_name(secret) == key_name for secret in settings.REDACTION_KEYS)


def digest(key: str, key_name: str) -> str:
    """Keyed hash of the key of a window. Raises KeyIsMissing."""
    secrets = {_key_name(secret): secret for secret in settings.REDACTION_KEYS}
    if key_name not in secrets:
        raise KeyIsMissing
    return hmac.digest(secrets[key_name].encode(), key.encode(), "sha256").hex()


def digests_by_every_key(text: str) -> list[str]:
    """Keyed hashes of a text by every key that the settings have."""
    return [digest(text, _key_name(secret)) for secret in settings.REDACTION_KEYS]
