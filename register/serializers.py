"""Serializer fields shared by all bodies; the same serializers describe bodies in OpenAPI."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class TextByLanguageField(serializers.DictField):
    """Text by BCP 47 code: ``{"en": "…", "ko": "…"}``; empty when there is none."""

    child = serializers.CharField()

    def to_representation(self, value):
        return {code: value[code] for code in sorted(value)}


class EDTFString(serializers.CharField):
    """A date as exactly as it is known: EDTF (ISO 8601-2), an empty string when not recorded."""


class NamedSerializer(serializers.Serializer):
    """A record that is mentioned: its reference (null: words only) and its name as written."""

    ref = serializers.CharField(allow_null=True)
    name = serializers.CharField()


class TitledSerializer(serializers.Serializer):
    """An agreement or activity that is mentioned, with its title by language on that day."""

    ref = serializers.CharField()
    title = TextByLanguageField()


class PlaceSerializer(serializers.Serializer):
    """A place of an act."""

    city = serializers.CharField()
    country = serializers.CharField()
    venue = serializers.CharField()
    is_online = serializers.BooleanField()


def public_ref(record) -> str | None:
    """Reference of a public record; None for no record or one that is not public."""
    return record.ref if record is not None and record.is_public else None


def titled_mention(record) -> dict | None:
    """Mention of a public record by its titles, as bodies hold it; None for no record or one that is not public."""
    if record is None or not record.is_public:
        return None
    titles = {text.language: text.title for text in record.texts.all()}
    return {"ref": record.ref, "title": {code: titles[code] for code in sorted(titles)}}


@extend_schema_field(TitledSerializer(allow_null=True))
class TitledField(serializers.Field):
    """Mention of a public record by its titles, else null."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, part):
        return titled_mention(getattr(part, self.source))


@extend_schema_field(serializers.CharField(allow_null=True))
class KeyField(serializers.Field):
    """The key of another part of the same record, or null."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, part):
        other = getattr(part, self.source)
        return other.key if other else None


class PartSerializer(serializers.Serializer):
    """A part of a record, with the key that citations and differences name."""

    key = serializers.CharField()
