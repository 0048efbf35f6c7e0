"""Serializers of the published body of a collection."""

from rest_framework import serializers

from register.serializers import MentionField, PartSerializer, TextByLanguageField


class CollectionItemSerializer(PartSerializer):
    """A record in the collection: one of the two references is null."""

    agreement = MentionField()
    activity = MentionField()
    comment = TextByLanguageField()


class CollectionSerializer(serializers.Serializer):
    """The body of a collection, schema 1. Its records stand in the order that staff gave them."""

    object = serializers.ReadOnlyField(default="collection")
    ref = serializers.CharField()
    names = TextByLanguageField()
    description = TextByLanguageField()
    items = CollectionItemSerializer(many=True)
