"""Serializers of the published body of an activity."""

from rest_framework import serializers

from organizations.serializers import OrganizationField
from people.serializers import PersonField
from register.serializers import (
    EDTFString,
    MentionField,
    MentionListField,
    PartSerializer,
    PlaceSerializer,
    TextByLanguageField,
    WordsField,
)
from sources.serializers import CitationSerializer, SourceSerializer


class ActivityTextSerializer(PartSerializer):
    """Title and summary in one language."""

    language = serializers.CharField()
    title = WordsField()
    is_working_title = serializers.BooleanField()
    summary = WordsField()


class ActivityAgreementSerializer(PartSerializer):
    """Role of an activity for an agreement, which is a record or words."""

    role = serializers.CharField()
    agreement = MentionField()
    stub = TextByLanguageField()


class AttendanceSerializer(PartSerializer):
    """Who was there, as what, for which side."""

    side = WordsField()
    role = serializers.CharField()
    organization = OrganizationField(written="organization_as_written")
    person = PersonField()
    post = WordsField(source="post_as_written")
    post_by_language = TextByLanguageField()


class OutcomeSerializer(PartSerializer):
    """What it came to, and how firmly."""

    text = TextByLanguageField()
    strength = serializers.CharField()
    organizations = MentionListField()
    agreements = MentionListField()
    topics = MentionListField()


class ActivitySerializer(serializers.Serializer):
    """The body of an activity, schema 1."""

    object = serializers.ReadOnlyField(default="activity")
    ref = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.CharField()
    texts = ActivityTextSerializer(many=True)
    series = MentionField()
    ordinal = serializers.IntegerField(allow_null=True)
    on = EDTFString()
    until = EDTFString()
    date_wording = WordsField()
    places = PlaceSerializer(many=True)
    agreements = ActivityAgreementSerializer(source="agreement_links", many=True)
    topics = MentionListField()
    attendances = AttendanceSerializer(many=True)
    outcomes = OutcomeSerializer(many=True)


class ActivityBodySerializer(ActivitySerializer):
    """The body of an activity, schema 1, with its sources."""

    sources = SourceSerializer(many=True)
    citations = CitationSerializer(many=True)
