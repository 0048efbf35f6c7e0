"""What partners do under their own name. Private: no cache keeps any of it."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from access.keys import actions, serializers
from access.keys.choices import Scope
from access.keys.errors import InsufficientScope, KeyLimitReached, MissingKey
from access.keys.openapi import KeyRequiredSchema, KeySchema
from access.keys.rate_limits import WINDOW_SECONDS
from access.models import Key
from api.responses import raw_json_response, to_json
from api.views import ApiView
from register.addresses import absolute_url


class KeyRequiredView(ApiView):
    """An address that needs a key, which is ``request.key``, and perhaps a scope of it.

    ``scopes`` says by method (in lower case) which; a method that is not in it takes any key.
    """

    schema = KeyRequiredSchema()
    scopes: dict[str, str] = {}

    def initial(self, request, *args, **kwargs):
        """Raises NoKey, InsufficientScope."""
        super().initial(request, *args, **kwargs)
        if request.method == "OPTIONS":
            return
        if request.key is None:
            raise MissingKey
        if scope := self.scope_for(request.method.lower()):
            self.refuse_without(scope)

    def scope_for(self, method: str) -> str | None:
        return self.scopes.get(method)

    def refuse_without(self, scope: str) -> None:
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
        return raw_json_response(to_json({"partner": partner, "key": _key_json(request.key), "limit": limit}))


class KeyListView(KeyRequiredView):
    """The partner's keys that are alive, and the making of another."""

    schema = KeySchema()
    http_method_names = ["get", "head", "post", "options"]
    scopes = {"post": Scope.KEYS}
    tag = "me"

    def get(self, request):
        self.parse_query(request)
        alive = Key.objects.alive().filter(partner=request.key.partner)
        return raw_json_response(to_json({"results": [_key_json(key) for key in alive]}))

    def post(self, request):
        self.parse_query(request)
        wanted = serializers.KeyRequestSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        asked = wanted.validated_data | {"scopes": [*dict.fromkeys(wanted.validated_data["scopes"])]}
        for scope in asked["scopes"]:
            self.refuse_without(scope)
        key = Key(partner=request.key.partner, **asked)
        try:
            secret = actions.create_key(key)
        except actions.TooManyKeys as error:
            raise KeyLimitReached from error
        answer = raw_json_response(to_json(_key_json(key) | {"key": secret}))
        answer.status_code = 201
        answer.headers["Location"] = absolute_url(request, reverse("api:key", args=[key.pk]))
        return answer


class KeyDetailView(KeyRequiredView):
    """One of the partner's keys. Any key may end itself; to end another takes a scope."""

    schema = KeySchema()
    http_method_names = ["get", "head", "delete", "options"]
    tag = "me"

    def get(self, request, id):
        self.parse_query(request)
        return raw_json_response(to_json(_key_json(self.key(id))))

    def delete(self, request, id):
        self.parse_query(request)
        if id != request.key.pk:
            self.refuse_without(Scope.KEYS)
        actions.revoke_keys(Key.objects.filter(pk=self.key(id).pk))
        return HttpResponse(status=204)

    def key(self, id: str) -> Key:
        key = Key.objects.alive().filter(partner=self.request.key.partner, pk=id).first()
        if key is None:
            raise Http404("You have no such key.")
        return key


def _key_json(key: Key) -> dict:
    return serializers.KeySerializer(key).data
