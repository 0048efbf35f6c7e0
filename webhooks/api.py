"""API views of a partner's own endpoints and deliveries. Private: no cache keeps any of it."""

from datetime import timedelta
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework import exceptions, status

from access.keys.api import KeyRequiredView
from access.keys.choices import Scope
from api.parameters import DEFAULT_PAGE_SIZE, MAX_ID, limit_parameter
from api.responses import json_response
from register.addresses import absolute_url
from register.parameters import ChoiceParameter, NumberParameter
from webhooks import actions, serializers
from webhooks.choices import DeliveryState, EndpointState
from webhooks.models import ROTATION_OVERLAP, Delivery, Endpoint
from webhooks.openapi import WebhooksSchema

_MAX_ENDPOINTS = 20  # of a partner


class Conflict(exceptions.APIException):
    """409: the request contradicts the current state."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class EndpointView(KeyRequiredView):
    """Base of the views of the partner's own endpoints. Those of other partners do not exist here."""

    schema = WebhooksSchema()
    scopes = dict.fromkeys(("get", "head", "post", "patch", "delete"), Scope.WEBHOOKS)
    tag = "me"

    @cached_property
    def endpoint(self) -> Endpoint:
        """The endpoint with the id of the path. Raises Http404."""
        endpoint = self.endpoints().filter(pk=min(self.kwargs["id"], MAX_ID)).first()
        if endpoint is None:
            raise Http404("You have no such webhook.")
        return endpoint

    def endpoints(self):
        """All endpoints of the partner."""
        return (
            Endpoint.objects.filter(partner=self.request.key.partner).prefetch_related("keys").order_by("pk")
        )

    def validated_content(self, serializer_class: type, **options) -> dict:
        """The content of the request by the names of the serializer's fields. Raises ValidationError (of DRF)."""
        serializer = serializer_class(data=self.request.data, **options)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class EndpointListView(EndpointView):
    """The partner's webhooks, and the making of another."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request):
        self.parse_query(request)
        return json_response({"results": [_endpoint_json(endpoint) for endpoint in self.endpoints()]})

    def post(self, request):
        self.parse_query(request)
        content = self.validated_content(serializers.WebhookRequestSerializer)
        if self.endpoints().count() >= _MAX_ENDPOINTS:
            raise Conflict(f"There are {_MAX_ENDPOINTS} webhooks already: remove one that is no longer used.")
        after = content.pop("after", None)
        endpoint = Endpoint(partner=request.key.partner, **content)
        try:
            secrets = actions.create_endpoint(endpoint=endpoint, after=after)
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        location = absolute_url(request, reverse("api:webhook", args=[endpoint.pk]))
        content = _endpoint_json(endpoint) | _secrets_json(secrets)
        return json_response(content, status=201, headers={"Location": location})


class EndpointDetailView(EndpointView):
    """One webhook: looked at, changed, removed."""

    http_method_names = ["get", "head", "patch", "delete", "options"]

    def get(self, request, id):
        self.parse_query(request)
        return json_response(_endpoint_json(self.endpoint))

    def patch(self, request, id):
        self.parse_query(request)
        changes = self.validated_content(serializers.WebhookChangeSerializer, partial=True)
        state = changes.pop("state", self.endpoint.state)
        if state != self.endpoint.state and self.endpoint.state == EndpointState.STOPPED:
            raise Conflict("The register's staff stopped this webhook: ask them to start it.")
        for name, value in changes.items():
            setattr(self.endpoint, name, value)
        try:
            self.endpoint.validate_constraints()
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        actions.save_endpoint(endpoint=self.endpoint, fields=changes)
        if state != self.endpoint.state:
            _change_state(self.endpoint, state)
        return json_response(_endpoint_json(self.endpoint))

    def delete(self, request, id):
        self.parse_query(request)
        self.endpoint.delete()
        return HttpResponse(status=204)


class EndpointSecretsView(EndpointView):
    """New secrets for one webhook."""

    http_method_names = ["post", "options"]

    def post(self, request, id):
        self.parse_query(request)
        at_once = self.validated_content(serializers.RotationSerializer)["at_once"]
        overlap = timedelta() if at_once else ROTATION_OVERLAP
        secrets = actions.rotate_secrets(endpoint=self.endpoint, by=None, overlap=overlap)
        return json_response(_secrets_json(secrets))


class EndpointTestView(EndpointView):
    """A message that means nothing."""

    http_method_names = ["post", "options"]

    def post(self, request, id):
        self.parse_query(request)
        try:
            delivery = actions.send_test_delivery(endpoint=self.endpoint)
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        return json_response(serializers.DeliverySerializer(delivery).data, status=202)


class DeliveryListView(EndpointView):
    """The messages of one webhook, the newest first."""

    http_method_names = ["get", "head", "options"]
    parameters = {
        "before": NumberParameter(
            least=1, most=MAX_ID, help_text="Messages before the one with this id: take it from `next`."
        ),
        "state": ChoiceParameter(choices=DeliveryState.values, help_text="Only messages in this state."),
        "limit": limit_parameter(),
    }

    def get(self, request, id):
        params = self.parse_query(request)
        limit = params.get("limit", DEFAULT_PAGE_SIZE)
        deliveries = self.endpoint.deliveries.order_by("-pk")
        if "before" in params:
            deliveries = deliveries.filter(pk__lt=params["before"])
        if "state" in params:
            deliveries = deliveries.filter(state=params["state"])
        rows = list(deliveries[: limit + 1])
        next_url = None
        if len(rows) > limit:
            query = request.GET.copy()
            query["before"] = str(rows[limit - 1].pk)
            path = reverse("api:webhook-deliveries", args=[self.endpoint.pk])
            next_url = absolute_url(request, f"{path}?{query.urlencode()}")
        results = serializers.DeliverySerializer(rows[:limit], many=True).data
        return json_response({"results": results, "next": next_url, "limit": limit})


class DeliveryRetryView(EndpointView):
    """One message once more, under its own id."""

    http_method_names = ["post", "options"]

    def post(self, request, id, delivery):
        self.parse_query(request)
        deliveries = self.endpoint.deliveries.filter(pk=min(delivery, MAX_ID))
        if not actions.redeliver(deliveries=deliveries):
            raise Http404("This webhook has no such message.")
        return json_response(
            serializers.DeliverySerializer(Delivery.objects.get(pk=delivery)).data, status=202
        )


def _change_state(endpoint: Endpoint, state: str) -> None:
    """Start or pause an endpoint, as its partner wishes."""
    if state == EndpointState.ACTIVE:
        actions.start_endpoint(endpoint=endpoint, by=None)
    else:
        actions.stop_endpoint(endpoint=endpoint, state=EndpointState.PAUSED, by=None)


def _endpoint_json(endpoint: Endpoint) -> dict:
    return serializers.WebhookSerializer(endpoint).data


def _secrets_json(secrets: dict[str, str]) -> dict[str, str]:
    return {"secret": secrets["v1"], "public_key": secrets["v1a"]}
