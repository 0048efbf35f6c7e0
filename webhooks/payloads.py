"""What a message says: no more than ``changes/`` tells everybody, so that nothing private can be in it."""

import json

from django.conf import settings

from register import versions
from register.addresses import change_url
from register.models import Version
from webhooks.models import Delivery, Endpoint
from webhooks.signing import decrypt_secret, sign_delivery

_TEST_EVENT = "webhook.test"


def webhook_id_of(version_id: int) -> str:
    """The message id of a change: made from the change alone, so that it is the same for ever."""
    return f"change_{version_id}"


def delivery_body(delivery: Delivery) -> bytes:
    """The message as it is sent, made anew for each attempt: a redaction since then has changed the hash."""
    if delivery.change_id is None:
        told = {"type": _TEST_EVENT, "timestamp": versions.format_instant(delivery.created_at), "data": {}}
    else:
        [row] = versions.change_rows(
            Version.objects.filter(pk=delivery.change_id), lambda row: change_url(None, row)
        )
        told = {"type": f"{row['kind']}.{row['action']}", "timestamp": row["published_at"], "data": row}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def delivery_headers(endpoint: Endpoint, webhook_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of an attempt, signed with every key that is alive. Raises `signing.Unreadable`."""
    signatures = [
        sign_delivery(key.kind, decrypt_secret(key.secret), webhook_id, timestamp, body)
        for key in endpoint.alive_keys()
    ]
    return {
        "Content-Type": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": f"Entente-Webhooks/1 (+{settings.SITE_URL})",
        "webhook-id": webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
