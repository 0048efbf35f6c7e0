"""The pieces that every body is made of. One serializer says what is published and what OpenAPI describes."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from register.bodies import REDACTED


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


class NamedOrganizationSerializer(NamedSerializer):
    """An organization that is mentioned, with its country (ISO 3166, empty for none)."""

    country = serializers.CharField()


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


def ref_of(record) -> str | None:
    """The reference of a public record; None where the public may not know it."""
    return record.ref if record is not None and record.is_public else None


def named_organization(organization, name: str) -> dict | None:
    """An organization as a body mentions it. None when there is none."""
    if organization is None:
        return None
    return {
        "ref": ref_of(organization),
        "name": name or organization.name,
        "country": str(organization.country),
    }


def named_person(person, name: str) -> dict | None:
    """A person as a body mentions them: a hidden one leaves a marker where the name stood."""
    if person is None:
        return {"ref": None, "name": name} if name else None
    if person.is_hidden:
        return {"ref": None, "name": REDACTED}
    return {"ref": ref_of(person), "name": name or person.name}


def titled(record) -> dict | None:
    """An agreement or activity as a body mentions it. None when there is none, or it is not public."""
    if record is None or not record.is_public:
        return None
    titles = {text.language: text.title for text in record.texts.all()}
    return {"ref": record.ref, "title": {code: titles[code] for code in sorted(titles)}}


@extend_schema_field(NamedOrganizationSerializer(allow_null=True))
class OrganizationField(serializers.Field):
    """An organization, named as the attribute ``written`` of the same part says."""

    def __init__(self, organization="organization", written="name_as_written", **kwargs):
        self.organization, self.written = organization, written
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, part):
        return named_organization(getattr(part, self.organization), getattr(part, self.written, ""))


@extend_schema_field(NamedSerializer(allow_null=True))
class PersonField(serializers.Field):
    """A person, named as the attribute ``written`` of the same part says."""

    def __init__(self, person="person", written="name_as_written", **kwargs):
        self.person, self.written = person, written
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, part):
        return named_person(getattr(part, self.person), getattr(part, self.written, ""))


@extend_schema_field(TitledSerializer(allow_null=True))
class TitledField(serializers.Field):
    """An agreement or activity that is public, else null."""

    def get_attribute(self, instance):
        return instance

    def to_representation(self, part):
        return titled(getattr(part, self.source))


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
