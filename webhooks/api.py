"""What partners do with their own webhooks. Private: no cache keeps any of it."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from rest_framework import exceptions, status

from access.keys.api import KeyedView
from access.keys.choices import Scope
from register.api import in_json
from register.api.addresses import absolute
from register.api.asking import PAGE, limit_parameter
from register.api.root import LAST_ID, as_json
from register.parameters import ChoiceParameter, NumberParameter
from webhooks import actions, serializers
from webhooks.choices import DeliveryState, EndpointState
from webhooks.models import OLD_SECRETS_SIGN, Delivery, Endpoint
from webhooks.openapi import WebhooksSchema

AT_MOST = 20  # webhooks of a partner


class Conflict(exceptions.APIException):
    """What is asked for does not go with how things are."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class WebhookView(KeyedView):
    """An address about the partner's own webhooks; nobody else's are there."""

    schema = WebhooksSchema()
    scopes = dict.fromkeys(("get", "head", "post", "patch", "delete"), Scope.WEBHOOKS)
    tag = "me"

    @cached_property
    def endpoint(self) -> Endpoint:
        """The one that the address names. Raises Http404."""
        endpoint = self.endpoints().filter(pk=min(self.kwargs["id"], LAST_ID)).first()
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


class Webhooks(WebhookView):
    """The partner's webhooks, and the making of another."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request):
        self.asked(request)
        return answer({"results": [told(endpoint) for endpoint in self.endpoints()]})

    def post(self, request):
        self.asked(request)
        wanted = dict(self.said(serializers.WebhookRequestSerializer))
        if self.endpoints().count() >= AT_MOST:
            raise Conflict(f"There are {AT_MOST} webhooks already: remove one that is no longer used.")
        after = wanted.pop("after", None)
        endpoint = Endpoint(partner=request.key.partner, **wanted)
        try:
            secrets = actions.create(endpoint, after=after)
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        response = answer(told(endpoint) | secrets_told(secrets), 201)
        response.headers["Location"] = absolute(request, reverse("api:webhook", args=[endpoint.pk]))
        return response


class OneWebhook(WebhookView):
    """One webhook: looked at, changed, removed."""

    http_method_names = ["get", "head", "patch", "delete", "options"]

    def get(self, request, id):
        self.asked(request)
        return answer(told(self.endpoint))

    def patch(self, request, id):
        self.asked(request)
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
            actions.try_now(self.endpoint)
        if state != self.endpoint.state:
            start_or_pause(self.endpoint, state)
        return answer(told(self.endpoint))

    def delete(self, request, id):
        self.asked(request)
        self.endpoint.delete()
        return HttpResponse(status=204)


class Secrets(WebhookView):
    """New secrets for one webhook."""

    http_method_names = ["post", "options"]

    def post(self, request, id):
        self.asked(request)
        at_once = self.said(serializers.RotationSerializer)["at_once"]
        secrets = actions.rotate(self.endpoint, old_ones_sign=OLD_SECRETS_SIGN * (not at_once))
        return answer(secrets_told(secrets))


class Test(WebhookView):
    """A message that means nothing."""

    http_method_names = ["post", "options"]

    def post(self, request, id):
        self.asked(request)
        try:
            delivery = actions.send_test(self.endpoint)
        except ValidationError as error:
            raise Conflict(error.messages[0]) from error
        return answer(serializers.DeliverySerializer(delivery).data, 202)


class Deliveries(WebhookView):
    """The messages of one webhook, the newest first."""

    http_method_names = ["get", "head", "options"]
    parameters = {
        "before": NumberParameter(
            least=1, most=LAST_ID, help_text="Messages before the one with this id: take it from `next`."
        ),
        "state": ChoiceParameter(choices=DeliveryState.values, help_text="Only messages in this state."),
        "limit": limit_parameter(),
    }

    def get(self, request, id):
        asked = self.asked(request)
        limit = asked.get("limit", PAGE)
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
            following = absolute(request, f"{path}?{parameters.urlencode()}")
        results = serializers.DeliverySerializer(rows[:limit], many=True).data
        return answer({"results": results, "next": following, "limit": limit})


class Redelivery(WebhookView):
    """One message once more, under its own id."""

    http_method_names = ["post", "options"]

    def post(self, request, id, delivery):
        self.asked(request)
        found = self.endpoint.deliveries.filter(pk=min(delivery, LAST_ID))
        if not actions.redeliver(found):
            raise Http404("This webhook has no such message.")
        return answer(serializers.DeliverySerializer(Delivery.objects.get(pk=delivery)).data, 202)


def start_or_pause(endpoint: Endpoint, state: str) -> None:
    if state == EndpointState.ACTIVE:
        actions.start(endpoint)
    else:
        actions.stop(endpoint, state=EndpointState.PAUSED)


def told(endpoint: Endpoint) -> dict:
    return serializers.WebhookSerializer(endpoint).data


def secrets_told(secrets: dict[str, str]) -> dict[str, str]:
    return {"secret": secrets["v1"], "public_key": secrets["v1a"]}


def answer(content: dict, status: int = 200) -> HttpResponse:
    response = in_json(as_json(content))
    response.status_code = status
    return response
