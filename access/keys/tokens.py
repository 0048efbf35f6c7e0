"""What a key looks like: ``ent_<id>.<secret>``, which scanners for leaked secrets know by its beginning.

The secret is shown once. Kept is a hash of it under a pepper that stands in no database: it derives from SECRET_KEY.
"""

import re
import string

from django.conf import settings
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

ID_LENGTH, _SECRET_LENGTH = 12, 43  # characters; the secret has 256 bits
KEY_PATTERN = re.compile(rf"ent_(?P<id>[a-z0-9]{{{ID_LENGTH}}})\.(?P<secret>[A-Za-z0-9]{{{_SECRET_LENGTH}}})")
_SALT = "access.keys"


def new_id() -> str:
    return get_random_string(ID_LENGTH, string.ascii_lowercase + string.digits)


def new_key_secret() -> str:
    return get_random_string(_SECRET_LENGTH, string.ascii_letters + string.digits)


def format_key(id: str, secret: str) -> str:
    return f"ent_{id}.{secret}"


def secret_digest(secret: str, pepper: str | bytes | None = None) -> str:
    """HMAC-SHA256 of the secret, under the pepper of today unless another is given."""
    return salted_hmac(_SALT, secret, secret=pepper or settings.SECRET_KEY, algorithm="sha256").hexdigest()


def matches_digest(secret: str, kept: str) -> bool:
    """Whether a digest is that of this secret, under SECRET_KEY or one of its predecessors."""
    peppers = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any([constant_time_compare(secret_digest(secret, pepper), kept) for pepper in peppers])  # noqa: C419  # all, always
