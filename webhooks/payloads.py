"""Body and headers of a delivery. It says no more than ``changes/``, so that nothing private can be in it."""

import json

from django.conf import settings

from register import versions
from register.addresses import change_url
from register.models import PublicVersion
from webhooks.models import Delivery, Endpoint
from webhooks.signing import decrypt_secret, sign_delivery

_TEST_EVENT = "webhook.test"


def webhook_id_of(version_id: int) -> str:
    """The `webhook-id` of a change: made from its id alone, so that it is always the same."""
    return f"change_{version_id}"


def delivery_body(delivery: Delivery) -> bytes:
    """The body of a delivery, made anew for each attempt: the hash may be another since then, or gone."""
    if delivery.change_id is None:
        payload = {"type": _TEST_EVENT, "timestamp": versions.format_instant(delivery.created_at), "data": {}}
    else:
        [row] = versions.change_rows(
            PublicVersion.objects.filter(pk=delivery.change_id), lambda row: change_url(None, row)
        )
        payload = {"type": f"{row['kind']}.{row['action']}", "timestamp": row["published_at"], "data": row}
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def delivery_headers(endpoint: Endpoint, webhook_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of an attempt, signed with every active key. Raises `signing.UnreadableSecret`."""
    signatures = [
        sign_delivery(key.kind, decrypt_secret(key.secret), webhook_id, timestamp, body)
        for key in endpoint.active_keys()
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
