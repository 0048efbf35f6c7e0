"""Serializers of the published body of a person, and of people that other bodies mention."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from organizations.serializers import IdentifierSerializer, OrganizationField
from register.bodies import REDACTION_MARKER
from register.serializers import (
    EDTFString,
    NamedSerializer,
    PartSerializer,
    TextByLanguageField,
    WordsField,
    public_ref,
)
from sources.serializers import CitationSerializer, SourceSerializer


class PersonNameSerializer(PartSerializer):
    """A name in a language and script."""

    text = WordsField()
    language = serializers.CharField()
    kind = serializers.CharField()


class PositionSerializer(PartSerializer):
    """A dated post at an organization."""

    organization = OrganizationField(written="organization_as_written")
    post = WordsField()
    post_by_language = TextByLanguageField()
    held_from = EDTFString()
    held_until = EDTFString()


class PersonSerializer(serializers.Serializer):
    """The body of a person, schema 1."""

    object = serializers.ReadOnlyField(default="person")
    ref = serializers.CharField()
    name = WordsField()
    names = PersonNameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    positions = PositionSerializer(many=True)


class PersonBodySerializer(PersonSerializer):
    """The body of a person, schema 1, with its sources."""

    sources = SourceSerializer(many=True)
    citations = CitationSerializer(many=True)


def person_mention(person, name: str) -> dict | None:
    """A person as a body mentions them: a hidden one leaves a marker where the name stood."""
    if person is None:
        return {"ref": None, "name": name} if name else None
    if person.is_hidden:
        return {"ref": None, "name": REDACTION_MARKER}
    return {"ref": public_ref(person), "name": name or (person.name if person.lends_its_name else "")}


@extend_schema_field(NamedSerializer(allow_null=True))
class PersonField(serializers.Field):
    """A person, named as the attribute ``written`` of the same part says."""

    def __init__(self, person="person", written="name_as_written", **kwargs):
        self.person, self.written = person, written
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, part):
        return person_mention(getattr(part, self.person), getattr(part, self.written, ""))
