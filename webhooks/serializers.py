"""Serializers of endpoints and deliveries: in responses, then in requests."""

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from rest_framework import serializers

from api.parameters import MAX_ID
from api.serializers import StrictSerializer
from register.choices import Action
from register.kinds import kinds
from webhooks import signing
from webhooks.choices import AttemptResult, DeliveryState, EndpointState, KeyKind
from webhooks.models import validate_ref
from webhooks.ssrf import MAX_URL_LENGTH, validate_endpoint_url


def _codes_help_text(choices: type[TextChoices]) -> str:
    """A help text that lists the codes: later releases may add some, so the schema is no closed list."""
    return f"One of: {', '.join(choices.values)}."


class SigningKeySerializer(serializers.Serializer):
    """What messages are signed with. A shared secret is not shown again."""

    kind = serializers.CharField(
        help_text=f"{_codes_help_text(KeyKind)} As in the `webhook-signature` header."
    )
    public_key = serializers.SerializerMethodField(help_text="Of a key pair; null of a shared secret.")
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True, help_text="Until when it signs, after a change.")

    def get_public_key(self, key) -> str | None:
        try:
            return key.verification_key if key.kind == KeyKind.ED25519 else None
        except signing.UnreadableSecret:
            return None


class WebhookSerializer(serializers.Serializer):
    """A webhook: where messages go, about what, and how it fares."""

    id = serializers.IntegerField()
    url = serializers.CharField()
    description = serializers.CharField()
    actions = serializers.ListField(child=serializers.CharField(), help_text="None: all.")
    kinds = serializers.ListField(child=serializers.CharField(), help_text="None: all.")
    refs = serializers.ListField(child=serializers.CharField(), help_text="None: all.")
    cursor = serializers.IntegerField(help_text="The id of the last change that was looked at.")
    state = serializers.CharField(help_text=_codes_help_text(EndpointState))
    state_reason = serializers.CharField(help_text="The last status or result, where failures stopped it.")
    state_at = serializers.DateTimeField(help_text="Since when.")
    failing_since = serializers.DateTimeField(allow_null=True, help_text="Since when nothing was accepted.")
    rests_until = serializers.DateTimeField(allow_null=True, help_text="Until when it is left in peace.")
    created_at = serializers.DateTimeField()
    keys = SigningKeySerializer(many=True, source="active_keys")


class WebhooksSerializer(serializers.Serializer):
    """All webhooks of the partner."""

    results = WebhookSerializer(many=True)


class SecretsSerializer(serializers.Serializer):
    """What messages are verified with. The secret is in this answer only."""

    secret = serializers.CharField(help_text="`whsec_…`: keep it now.")
    public_key = serializers.CharField(help_text="`whpk_…`: not secret.")


class NewWebhookSerializer(WebhookSerializer, SecretsSerializer):
    """A webhook that was made just now, with its secret."""


class AttemptSerializer(serializers.Serializer):
    """One attempt to deliver a message."""

    at = serializers.DateTimeField()
    result = serializers.CharField(help_text=_codes_help_text(AttemptResult))
    status = serializers.IntegerField(allow_null=True, help_text="What your server answered, if it did.")
    milliseconds = serializers.IntegerField()
    answer = serializers.CharField(help_text="How the answer begins.")


class DeliverySerializer(serializers.Serializer):
    """A message and what came of it."""

    id = serializers.IntegerField()
    webhook_id = serializers.CharField(help_text="As in the header.")
    change = serializers.IntegerField(source="change_id", allow_null=True, help_text="Null of a test.")
    state = serializers.CharField(help_text=_codes_help_text(DeliveryState))
    created_at = serializers.DateTimeField()
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)
    attempts = AttemptSerializer(many=True, help_text="The oldest first.")


class DeliveriesSerializer(serializers.Serializer):
    """One page of the messages of a webhook, the newest first."""

    results = DeliverySerializer(many=True)
    next = serializers.URLField(allow_null=True, help_text="The next page; null on the last.")
    limit = serializers.IntegerField()


# Requests


class WebhookChangeSerializer(StrictSerializer):
    """What a partner may say of a webhook; what is left out stays as it is."""

    url = serializers.CharField(
        max_length=MAX_URL_LENGTH, trim_whitespace=False, help_text="https, a name in public."
    )
    description = serializers.CharField(max_length=200, allow_blank=True, required=False)
    actions = serializers.ListField(
        child=serializers.ChoiceField(choices=Action.choices), required=False, help_text="None: all."
    )
    kinds = serializers.ListField(
        child=serializers.ChoiceField(choices=[kind.name for kind in kinds()]),
        required=False,
        help_text="None: all.",
    )
    refs = serializers.ListField(
        child=serializers.CharField(max_length=16, validators=[validate_ref]), required=False, max_length=500,
        help_text="None: all.",
    )  # fmt: skip
    state = serializers.ChoiceField(
        choices=[EndpointState.ACTIVE.value, EndpointState.PAUSED.value], required=False,
        help_text="What staff stopped, only staff start.",
    )  # fmt: skip

    def validate_url(self, url: str) -> str:
        try:
            validate_endpoint_url(url)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages, code=error.code) from error
        return url


class WebhookRequestSerializer(WebhookChangeSerializer):
    """What a partner says of a new webhook."""

    after = serializers.IntegerField(
        required=False, min_value=0, max_value=MAX_ID,
        help_text="Tell of changes after the one with this id; of those from now on when not given.",
    )  # fmt: skip


class RotationSerializer(StrictSerializer):
    """How secrets are changed."""

    at_once = serializers.BooleanField(
        default=False, help_text="The old ones sign no longer, where they have leaked; else for 24 hours."
    )
