"""How the addresses for webhooks describe themselves."""

from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from access.keys.openapi import KeyedSchema
from webhooks import serializers

ID = OpenApiParameter("id", int, OpenApiParameter.PATH, description="The id of a webhook.")
DELIVERY = OpenApiParameter("delivery", int, OpenApiParameter.PATH, description="The id of a message.")
CONTENT = {413: "It is too long.", 415: "It is not JSON."}


@dataclass(frozen=True)
class Operation:
    """One thing that can be done: its name, what it answers, what it takes, and what more can go wrong."""

    name: str
    words: str
    response: Any
    status: int = 200
    request: Any = None
    problems: dict[int, str] = field(default_factory=dict)


OPERATIONS = {
    ("Webhooks", "GET"): Operation(
        "listWebhooks", "The partner's webhooks, without their secrets.", serializers.WebhooksSerializer
    ),
    ("Webhooks", "POST"): Operation(
        "makeWebhook", "Makes a webhook. Its secret is in this answer only.", serializers.NewWebhookSerializer, 201,
        serializers.WebhookRequestSerializer,
        {409: "There is one to this address already, or as many as there may be.", **CONTENT},
    ),
    ("OneWebhook", "GET"): Operation("getWebhook", "One webhook.", serializers.WebhookSerializer),
    ("OneWebhook", "PATCH"): Operation(
        "changeWebhook", "Changes what is given. `state` pauses it or starts it again, where it stopped.",
        serializers.WebhookSerializer, 200, serializers.WebhookChangeSerializer,
        {409: "There is one to this address already, or staff stopped it.", **CONTENT},
    ),
    ("OneWebhook", "DELETE"): Operation(
        "removeWebhook", "Removes a webhook with the log of its messages.",
        OpenApiResponse(description="It is gone."), 204,
    ),
    ("Secrets", "POST"): Operation(
        "rotateWebhookSecrets", "Makes new secrets. The old ones sign beside them for 24 hours, or no longer.",
        serializers.SecretsSerializer, 200, serializers.RotationSerializer, CONTENT,
    ),
    ("Test", "POST"): Operation(
        "testWebhook", "Sends a message that means nothing.", serializers.DeliverySerializer, 202, None,
        {409: "It is not active."},
    ),
    ("Deliveries", "GET"): Operation(
        "listDeliveries", "Its messages and what came of them, the newest first. They are kept for 30 days.",
        serializers.DeliveriesSerializer,
    ),
    ("Redelivery", "POST"): Operation(
        "redeliver", "Sends one message again, under its own id.", serializers.DeliverySerializer, 202
    ),
}  # fmt: skip


class WebhooksSchema(KeyedSchema):
    """Each view and method is one of the operations above."""

    @property
    def told(self) -> Operation:
        return OPERATIONS[type(self.view).__name__, self.method]

    @property
    def status(self):
        return self.told.status

    def path_parameters(self):
        return [one for one in (ID, DELIVERY) if f"{{{one.name}}}" in self.path]

    def response(self):
        return self.told.response

    def all_problems(self):
        return dict(sorted({**super().all_problems(), **self.told.problems}.items()))

    def get_request_serializer(self):
        return self.told.request

    def get_operation_id(self):
        return self.told.name

    def get_description(self):
        return self.told.words
