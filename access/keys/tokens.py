"""Format, generation and hashing of API keys.

A key is ``ent_<id>.<secret>``, which scanners for leaked secrets know by its beginning. The secret is shown once. The
database holds a hash of it, with a pepper that stands in no database: it is derived from SECRET_KEY.
"""

import re
import string
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

ID_LENGTH, _SECRET_LENGTH = 12, 43  # characters; the secret has 256 bits
_KEY_PATTERN = re.compile(
    rf"ent_(?P<id>[a-z0-9]{{{ID_LENGTH}}})\.(?P<secret>[A-Za-z0-9]{{{_SECRET_LENGTH}}})"
)
_SALT = "access.keys"


class Credentials(NamedTuple):
    """Id and secret of a key, as a client sends them."""

    id: str
    secret: str

    def __str__(self) -> str:
        return f"ent_{self.id}.{self.secret}"


def parse_key(text: str) -> Credentials | None:
    """The credentials that a whole text is; None where it is no key."""
    match = _KEY_PATTERN.fullmatch(text)
    return Credentials(**match.groupdict()) if match else None


def search_key(text: str) -> Credentials | None:
    """The first credentials in a text; None where there are none."""
    match = _KEY_PATTERN.search(text)
    return Credentials(**match.groupdict()) if match else None


def new_id() -> str:
    return get_random_string(ID_LENGTH, string.ascii_lowercase + string.digits)


def new_key_secret() -> str:
    return get_random_string(_SECRET_LENGTH, string.ascii_letters + string.digits)


def secret_digest(secret: str, pepper: str | bytes | None = None) -> str:
    """HMAC-SHA256 of the secret, with today's pepper unless another is given."""
    return salted_hmac(_SALT, secret, secret=pepper or settings.SECRET_KEY, algorithm="sha256").hexdigest()


def matches_digest(secret: str, digest: str) -> bool:
    """True for the digest of this secret under SECRET_KEY or one of its predecessors."""
    peppers = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any([constant_time_compare(secret_digest(secret, pepper), digest) for pepper in peppers])  # noqa: C419  # all, always
