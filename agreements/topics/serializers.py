"""Serializers of the published body of a topic, and of its mention in other bodies."""

from rest_framework import serializers

from register.serializers import TextByLanguageField, public_ref


class TopicMentionSerializer(serializers.Serializer):
    """A topic that is mentioned, with its name by language on that day."""

    ref = serializers.CharField(allow_null=True)
    name = TextByLanguageField(source="names")

    def to_representation(self, topic):
        return {"ref": public_ref(topic), "name": {code: topic.names[code] for code in sorted(topic.names)}}


class TopicSerializer(serializers.Serializer):
    """The body of a topic, schema 1."""

    object = serializers.ReadOnlyField(default="topic")
    ref = serializers.CharField()
    names = TextByLanguageField()
    parent = TopicMentionSerializer(allow_null=True)
