"""Endpoints of the partner's own keys. Private: no cache keeps any of it."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from access.keys import actions, serializers
from access.keys.choices import Scope
from access.keys.errors import InsufficientScope, KeyLimitReached, MissingKey
from access.keys.openapi import KeyRequiredSchema, KeySchema
from access.keys.rate_limits import WINDOW_SECONDS
from access.models import Key
from api.responses import json_response
from api.views import ApiView
from register.addresses import absolute_url


class KeyRequiredView(ApiView):
    """Base of views that need a key, which is ``request.key``, and perhaps a scope of it.

    ``scopes`` has the scope by method (in lower case); a method that is not in it takes any key.
    """

    schema = KeyRequiredSchema()
    scopes: dict[str, str] = {}

    def check_permissions(self, request):
        """Raises MissingKey, InsufficientScope."""
        super().check_permissions(request)
        if request.method == "OPTIONS":
            return
        if request.key is None:
            raise MissingKey
        if scope := self.scope_for(request.method.lower()):
            self.require_scope(scope)

    def scope_for(self, method: str) -> str | None:
        return self.scopes.get(method)

    def require_scope(self, scope: str) -> None:
        """Raises InsufficientScope."""
        if scope not in self.request.key.scopes:
            raise InsufficientScope(scope)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class MeView(KeyRequiredView):
    """Who asks, with which key, and how much they may ask."""

    operation, response, tag = "getMe", serializers.MeSerializer, "me"

    def get(self, request):
        self.parse_query(request)
        allowance = request.allowance
        limit = allowance and {
            "policy": allowance.policy.name,
            "requests": allowance.policy.limit,
            "seconds": WINDOW_SECONDS,
            "left": allowance.left,
            "ends_in": allowance.seconds,
        }
        partner = {"name": request.key.partner.name}
        return json_response({"partner": partner, "key": _key_json(request.key), "limit": limit})


class KeyListView(KeyRequiredView):
    """The partner's keys that are alive, and the making of another."""

    schema = KeySchema()
    http_method_names = ["get", "head", "post", "options"]
    scopes = {"post": Scope.KEYS}
    tag = "me"

    def get(self, request):
        self.parse_query(request)
        alive = Key.objects.alive().filter(partner=request.key.partner)
        return json_response({"results": [_key_json(key) for key in alive]})

    def post(self, request):
        self.parse_query(request)
        serializer = serializers.KeyRequestSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        scopes = [*dict.fromkeys(serializer.validated_data["scopes"])]
        for scope in scopes:
            self.require_scope(scope)
        key = Key(partner=request.key.partner, **serializer.validated_data | {"scopes": scopes})
        try:
            key_text = actions.create_key(key=key, by=None)
        except actions.TooManyKeys as error:
            raise KeyLimitReached from error
        location = absolute_url(request, reverse("api:key", args=[key.pk]))
        return json_response(_key_json(key) | {"key": key_text}, status=201, headers={"Location": location})


class KeyDetailView(KeyRequiredView):
    """One of the partner's keys. Any key may end itself; to end another takes a scope."""

    schema = KeySchema()
    http_method_names = ["get", "head", "delete", "options"]
    tag = "me"

    def get(self, request, id):
        self.parse_query(request)
        return json_response(_key_json(self.get_key(id)))

    def delete(self, request, id):
        self.parse_query(request)
        if id != request.key.pk:
            self.require_scope(Scope.KEYS)
        actions.revoke_keys(keys=Key.objects.filter(pk=self.get_key(id).pk), by=None)
        return HttpResponse(status=204)

    def get_key(self, id: str) -> Key:
        """The partner's key with this id, if it is alive. Raises Http404."""
        key = Key.objects.alive().filter(partner=self.request.key.partner, pk=id).first()
        if key is None:
            raise Http404("You have no such key.")
        return key


def _key_json(key: Key) -> dict:
    return serializers.KeySerializer(key).data
