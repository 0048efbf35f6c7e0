"""Serializer fields shared by all bodies; the same serializers describe bodies in OpenAPI."""

from collections.abc import Iterable

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class WordsField(serializers.CharField):
    """Words that somebody wrote: a name, a title, prose. Names of people may stand in these and in no other strings."""


class TextByLanguageField(serializers.DictField):
    """Text by BCP 47 code: ``{"en": "…", "ko": "…"}``; empty when there is none."""

    child = WordsField()

    def to_representation(self, value):
        return {code: value[code] for code in sorted(value)}


class EDTFString(serializers.CharField):
    """A date as exactly as it is known: EDTF (ISO 8601-2), an empty string when not recorded."""


class NamedSerializer(serializers.Serializer):
    """A record that is mentioned: its reference (null: words only) and its name as written."""

    ref = serializers.CharField(allow_null=True)
    name = WordsField()


class MentionSerializer(serializers.Serializer):
    """A record that is mentioned by its reference alone. Its title is its own fact: `expand` looks it up."""

    ref = serializers.CharField()


class PlaceSerializer(serializers.Serializer):
    """A place of an act."""

    city = WordsField()
    country = serializers.CharField()
    venue = WordsField()
    is_online = serializers.BooleanField()


def public_ref(record) -> str | None:
    """Reference of a public record; None for no record or one that is not public."""
    return record.ref if record is not None and record.is_public else None


@extend_schema_field(MentionSerializer(allow_null=True))
class MentionField(serializers.Field):
    """Mention of a public record by its reference alone, else null."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, part):
        ref = public_ref(getattr(part, self.source))
        return {"ref": ref} if ref else None


class MentionListField(serializers.ListField):
    """Mentions of the public ones among several records, by their references alone."""

    child = MentionSerializer()

    def to_representation(self, records):
        return [{"ref": record.ref} for record in records.all() if record.is_public]


@extend_schema_field(serializers.CharField(allow_null=True))
class KeyField(serializers.Field):
    """The key of another part of the same record, or null."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, part):
        other = getattr(part, self.source)
        return other.key if other else None


def mentions_by_ref(mentions: Iterable[dict]) -> list[dict]:
    """Mentions of older bodies, which had the name as well, by their references alone."""
    return [{"ref": mention["ref"]} for mention in mentions if mention["ref"]]


class PartSerializer(serializers.Serializer):
    """A part of a record, with the key that citations and differences name."""

    key = serializers.CharField()
