"""Serializers of partners, keys and rate limits."""

from django.core.validators import RegexValidator
from rest_framework import serializers

from access.keys.choices import Scope
from access.models.keys import validate_expiry
from api.serializers import StrictSerializer


class KeySerializer(serializers.Serializer):
    """A key, without its secret."""

    id = serializers.CharField(help_text="The part of the key between `ent_` and the full stop.")
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField(), help_text=f"Of: {', '.join(Scope.values)}.")
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="To the minute.")
    exposed_at = serializers.DateTimeField(
        allow_null=True, help_text="When it was sent in an address: exchange it."
    )


class KeysSerializer(serializers.Serializer):
    """The keys of a partner that are alive."""

    results = KeySerializer(many=True)


class NewKeySerializer(KeySerializer):
    """A key that was made just now. Its secret is never shown again."""

    key = serializers.CharField(help_text="What to send as `Authorization: Bearer …`. Keep it now.")


class AllowanceSerializer(serializers.Serializer):
    """How much may be asked, by all keys of the partner together."""

    policy = serializers.CharField()
    requests = serializers.IntegerField(help_text="In so many seconds.")
    seconds = serializers.IntegerField()
    left = serializers.IntegerField(help_text="Until the window ends.")
    ends_in = serializers.IntegerField(help_text="Seconds until the window ends.")


class PartnerSerializer(serializers.Serializer):
    """Who the key was given to."""

    name = serializers.CharField()


class MeSerializer(serializers.Serializer):
    """Who asks, with which key, and how much they may ask."""

    partner = PartnerSerializer()
    key = KeySerializer()
    limit = AllowanceSerializer(allow_null=True, help_text="Null where nothing is counted.")


class KeyRequestSerializer(StrictSerializer):
    """What a partner may say of a key that it makes."""

    name = serializers.CharField(
        min_length=1, max_length=200, validators=[RegexValidator(r"\S")], help_text="What it is used for."
    )
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Scope.choices),
        default=[Scope.READ.value],
        allow_empty=False,
        min_length=1,
        help_text="None that the asking key does not hold.",
    )
    expires_at = serializers.DateTimeField(
        required=False, validators=[validate_expiry], help_text="A year from now when not given; two at most."
    )
