"""Which key a request was sent with."""

from urllib.parse import unquote_plus

from django.http import HttpRequest
from django.utils import timezone

from access.keys import actions, tokens
from access.keys.errors import InvalidKey, KeyInAddress
from access.models import Key


def authenticate(request: HttpRequest) -> Key | None:
    """The key of a request, with its partner; None where it was sent without one.

    Raises InvalidKey, or KeyInAddress. A key that opens nothing never counts as none.
    """
    address = f"{request.path_info}?{unquote_plus(request.META.get('QUERY_STRING', ''))}"
    if found := tokens.KEY_PATTERN.search(address):
        if key := _find_key(found["id"], found["secret"]):
            actions.mark_exposed(key)
        request.path = request.path.replace(found[0], "ent_…")  # which the log quotes
        raise KeyInAddress
    if "HTTP_AUTHORIZATION" not in request.META:
        return None
    scheme, _space, token = request.META["HTTP_AUTHORIZATION"].partition(" ")
    found = tokens.KEY_PATTERN.fullmatch(token.strip())
    if scheme.lower() != "bearer" or not found:
        raise InvalidKey("This is no key of ours: they are sent as `Authorization: Bearer ent_…`.")
    key = _find_key(found["id"], found["secret"])
    if key is None:
        raise InvalidKey
    _check_usable(key)
    actions.record_use(key, found["secret"])
    return key


def _find_key(id: str, secret: str) -> Key | None:
    key = Key.objects.select_related("partner").filter(pk=id).first()
    return key if key and tokens.matches_digest(secret, key.digest) else None


def _check_usable(key: Key) -> None:
    """Whoever holds the secret may know why it opens nothing. Raises InvalidKey."""
    if key.revoked_at:
        raise InvalidKey("This key was revoked.")
    if key.expires_at <= timezone.now():
        raise InvalidKey(f"This key ran out on {key.expires_at:%Y-%m-%d}.")
    if not key.partner.is_active:
        raise InvalidKey("The partner that this key belongs to is not active.")
