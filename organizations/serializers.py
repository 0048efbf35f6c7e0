"""Serializers of the published body of an organization, and of organizations that other bodies mention."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core import identifiers
from register.serializers import (
    EDTFString,
    MentionField,
    NamedSerializer,
    PartSerializer,
    TextByLanguageField,
    WordsField,
    public_ref,
)
from sources.serializers import CitationSerializer, SourceSerializer


class NamedOrganizationSerializer(NamedSerializer):
    """An organization that is mentioned, with its country (ISO 3166, empty for none)."""

    country = serializers.CharField()


def organization_mention(organization, name: str) -> dict | None:
    """An organization as a body mentions it: one without a record, by its name alone. None when there is neither."""
    if organization is None:
        return {"ref": None, "name": name, "country": ""} if name else None
    return {
        "ref": public_ref(organization),
        "name": name or (organization.name if organization.lends_its_name else ""),
        "country": str(organization.country),
    }


@extend_schema_field(NamedOrganizationSerializer(allow_null=True))
class OrganizationField(serializers.Field):
    """An organization, named as the attribute ``written`` of the same part says."""

    def __init__(self, organization="organization", written="name_as_written", **kwargs):
        self.organization, self.written = organization, written
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, part):
        return organization_mention(getattr(part, self.organization), getattr(part, self.written, ""))


class OrganizationNameSerializer(PartSerializer):
    """A name in a language, for a time."""

    text = WordsField()
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
        return identifiers.identifier_url(part.scheme, part.value)


class OrganizationRelationSerializer(PartSerializer):
    """How it stands to another organization."""

    kind = serializers.CharField()
    organization = OrganizationField(organization="other")
    degree = TextByLanguageField()
    valid_from = EDTFString()
    valid_until = EDTFString()


class LocationSerializer(PartSerializer):
    """Where it works from."""

    place = WordsField()
    country = serializers.CharField()
    role = serializers.CharField()
    role_as_written = WordsField()


class OrganizationSerializer(serializers.Serializer):
    """The body of an organization, schema 1."""

    object = serializers.ReadOnlyField(default="organization")
    ref = serializers.CharField()
    name = WordsField()
    qualifier = WordsField()
    kind = serializers.CharField()
    country = serializers.CharField()
    parent = MentionField()
    website = serializers.CharField()
    is_planned = serializers.BooleanField()
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
