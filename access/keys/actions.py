"""Actions on API keys: create, revoke, mark as exposed, note their use."""

import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from access.keys import tokens
from access.models import MAX_KEYS_PER_PARTNER, Key, Partner

log = logging.getLogger(__name__)


class TooManyKeys(Exception):
    """The partner has as many keys as it may have at a time."""


@transaction.atomic
def create_key(*, key: Key, by) -> str:
    """Save a new key. Returns it as its owner will send it: this is the only time that anybody sees it.

    ``by`` is the member of staff; None where the partner made it through the API. Raises TooManyKeys.
    """
    check_key_limit(key.partner)
    secret = tokens.new_key_secret()
    key.digest, key.created_by = tokens.secret_digest(secret), by
    key.save(force_insert=True)
    log.info("Key %s was made for partner %s.", key.id, key.partner_id)
    return str(tokens.Credentials(key.id, secret))


def check_key_limit(partner: Partner) -> None:
    """Raises TooManyKeys where there is no room for another. Locks the partner until the transaction ends."""
    Partner.objects.select_for_update().get(pk=partner.pk)
    if partner.keys.alive().count() >= MAX_KEYS_PER_PARTNER:
        raise TooManyKeys


def revoke_keys(*, keys, by) -> int:
    """End a set of keys, from now on and for ever. Returns how many were not revoked already.

    ``by`` is the member of staff; None where the partner revokes them through the API.
    """
    return keys.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)


def mark_exposed(*, key: Key) -> None:
    """Mark a key that was sent in a URL, where others may read it: it is in the staff's queue until it is revoked."""
    Key.objects.filter(pk=key.pk, exposed_at=None).update(exposed_at=timezone.now())
    log.warning("Key %s of partner %s was sent in an address: exchange it.", key.id, key.partner_id)


def record_use(*, key: Key, secret: str) -> None:
    """Note that a key was used, once a minute at most, and renew its digest, as SECRET_KEY may have changed since."""
    now = timezone.now().replace(second=0, microsecond=0)
    if key.last_used_at is not None and key.last_used_at >= now:
        return
    due = Key.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=now), pk=key.pk)
    with transaction.atomic():
        if due.select_for_update(skip_locked=True).exists():  # whoever holds it keeps no request waiting
            due.update(last_used_at=now, digest=tokens.secret_digest(secret))
