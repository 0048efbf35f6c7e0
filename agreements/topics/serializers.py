"""Serializer of the published body of a topic."""

from rest_framework import serializers

from register.serializers import MentionField, TextByLanguageField


class TopicSerializer(serializers.Serializer):
    """The body of a topic, schema 1."""

    object = serializers.ReadOnlyField(default="topic")
    ref = serializers.CharField()
    names = TextByLanguageField()
    parent = MentionField()
