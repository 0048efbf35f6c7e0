"""Changes that mean more than a save."""

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
def create_key(key: Key, *, by=None) -> str:
    """Save a new key and give it as its owner will send it: this is the only time that anybody sees it.

    ``by`` is the member of staff; without one, the partner made it. Raises TooManyKeys.
    """
    check_key_limit(key.partner)
    secret = tokens.new_key_secret()
    key.digest, key.created_by = tokens.secret_digest(secret), by
    key.save(force_insert=True)
    log.info("Key %s was made for partner %s.", key.id, key.partner_id)
    return tokens.format_key(key.id, secret)


def check_key_limit(partner: Partner) -> None:
    """Raises TooManyKeys where there is no room for another. Holds the partner until the transaction ends."""
    Partner.objects.select_for_update().get(pk=partner.pk)
    if partner.keys.alive().count() >= MAX_KEYS_PER_PARTNER:
        raise TooManyKeys


def revoke_keys(keys, *, by=None) -> int:
    """Let keys open nothing any more, from now on and for ever. Returns how many there were to revoke."""
    return keys.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)


def mark_exposed(key: Key) -> None:
    """Tell staff that a key was sent where others may read it: it waits in their queue until it is revoked."""
    Key.objects.filter(pk=key.pk, exposed_at=None).update(exposed_at=timezone.now())
    log.warning("Key %s of partner %s was sent in an address: exchange it.", key.id, key.partner_id)


def record_use(key: Key, secret: str) -> None:
    """Write down that a key was used, once a minute at most; its hash follows when SECRET_KEY was changed."""
    now = timezone.now().replace(second=0, microsecond=0)
    if key.last_used_at is not None and key.last_used_at >= now:
        return
    due = Key.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=now), pk=key.pk)
    due.update(last_used_at=now, digest=tokens.secret_digest(secret))
