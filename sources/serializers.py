"""Sources and citations as bodies hold them."""

from rest_framework import serializers

from register.serializers import EDTFString, PartSerializer, TextByLanguageField, WordsField


class SourceSerializer(serializers.Serializer):
    """A source that this body cites; ``key`` counts within the body."""

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


class CitationSerializer(PartSerializer):
    """Which facts a source supports, and how. ``facts`` are paths by part key; none: the record as a whole."""

    source = serializers.CharField()
    facts = serializers.ListField(child=serializers.CharField())
    basis = serializers.CharField()
    says = TextByLanguageField()
    locator = WordsField()
