"""What partners do with their own webhooks. Private: no cache keeps any of it."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework import exceptions, status

from access.keys.api import KeyRequiredView
from access.keys.choices import Scope
from api.parameters import DEFAULT_PAGE_SIZE, MAX_ID, limit_parameter
from api.responses import raw_json_response, to_json
from register.addresses import absolute_url
from register.parameters import ChoiceParameter, NumberParameter
from webhooks import actions, serializers
from webhooks.choices import DeliveryState, EndpointState
from webhooks.models import ROTATION_OVERLAP, Delivery, Endpoint
from webhooks.openapi import WebhooksSchema

_MAX_ENDPOINTS = 20  # webhooks of a partner


class Conflict(exceptions.APIException):
    """What is asked for does not go with how things are."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class EndpointAPIView(KeyRequiredView):
    """An address about the partner's own webhooks; nobody else's are there."""

    schema = WebhooksSchema()
    scopes = dict.fromkeys(("get", "head", "post", "patch", "delete"), Scope.WEBHOOKS)
    tag = "me"

    @cached_property
    def endpoint(self) -> Endpoint:
        """The one that the address names. Raises Http404."""
        endpoint = self.endpoints().filter(pk=min(self.kwargs["id"], MAX_ID)).first()
        if endpoint is None:
            raise Http404("You have no such webhook.")
        return endpoint

    def endpoints(self):
        return (
            Endpoint.objects.filter(partner=self.request.key.partner).prefetch_related("keys").order_by("pk")
        )

    def said(self, serializer: type, **options) -> dict:
        """The content of the request, as the serializer reads it."""
        wanted = serializer(data=self.request.data, **options)
        wanted.is_valid(raise_exception=True)
        return wanted.validated_data


class EndpointList(EndpointAPIView):
    """The partner's webhooks, and the making of another."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request):
        self.parse_query(request)
        return _json_answer({"results": [_endpoint_body(endpoint) for endpoint in self.endpoints()]})

    def post(self, request):
        self.parse_query(request)
        wanted = dict(self.said(serializers.WebhookRequestSerializer))
        if self.endpoints().count() >= _MAX_ENDPOINTS:
            raise Conflict(f"There are {_MAX_ENDPOINTS} webhooks already: remove one that is no longer used.")
        after = wanted.pop("after", None)
        endpoint = Endpoint(partner=request.key.partner, **wanted)
        try:
            secrets = actions.create_endpoint(endpoint, after=after)
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        response = _json_answer(_endpoint_body(endpoint) | _secrets_body(secrets), 201)
        response.headers["Location"] = absolute_url(request, reverse("api:webhook", args=[endpoint.pk]))
        return response


class EndpointDetail(EndpointAPIView):
    """One webhook: looked at, changed, removed."""

    http_method_names = ["get", "head", "patch", "delete", "options"]

    def get(self, request, id):
        self.parse_query(request)
        return _json_answer(_endpoint_body(self.endpoint))

    def patch(self, request, id):
        self.parse_query(request)
        wanted = dict(self.said(serializers.WebhookChangeSerializer, partial=True))
        state = wanted.pop("state", self.endpoint.state)
        if state != self.endpoint.state and self.endpoint.state == EndpointState.STOPPED:
            raise Conflict("The register's staff stopped this webhook: ask them to start it.")
        for name, value in wanted.items():
            setattr(self.endpoint, name, value)
        try:
            self.endpoint.validate_constraints()
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        self.endpoint.save(update_fields=wanted)
        if "url" in wanted:
            actions.retry_now(self.endpoint)
        if state != self.endpoint.state:
            _change_state(self.endpoint, state)
        return _json_answer(_endpoint_body(self.endpoint))

    def delete(self, request, id):
        self.parse_query(request)
        self.endpoint.delete()
        return HttpResponse(status=204)


class EndpointSecrets(EndpointAPIView):
    """New secrets for one webhook."""

    http_method_names = ["post", "options"]

    def post(self, request, id):
        self.parse_query(request)
        at_once = self.said(serializers.RotationSerializer)["at_once"]
        secrets = actions.rotate_secrets(self.endpoint, old_ones_sign=ROTATION_OVERLAP * (not at_once))
        return _json_answer(_secrets_body(secrets))


class EndpointTest(EndpointAPIView):
    """A message that means nothing."""

    http_method_names = ["post", "options"]

    def post(self, request, id):
        self.parse_query(request)
        try:
            delivery = actions.send_test_delivery(self.endpoint)
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        return _json_answer(serializers.DeliverySerializer(delivery).data, 202)


class DeliveryList(EndpointAPIView):
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
        asked = self.parse_query(request)
        limit = asked.get("limit", DEFAULT_PAGE_SIZE)
        found = self.endpoint.deliveries.order_by("-pk")
        if "before" in asked:
            found = found.filter(pk__lt=asked["before"])
        if "state" in asked:
            found = found.filter(state=asked["state"])
        rows = list(found[: limit + 1])
        following = None
        if len(rows) > limit:
            parameters = request.GET.copy()
            parameters["before"] = str(rows[limit - 1].pk)
            path = reverse("api:webhook-deliveries", args=[self.endpoint.pk])
            following = absolute_url(request, f"{path}?{parameters.urlencode()}")
        results = serializers.DeliverySerializer(rows[:limit], many=True).data
        return _json_answer({"results": results, "next": following, "limit": limit})


class DeliveryRetry(EndpointAPIView):
    """One message once more, under its own id."""

    http_method_names = ["post", "options"]

    def post(self, request, id, delivery):
        self.parse_query(request)
        found = self.endpoint.deliveries.filter(pk=min(delivery, MAX_ID))
        if not actions.redeliver(found):
            raise Http404("This webhook has no such message.")
        return _json_answer(serializers.DeliverySerializer(Delivery.objects.get(pk=delivery)).data, 202)


def _change_state(endpoint: Endpoint, state: str) -> None:
    if state == EndpointState.ACTIVE:
        actions.start_endpoint(endpoint)
    else:
        actions.stop_endpoint(endpoint, state=EndpointState.PAUSED)


def _endpoint_body(endpoint: Endpoint) -> dict:
    return serializers.WebhookSerializer(endpoint).data


def _secrets_body(secrets: dict[str, str]) -> dict[str, str]:
    return {"secret": secrets["v1"], "public_key": secrets["v1a"]}


def _json_answer(content: dict, status: int = 200) -> HttpResponse:
    response = raw_json_response(to_json(content))
    response.status_code = status
    return response
