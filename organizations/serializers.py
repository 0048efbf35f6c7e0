"""What is published of an organization."""

from rest_framework import serializers

from core import identifiers
from register.serializers import (
    EDTFString,
    OrganizationField,
    PartSerializer,
    TextByLanguageField,
)
from sources.serializers import CitationSerializer, SourceSerializer


class OrganizationNameSerializer(PartSerializer):
    """A name in a language, for a time."""

    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.CharField()
    valid_from = EDTFString()
    valid_until = EDTFString()


class IdentifierSerializer(PartSerializer):
    """What another register calls it, and where that resolves."""

    scheme = serializers.CharField()
    value = serializers.CharField()
    address = serializers.SerializerMethodField()

    def get_address(self, part) -> str:
        return identifiers.address(part.scheme, part.value)


class OrganizationRelationSerializer(PartSerializer):
    """How it stands to another organization."""

    kind = serializers.CharField()
    organization = OrganizationField(organization="other")
    degree = TextByLanguageField()
    valid_from = EDTFString()
    valid_until = EDTFString()


class LocationSerializer(PartSerializer):
    """Where it works from."""

    place = serializers.CharField()
    country = serializers.CharField()
    role = serializers.CharField()
    role_as_written = serializers.CharField()


class OrganizationSerializer(serializers.Serializer):
    """The body of an organization, schema 1."""

    object = serializers.ReadOnlyField(default="organization")
    ref = serializers.CharField()
    name = serializers.CharField()
    qualifier = serializers.CharField()
    kind = serializers.CharField()
    country = serializers.CharField()
    parent = OrganizationField(organization="parent", written="")
    website = serializers.CharField()
    founded_on = EDTFString()
    dissolved_on = EDTFString()
    purpose = TextByLanguageField()
    is_own = serializers.BooleanField()
    names = OrganizationNameSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    relations = OrganizationRelationSerializer(many=True)
    locations = LocationSerializer(many=True)


class OrganizationBodySerializer(OrganizationSerializer):
    """The body of an organization, schema 1, with its sources."""

    sources = SourceSerializer(many=True)
    citations = CitationSerializer(many=True)
