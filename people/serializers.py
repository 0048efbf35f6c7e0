"""What is published of a person: names, other registers' identifiers, dated posts."""

from rest_framework import serializers

from organizations.serializers import IdentifierSerializer
from register.serializers import EDTFString, OrganizationField, PartSerializer
from sources.serializers import CitationSerializer, SourceSerializer


class PersonNameSerializer(PartSerializer):
    """A name in a language and script."""

    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.CharField()


class PositionSerializer(PartSerializer):
    """A dated post at an organization."""

    organization = OrganizationField(written="organization_as_written")
    post = serializers.CharField()
    held_from = EDTFString()
    held_until = EDTFString()


class PersonSerializer(serializers.Serializer):
    """The body of a person, schema 1."""

    object = serializers.ReadOnlyField(default="person")
    ref = serializers.CharField()
    name = serializers.CharField()
    names = PersonNameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    positions = PositionSerializer(many=True)


class PersonBodySerializer(PersonSerializer):
    """The body of a person, schema 1, with its sources."""

    sources = SourceSerializer(many=True)
    citations = CitationSerializer(many=True)
