"""Serializers of the published body of an agreement."""

from rest_framework import serializers

from organizations.serializers import OrganizationField
from people.serializers import PersonField, person_mention
from register.serializers import (
    EDTFString,
    KeyField,
    MentionField,
    MentionListField,
    PartSerializer,
    PlaceSerializer,
    TextByLanguageField,
    WordsField,
)
from sources.serializers import CitationSerializer, SourceSerializer


class AgreementTextSerializer(PartSerializer):
    """Title and summary in one language."""

    language = serializers.CharField()
    title = WordsField()
    is_working_title = serializers.BooleanField()
    summary = WordsField()


class AgreementIdentifierSerializer(PartSerializer):
    """What another register or a party calls it."""

    scheme = serializers.CharField()
    value = serializers.CharField()


class InvolvementSerializer(PartSerializer):
    """How an organization or a person takes part. ``count`` is the number of those who have no name."""

    organization = OrganizationField()
    person = PersonField()
    count = serializers.IntegerField(allow_null=True)
    country = serializers.CharField()
    role = serializers.CharField()
    role_as_written = WordsField()
    side = WordsField()
    unit = WordsField()
    acting_for = KeyField()
    jurisdiction = WordsField()

    def to_representation(self, part):
        data = super().to_representation(part)
        data["person"] = person_mention(part.person, part.name_as_written) if part.person else None
        if part.person:
            data["organization"] = None
        elif data["country"]:
            data["organization"]["country"] = data["country"]
        return data


class MilestoneSerializer(PartSerializer):
    """A dated act."""

    kind = serializers.CharField()
    on = EDTFString()
    effective_on = EDTFString()
    until = EDTFString()
    is_planned = serializers.BooleanField()
    places = PlaceSerializer(many=True)
    involvement = KeyField()
    by_body = OrganizationField(organization="by_body", written="by_body_as_written")
    instrument = MentionField()
    condition = TextByLanguageField()
    scope = TextByLanguageField()
    notice_of = serializers.CharField()
    reason = TextByLanguageField()
    legal_basis = WordsField()
    wording = WordsField()


class TermSerializer(PartSerializer):
    """How long it lasts, and what happens then."""

    starts_on = EDTFString()
    starts_with = serializers.CharField()
    length = serializers.CharField()
    until = EDTFString()
    renewal = serializers.CharField()
    renewal_length = serializers.CharField()
    maximum_length = serializers.CharField()
    non_renewal_notice = serializers.CharField()
    wording = WordsField()
    milestone = KeyField()


class SignatorySerializer(PartSerializer):
    """Who put their name to it, in what post."""

    involvement = KeyField()
    milestone = KeyField()
    person = PersonField()
    post = WordsField(source="post_as_written")
    post_by_language = TextByLanguageField()
    affiliation = OrganizationField(organization="affiliation", written="affiliation_as_written")
    on_behalf_of = WordsField()
    authority = WordsField()
    act = serializers.CharField()


class AgreementRelationSerializer(PartSerializer):
    """How it stands to an older agreement: a record, or words."""

    kind = serializers.CharField()
    agreement = MentionField(source="older")
    stub = TextByLanguageField()
    scope = TextByLanguageField()


class CommitmentSerializer(PartSerializer):
    """What is promised in it; ``by`` are keys of involvements, none meaning all parties."""

    kind = serializers.CharField()
    text = TextByLanguageField()
    by = serializers.SerializerMethodField()
    quantity = serializers.DecimalField(
        max_digits=18, decimal_places=2, normalize_output=True, allow_null=True
    )
    unit = WordsField()
    comparison = serializers.CharField()
    per = serializers.CharField()
    due = EDTFString()
    due_each_year = serializers.CharField()
    due_event = TextByLanguageField()
    strength = serializers.CharField()
    progress = serializers.CharField()

    def get_by(self, part) -> list[str]:
        return [involvement.key for involvement in part.by.all()]


class ResultSerializer(PartSerializer):
    """What came of it, as of a day or over a period."""

    commitment = KeyField()
    text = TextByLanguageField()
    quantity = serializers.DecimalField(
        max_digits=18, decimal_places=2, normalize_output=True, allow_null=True
    )
    unit = WordsField()
    comparison = serializers.CharField()
    per = serializers.CharField()
    as_of = EDTFString()
    period = EDTFString()


class ContributionSerializer(PartSerializer):
    """Money or work given for it."""

    involvement = KeyField()
    kind = serializers.CharField()
    amount = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)
    currency = serializers.CharField()
    comparison = serializers.CharField()
    per = serializers.CharField()
    span = serializers.CharField()
    due = EDTFString()
    due_each_year = serializers.CharField()
    due_event = TextByLanguageField()
    starts_on = EDTFString()
    until = EDTFString()
    purpose = TextByLanguageField()
    wording = WordsField()


class DocumentSerializer(PartSerializer):
    """A text or attachment that the public may open. ``file`` is the name of a file of the register's own.

    Such a file is at ``/agreements/{ref}/versions/{number}/files/{key}``.
    """

    title = WordsField()
    language = serializers.CharField()
    authenticity = serializers.CharField()
    file = WordsField(source="file_name")
    address = serializers.CharField()
    media_type = serializers.CharField()
    pages = serializers.IntegerField(allow_null=True)
    sha256 = serializers.CharField()
    size = serializers.IntegerField(required=False, allow_null=True)


class ContactSerializer(PartSerializer):
    """An office that answers for it, as a source publishes it; never a person."""

    involvement = KeyField()
    office = WordsField()
    website = serializers.CharField()


class AgreementSerializer(serializers.Serializer):
    """The body of an agreement, schema 1."""

    object = serializers.ReadOnlyField(default="agreement")
    ref = serializers.CharField()
    nature = serializers.CharField()
    form = serializers.CharField()
    form_as_written = WordsField()
    ordinal = serializers.IntegerField(allow_null=True)
    bindingness = serializers.CharField()
    disclosure = serializers.CharField()
    texts = AgreementTextSerializer(many=True)
    identifiers = AgreementIdentifierSerializer(many=True)
    occasion = TextByLanguageField()
    background = TextByLanguageField()
    topics = MentionListField()
    languages = serializers.ListField(child=serializers.CharField())
    prevailing_language = serializers.CharField()
    termination_notice = serializers.CharField()
    review_interval = serializers.CharField()
    involvements = InvolvementSerializer(many=True)
    milestones = MilestoneSerializer(many=True)
    terms = TermSerializer(many=True)
    signatories = SignatorySerializer(many=True)
    relations = AgreementRelationSerializer(many=True)
    commitments = CommitmentSerializer(many=True)
    results = ResultSerializer(many=True)
    contributions = ContributionSerializer(many=True)
    documents = DocumentSerializer(many=True)
    contacts = ContactSerializer(many=True)


class AgreementBodySerializer(AgreementSerializer):
    """The body of an agreement, schema 1, with its sources."""

    sources = SourceSerializer(many=True)
    citations = CitationSerializer(many=True)
