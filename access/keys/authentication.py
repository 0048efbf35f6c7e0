"""API key authentication from the Authorization header. It only reads; the middleware notes what follows from it."""

from urllib.parse import unquote_plus

from django.http import HttpRequest
from django.utils import timezone

from access.keys.errors import InvalidKey
from access.keys.tokens import Credentials, matches_digest, parse_key, search_key
from access.models import Key


def credentials_in_url(request: HttpRequest) -> Credentials | None:
    """A key in the path or the query, where it must not be."""
    return search_key(f"{request.path_info}?{unquote_plus(request.META.get('QUERY_STRING', ''))}")


def bearer_credentials(request: HttpRequest) -> Credentials | None:
    """The credentials of the Authorization header (RFC 6750, 2.1); None without the header.

    Raises InvalidKey for a header that holds anything else.
    """
    if "HTTP_AUTHORIZATION" not in request.META:
        return None
    scheme, _space, token = request.META["HTTP_AUTHORIZATION"].partition(" ")
    credentials = parse_key(token.strip())
    if scheme.lower() != "bearer" or credentials is None:
        raise InvalidKey("This is no key of ours: they are sent as `Authorization: Bearer ent_…`.")
    return credentials


def find_key(credentials: Credentials) -> Key | None:
    """The key with this id and secret, with its partner, whether it is alive or not."""
    key = Key.objects.select_related("partner").filter(pk=credentials.id).first()
    return key if key and matches_digest(credentials.secret, key.digest) else None


def authenticate(credentials: Credentials) -> Key:
    """The key that these credentials open, with its partner.

    Raises InvalidKey, whose detail says why only to a client that holds the secret.
    """
    key = find_key(credentials)
    if key is None:
        raise InvalidKey
    if key.revoked_at:
        raise InvalidKey("This key was revoked.")
    if key.is_expired:
        raise InvalidKey(f"This key ran out on {timezone.localdate(key.expires_at)}.")
    if not key.partner.is_active:
        raise InvalidKey("The partner that this key belongs to is not active.")
    return key
