"""OpenAPI schemas of the other resources: changes, suggestions, vocabularies, problems."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.record_serializers import SummarySerializer
from register.choices import Action


class StrictSerializer(serializers.Serializer):
    """Base of serializers of request content: refuses unknown members instead of ignoring them."""

    def to_internal_value(self, data):
        if unknown := {*data} - {*self.fields} if isinstance(data, dict) else set():
            raise serializers.ValidationError(
                {name: _("There is no such member.") for name in sorted(unknown)}
            )
        return super().to_internal_value(data)


class SuggestionsSerializer(serializers.Serializer):
    """Records that are probably meant, the likeliest first."""

    results = SummarySerializer(many=True)
    match = serializers.ChoiceField(
        ["beginning", "alike"],
        allow_null=True,
        help_text="How they were found: a word begins so, or the name is much like it.",
    )


class ChangeSerializer(serializers.Serializer):
    """Something that happened to the register."""

    id = serializers.IntegerField(help_text="Grows with every change; gaps mean nothing.")
    action = serializers.CharField(help_text=f"One of: {', '.join(Action.values)}.")
    ref = serializers.CharField()
    kind = serializers.CharField()
    number = serializers.IntegerField(help_text="The version that this change made.")
    published_at = serializers.DateTimeField()
    sha256 = serializers.CharField(help_text="The hash of its bytes; empty where these are public no more.")
    into = serializers.CharField(allow_null=True, help_text="Merged: the record that it became part of.")
    url = serializers.URLField(help_text="Published: the version; otherwise the record.")


class ChangesSerializer(serializers.Serializer):
    """Changes in the order in which they became public. None is ever added in between."""

    results = ChangeSerializer(many=True)
    next = serializers.URLField(help_text="Always given. Ask it later for what has happened since.")
    limit = serializers.IntegerField()


class VocabularyValueSerializer(serializers.Serializer):
    """A code and what it is called, by language."""

    code = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())


class VocabularySerializer(serializers.Serializer):
    """A closed list of codes. Later releases may add codes; none changes its meaning."""

    name = serializers.CharField()
    description = serializers.CharField()
    url = serializers.URLField()
    values = VocabularyValueSerializer(many=True)


class VocabulariesSerializer(serializers.Serializer):
    """All vocabularies."""

    results = VocabularySerializer(many=True)


class ProblemErrorSerializer(serializers.Serializer):
    """One thing wrong with one parameter, or with one member of the content that was sent."""

    parameter = serializers.CharField(required=False)
    pointer = serializers.CharField(required=False, help_text="Where in the content (RFC 6901).")
    code = serializers.CharField()
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """What went wrong (RFC 9457)."""

    type = serializers.URLField(help_text="Describes this kind of problem.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="This one occurrence: the `type` with the request's id.")
    code = serializers.CharField(help_text="Stable: programs may rely on it.")
    request_id = serializers.CharField(help_text="Name it when you ask us; also in X-Request-ID.")
    errors = ProblemErrorSerializer(many=True)
    reason = serializers.DictField(
        child=serializers.CharField(), required=False, help_text="Withdrawn: why, by language."
    )
    withdrawn_at = serializers.DateTimeField(required=False)
    narrowed_at = serializers.DateTimeField(
        required=False, help_text="No longer disclosed: since when more of the record is withheld."
    )
    scope = serializers.CharField(required=False, help_text="Insufficient scope: the one that is missing.")


class ProblemKindSerializer(serializers.Serializer):
    """A kind of problem."""

    code = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    titles = serializers.DictField(child=serializers.CharField(), help_text="The title by language.")
    meaning = serializers.CharField()
    remedy = serializers.CharField(help_text="What to do.")
    html_url = serializers.URLField(help_text="The same for people, in every language.")


class ProblemKindsSerializer(serializers.Serializer):
    """All kinds of problems."""

    results = ProblemKindSerializer(many=True)


class AddressesSerializer(serializers.Serializer):
    """What there is, by name."""

    resources = serializers.DictField(child=serializers.URLField())
