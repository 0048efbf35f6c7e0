"""How the addresses for webhooks describe themselves."""

from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from access.keys.openapi import KeyRequiredSchema
from webhooks import serializers

_ENDPOINT_ID = OpenApiParameter("id", int, OpenApiParameter.PATH, description="The id of a webhook.")
_DELIVERY_ID = OpenApiParameter("delivery", int, OpenApiParameter.PATH, description="The id of a message.")
_CONTENT_PROBLEMS = {413: "It is too long.", 415: "It is not JSON."}


@dataclass(frozen=True)
class _EndpointOperation:
    """One thing that can be done: its name, what it answers, what it takes, and what more can go wrong."""

    name: str
    words: str
    response: Any
    status: int = 200
    request: Any = None
    problems: dict[int, str] = field(default_factory=dict)


_OPERATIONS = {
    ("EndpointList", "GET"): _EndpointOperation(
        "listWebhooks", "The partner's webhooks, without their secrets.", serializers.WebhooksSerializer
    ),
    ("EndpointList", "POST"): _EndpointOperation(
        "makeWebhook", "Makes a webhook. Its secret is in this answer only.", serializers.NewWebhookSerializer, 201,
        serializers.WebhookRequestSerializer,
        {409: "There is one to this address already, or as many as there may be.", **_CONTENT_PROBLEMS},
    ),
    ("EndpointDetail", "GET"): _EndpointOperation("getWebhook", "One webhook.", serializers.WebhookSerializer),
    ("EndpointDetail", "PATCH"): _EndpointOperation(
        "changeWebhook", "Changes what is given. `state` pauses it or starts it again, where it stopped.",
        serializers.WebhookSerializer, 200, serializers.WebhookChangeSerializer,
        {409: "There is one to this address already, or staff stopped it.", **_CONTENT_PROBLEMS},
    ),
    ("EndpointDetail", "DELETE"): _EndpointOperation(
        "removeWebhook", "Removes a webhook with the log of its messages.",
        OpenApiResponse(description="It is gone."), 204,
    ),
    ("EndpointSecrets", "POST"): _EndpointOperation(
        "rotateWebhookSecrets", "Makes new secrets. The old ones sign beside them for 24 hours, or no longer.",
        serializers.SecretsSerializer, 200, serializers.RotationSerializer, _CONTENT_PROBLEMS,
    ),
    ("EndpointTest", "POST"): _EndpointOperation(
        "testWebhook", "Sends a message that means nothing.", serializers.DeliverySerializer, 202, None,
        {409: "It is not active."},
    ),
    ("DeliveryList", "GET"): _EndpointOperation(
        "listDeliveries", "Its messages and what came of them, the newest first. They are kept for 30 days.",
        serializers.DeliveriesSerializer,
    ),
    ("DeliveryRetry", "POST"): _EndpointOperation(
        "redeliver", "Sends one message again, under its own id.", serializers.DeliverySerializer, 202
    ),
}  # fmt: skip


class WebhooksSchema(KeyRequiredSchema):
    """Each view and method is one of the operations above."""

    @property
    def told(self) -> _EndpointOperation:
        return _OPERATIONS[type(self.view).__name__, self.method]

    @property
    def status(self):
        return self.told.status

    def path_parameters(self):
        return [one for one in (_ENDPOINT_ID, _DELIVERY_ID) if f"{{{one.name}}}" in self.path]

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
