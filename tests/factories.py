"""Records for tests: plain, numbered, valid as the admin would have them. Nothing here is random."""

from datetime import UTC, date, datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from access.models import Invitation, Key, LoginAttempt, Partner, Report
from activities.models import Activity, ActivityAgreement, ActivityCitation, ActivityText, Attendance, Outcome
from agreements import models as agreements
from organizations import models as organizations
from people import models as people
from record_collections.models import Collection, CollectionItem
from reminders import models as reminders
from site_profile.models import SiteProfile
from sources.models import LinkCheck, Source, SourceText
from spreadsheets import models as interchange
from webhooks import models as webhooks


class UserFactory(DjangoModelFactory):
    class Meta:
        model = "auth.User"

    username = factory.Sequence("user{}".format)
    is_staff = True


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    title = factory.Sequence("Press release {}".format)
    publisher = "Ministry of Examples"


class LinkCheckFactory(DjangoModelFactory):
    """A link that is dead for a month; say what else was seen."""

    class Meta:
        model = LinkCheck

    source = factory.SubFactory(SourceFactory, address="https://example.org/news/1")
    address = factory.SelfAttribute("source.address")
    checked_at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    failing_since = datetime(2026, 2, 2, 12, tzinfo=UTC)
    due_at = datetime(2099, 1, 1, tzinfo=UTC)
    result, status, failed_checks = "gone", 404, 3


class SourceTextFactory(DjangoModelFactory):
    class Meta:
        model = SourceText

    source = factory.SubFactory(SourceFactory)
    text = "Both institutes signed a memorandum in Seoul on 3 May 2024."


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = organizations.Organization

    name = factory.Sequence("Institute {}".format)
    kind = "research_institute"
    country = "KR"


class OrganizationNameFactory(DjangoModelFactory):
    class Meta:
        model = organizations.OrganizationName

    organization = factory.SubFactory(OrganizationFactory)
    text = factory.Sequence("연구소 {}".format)
    language = "ko"


class OrganizationIdentifierFactory(DjangoModelFactory):
    class Meta:
        model = organizations.OrganizationIdentifier

    organization = factory.SubFactory(OrganizationFactory)
    scheme = "wikidata"
    value = factory.Sequence(lambda n: f"Q{n + 1}")


class OrganizationRelationFactory(DjangoModelFactory):
    class Meta:
        model = organizations.OrganizationRelation

    organization = factory.SubFactory(OrganizationFactory)
    other = factory.SubFactory(OrganizationFactory)
    kind = "succeeds"


class LocationFactory(DjangoModelFactory):
    class Meta:
        model = organizations.Location

    organization = factory.SubFactory(OrganizationFactory)
    place = "Seoul"
    country = "KR"


class OrganizationCitationFactory(DjangoModelFactory):
    class Meta:
        model = organizations.OrganizationCitation

    organization = factory.SubFactory(OrganizationFactory)
    source = factory.SubFactory(SourceFactory)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = people.Person

    name = factory.Sequence("Person {}".format)


class PersonNameFactory(DjangoModelFactory):
    class Meta:
        model = people.PersonName

    person = factory.SubFactory(PersonFactory)
    text = factory.Sequence("사람 {}".format)
    language = "ko"


class PersonIdentifierFactory(DjangoModelFactory):
    class Meta:
        model = people.PersonIdentifier

    person = factory.SubFactory(PersonFactory)
    scheme = "wikidata"
    value = factory.Sequence(lambda n: f"Q{n + 1}")


class PositionFactory(DjangoModelFactory):
    class Meta:
        model = people.Position

    person = factory.SubFactory(PersonFactory)
    organization = factory.SubFactory(OrganizationFactory)
    post = "President"


class PersonCitationFactory(DjangoModelFactory):
    class Meta:
        model = people.PersonCitation

    person = factory.SubFactory(PersonFactory)
    source = factory.SubFactory(SourceFactory)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = agreements.Topic

    names = factory.Sequence(lambda n: {"en": f"topic {n}", "ko": f"주제 {n}"})


class AgreementFactory(DjangoModelFactory):
    """A bare agreement; `titled` gives it what publishing asks for."""

    class Meta:
        model = agreements.Agreement
        skip_postgeneration_save = True

    nature = "instrument"
    form = "mou"

    class Params:
        titled = factory.Trait(
            text=factory.RelatedFactory(
                "tests.factories.AgreementTextFactory", factory_related_name="agreement"
            ),
            party=factory.RelatedFactory(
                "tests.factories.InvolvementFactory", factory_related_name="agreement"
            ),
        )


class AgreementPartFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    agreement = factory.SubFactory(AgreementFactory)


class AgreementTextFactory(AgreementPartFactory):
    class Meta:
        model = agreements.AgreementText

    language = "en"
    title = factory.Sequence("Memorandum {}".format)
    summary = "What the two agreed."


class AgreementIdentifierFactory(AgreementPartFactory):
    class Meta:
        model = agreements.AgreementIdentifier

    scheme = "UNTS"
    value = factory.Sequence(str)


class InvolvementFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Involvement

    organization = factory.SubFactory(OrganizationFactory)


class MilestoneFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Milestone

    kind = "signed"
    on = "2020-05-13"


class TermFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Term

    length = "P3Y"
    renewal = "fixed"


class SignatoryFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Signatory

    person = factory.SubFactory(PersonFactory)
    post_as_written = "President"


class AgreementRelationFactory(AgreementPartFactory):
    class Meta:
        model = agreements.AgreementRelation

    kind = "based_on"
    older = factory.SubFactory(AgreementFactory)


class CommitmentFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Commitment

    text = {"en": "Exchange researchers.", "ko": "연구자를 교류한다."}


class ResultFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Result

    text = {"en": "Ten researchers went.", "ko": "연구자 열 명이 다녀왔다."}
    quantity = 10


class ContributionFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Contribution

    amount = 1_000_000
    currency = "KRW"


class ContactFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Contact

    office = "International Relations Division"
    visibility = "public"


class DocumentFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Document

    title = "Text of the memorandum"
    address = "https://example.org/text.pdf"
    visibility = "public"


class CustodyFactory(AgreementPartFactory):
    class Meta:
        model = agreements.Custody

    file_number = factory.Sequence("F-{}".format)


class AgreementCitationFactory(AgreementPartFactory):
    class Meta:
        model = agreements.AgreementCitation

    source = factory.SubFactory(SourceFactory)


class ActivityFactory(DjangoModelFactory):
    """A bare activity; `titled` gives it what publishing asks for."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    kind = "meeting"
    on = "2024-12"

    class Params:
        titled = factory.Trait(
            text=factory.RelatedFactory(
                "tests.factories.ActivityTextFactory", factory_related_name="activity"
            )
        )


class ActivityPartFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    activity = factory.SubFactory(ActivityFactory)


class ActivityTextFactory(ActivityPartFactory):
    class Meta:
        model = ActivityText

    language = "en"
    title = factory.Sequence("Meeting {}".format)


class ActivityAgreementFactory(ActivityPartFactory):
    class Meta:
        model = ActivityAgreement

    agreement = factory.SubFactory(AgreementFactory)


class AttendanceFactory(ActivityPartFactory):
    class Meta:
        model = Attendance

    organization = factory.SubFactory(OrganizationFactory)
    role = "delegate"


class OutcomeFactory(ActivityPartFactory):
    class Meta:
        model = Outcome

    text = {"en": "Closer ties.", "ko": "더 긴밀한 협력."}
    strength = "agreed"


class ActivityCitationFactory(ActivityPartFactory):
    class Meta:
        model = ActivityCitation

    source = factory.SubFactory(SourceFactory)


class CollectionFactory(DjangoModelFactory):
    class Meta:
        model = Collection

    names = factory.Sequence(lambda n: {"en": f"Collection {n}", "ko": f"모음 {n}"})


class CollectionItemFactory(DjangoModelFactory):
    """An agreement in a collection; say the activity and ``agreement=None`` for one of those."""

    class Meta:
        model = CollectionItem

    collection = factory.SubFactory(CollectionFactory)
    agreement = factory.SubFactory(AgreementFactory)


class SavedListFactory(DjangoModelFactory):
    class Meta:
        model = interchange.SavedList

    name = factory.Sequence("List {}".format)
    slug = factory.Sequence("list-{}".format)
    headers = ["Title"]
    columns = ["title"]


class SpreadsheetImportFactory(DjangoModelFactory):
    class Meta:
        model = interchange.SpreadsheetImport

    file = factory.Sequence("spreadsheets/{}.csv".format)
    name = factory.Sequence("list {}.csv".format)
    sha256 = "0" * 64
    samples = [["Title", ["Memorandum"]]]


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = interchange.ImportRow

    spreadsheet_import = factory.SubFactory(SpreadsheetImportFactory)
    number = 2
    state = "new"
    plan = {}


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    ref = "A1"
    version = 1
    what = "The day is wrong."
    language = "en"


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    name = factory.Sequence("Partner {}".format)
    email = "api@partner.example"


class InvitationFactory(DjangoModelFactory):
    """An open invitation whose link nobody has: a test that follows one sends it by `access.accounts.actions`."""

    class Meta:
        model = Invitation

    email = factory.Sequence("colleague{}@office.example".format)
    role = "editor"
    invited_by = factory.SubFactory(UserFactory)


class EventFactory(DjangoModelFactory):
    """A last day of an agreement of which staff are reminded."""

    class Meta:
        model = reminders.Event

    record = factory.SubFactory(AgreementFactory)
    kind = "end"
    first_day = last_day = date(2027, 3, 8)
    noted_on = date(2026, 12, 8)


class PreferencesFactory(DjangoModelFactory):
    class Meta:
        model = reminders.Preferences

    user = factory.SubFactory(UserFactory)


class DigestFactory(DjangoModelFactory):
    class Meta:
        model = reminders.Digest

    user = factory.SubFactory(UserFactory)


class ReminderFactory(DjangoModelFactory):
    class Meta:
        model = reminders.Reminder

    digest = factory.SubFactory(DigestFactory)
    event = factory.SubFactory(EventFactory)
    user = factory.SelfAttribute("digest.user")
    step = 30


class LoginAttemptFactory(DjangoModelFactory):
    class Meta:
        model = LoginAttempt

    address = "192.0.2.7"
    method = "password"
    outcome = "failed"


class KeyFactory(DjangoModelFactory):
    """A key whose secret nobody has: a test that sends one makes it by `access.keys.actions`."""

    class Meta:
        model = Key

    id = factory.Sequence(lambda number: f"{number:012}")
    partner = factory.SubFactory(PartnerFactory)
    name = "Nightly copy"
    scopes = ["read"]


class EndpointFactory(DjangoModelFactory):
    class Meta:
        model = webhooks.Endpoint

    partner = factory.SubFactory(PartnerFactory)
    url = factory.Sequence("https://hooks.example.org/{}".format)


class SigningKeyFactory(DjangoModelFactory):
    class Meta:
        model = webhooks.SigningKey

    endpoint = factory.SubFactory(EndpointFactory)
    kind = "v1"
    secret = "encrypted"


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = webhooks.Delivery

    endpoint = factory.SubFactory(EndpointFactory)
    webhook_id = factory.Sequence("test_{}".format)
    next_attempt_at = factory.LazyFunction(timezone.now)


class SiteProfileFactory(DjangoModelFactory):
    class Meta:
        model = SiteProfile

    name = {"en": "Register of Examples"}
