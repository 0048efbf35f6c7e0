"""Text of webhooks, declared to redaction."""

from redaction.stores import TextStore

STORES = [
    TextStore(
        "webhooks.Endpoint",
        words=("description", "state_reason"),
        listed=("url",),
        nameless={"actions": "codes", "kinds": "codes", "refs": "references"},
    ),
    TextStore("webhooks.SigningKey", nameless={"secret": "random, encrypted"}),
    TextStore("webhooks.Delivery", words=("attempts",), nameless={"webhook_id": "random"}),
]
