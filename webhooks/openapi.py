"""OpenAPI schemas of the endpoints for webhooks."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from access.keys.openapi import Operation, OperationsSchema
from webhooks import serializers

_ENDPOINT_ID = OpenApiParameter("id", int, OpenApiParameter.PATH, description="The id of a webhook.")
_DELIVERY_ID = OpenApiParameter("delivery", int, OpenApiParameter.PATH, description="The id of a message.")
_CONTENT_PROBLEMS = {413: "It is too long.", 415: "It is not JSON."}


_OPERATIONS = {
    ("EndpointListView", "GET"): Operation(
        "listWebhooks", "The partner's webhooks, without their secrets.", serializers.WebhooksSerializer
    ),
    ("EndpointListView", "POST"): Operation(
        "makeWebhook", "Makes a webhook. Its secret is in this answer only.", serializers.NewWebhookSerializer, 201,
        serializers.WebhookRequestSerializer,
        {409: "There is one to this address already, or as many as there may be.", **_CONTENT_PROBLEMS},
    ),
    ("EndpointDetailView", "GET"): Operation("getWebhook", "One webhook.", serializers.WebhookSerializer),
    ("EndpointDetailView", "PATCH"): Operation(
        "changeWebhook", "Changes what is given. `state` pauses it or starts it again, where it stopped.",
        serializers.WebhookSerializer, 200, serializers.WebhookChangeSerializer,
        {409: "There is one to this address already, or staff stopped it.", **_CONTENT_PROBLEMS},
    ),
    ("EndpointDetailView", "DELETE"): Operation(
        "removeWebhook", "Removes a webhook with the log of its messages.",
        OpenApiResponse(description="It is gone."), 204,
    ),
    ("EndpointSecretsView", "POST"): Operation(
        "rotateWebhookSecrets", "Makes new secrets. The old ones sign beside them for 24 hours, or no longer.",
        serializers.SecretsSerializer, 200, serializers.RotationSerializer, _CONTENT_PROBLEMS,
    ),
    ("EndpointTestView", "POST"): Operation(
        "testWebhook", "Sends a message that means nothing.", serializers.DeliverySerializer, 202, None,
        {409: "It is not active."},
    ),
    ("DeliveryListView", "GET"): Operation(
        "listDeliveries", "Its messages and what came of them, the newest first. They are kept for 30 days.",
        serializers.DeliveriesSerializer,
    ),
    ("DeliveryRetryView", "POST"): Operation(
        "redeliver", "Sends one message again, under its own id.", serializers.DeliverySerializer, 202
    ),
}  # fmt: skip


class WebhooksSchema(OperationsSchema):
    """Schema of the operations on endpoints and deliveries."""

    operations = _OPERATIONS

    def path_parameters(self):
        return [
            parameter for parameter in (_ENDPOINT_ID, _DELIVERY_ID) if f"{{{parameter.name}}}" in self.path
        ]
