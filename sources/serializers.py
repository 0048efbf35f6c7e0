"""Sources and citations as bodies hold them."""

from rest_framework import serializers

from register.serializers import EDTFString, PartSerializer, TextByLanguageField, WordsField


class ClearedField(serializers.CharField):
    """A fact of the archived copy of a source, where that was cleared for the public; else empty."""

    def get_attribute(self, instance):
        return getattr(instance, self.source) if instance.is_cleared else ""


class ClearedNameField(ClearedField, WordsField):
    """The name of the archived copy of a source, where that was cleared for the public; else empty."""


class ClearedSizeField(serializers.IntegerField):
    """The size of the archived copy of a source, where that was cleared for the public."""

    def get_attribute(self, instance):
        return getattr(instance, self.source) if instance.is_cleared else None


class SourceSerializer(serializers.Serializer):
    """A source that this body cites; ``key`` counts within the body. ``file`` is the name of a copy of the register's.

    Only of a copy that was cleared for the public, which is at ``…/versions/{number}/files/{key}`` of the record.
    """

    key = serializers.CharField()
    title = WordsField()
    publisher = WordsField()
    author = WordsField()
    issuer = WordsField()
    kind = serializers.CharField()
    language = serializers.CharField()
    address = serializers.CharField()
    published_on = EDTFString()
    retrieved_on = serializers.DateField(allow_null=True)
    file = ClearedNameField(source="copy_name", required=False)
    media_type = ClearedField(source="copy_media_type", required=False)
    size = ClearedSizeField(source="copy_size", required=False, allow_null=True)
    sha256 = ClearedField(required=False)


class QuotationSerializer(serializers.Serializer):
    """Words of the source that a fact rests on, as printed in its language; "…" at their end where they were cut."""

    fact = serializers.CharField()
    words = WordsField()


class CitationSerializer(PartSerializer):
    """Facts that a source supports, and how. ``facts`` are paths by part key; none: the record as a whole.

    ``quotations`` is there where the register shows any.
    """

    source = serializers.CharField()
    facts = serializers.ListField(child=serializers.CharField())
    basis = serializers.CharField()
    says = TextByLanguageField()
    locator = WordsField()
    quotations = QuotationSerializer(many=True, required=False)
