"""What is hidden of records that have everything: nothing of it changes a byte of what the public can observe.

The register is asked twice, as it is and after everything that is hidden was recorded and published again: the rest of
an agreement of which only the existence is public, what staff keep for themselves, the names of a hidden person.
"""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from access.models import Attempt, Counter, SharedValue
from agreements import models as agreements
from exports.dumps.builder import build_dump
from following.models import Follower, LetterRun, Subject
from people.actions import hide_person
from register.models import Entry, Version
from register.publishing import publish
from register.records import Part, Record
from reminders.models import Run
from tests import factories as make
from tests import whole_records as whole
from tests.surface import expected_slug, first_addresses, some_addresses
from tests.test_fields import NOT_PUBLISHED_MODELS, fields_of
from tests.test_leaks import answers

pytestmark = pytest.mark.django_db

# Fields of which the public sees nothing, though their rows are public.
FOR_STAFF = {"disclosure_basis", "disclosure_review_on", "archived_copy", "is_cleared", "note"}
RECORDS = [model for model in whole.MODELS if issubclass(model, Record)]


@dataclass
class World:
    """Public records: of everything, but for what is hidden of each."""

    existence: agreements.Agreement
    public: list[Record]
    sources: list
    hidden: object
    organizations: list
    topic: object
    older: list


def public_world() -> World:
    """A1 is an agreement of which only the existence is public; A2, C1, E1, O1, P1 and T1 have everything."""
    blank = {"archived_copy": "", "is_cleared": False, "note": ""}
    sources = [whole.whole_source(row, **blank) for row in (0, 1)]
    organization, second, third = (make.OrganizationFactory() for _number in range(3))
    parent = make.OrganizationFactory(is_planned=True)
    person, hidden = make.PersonFactory(), make.PersonFactory()
    wider, topic, also = (make.TopicFactory() for _number in range(3))
    older = [make.AgreementFactory(titled=True, party__organization=second) for _number in range(2)]
    dialogue = make.AgreementFactory(titled=True, nature="dialogue", form="", party__organization=second)
    existence = make.AgreementFactory(disclosure="existence", disclosure_basis="Act 1", form="mou")
    agreement, activity = make.AgreementFactory(), make.ActivityFactory()
    # references in the order in which the examples of addresses use them
    publish(organization, person, topic, by=None)
    hide_person(person=hidden, reason="asked", basis="Act 2", public_reason={"en": "On request."}, by=None)

    whole.whole_organization(organization, parent=parent, others=[second, third], sources=sources)
    whole.whole_person(person, posts=[organization, second], sources=sources)
    whole.whole_topic(topic, parent=wider)
    for record in (existence, agreement):
        whole.bare_agreement(record, organization=organization, person=person)
    make.AgreementTextFactory(agreement=existence, language="fr")  # without any title nothing is published
    whole.whole_public_agreement(
        agreement, others=[second, third], person=hidden, older=older, topics=[topic, also], sources=sources
    )
    # one who was hidden signed it; takes part as well, and was there
    make.InvolvementFactory(agreement=agreement, organization=None, person=hidden, role="supporter")
    whole.whole_activity(
        activity, series=dialogue, agreement=agreement, organizations=[organization, second],
        people=[person, hidden], topics=[topic, also], sources=sources,
    )  # fmt: skip
    officer = make.UserFactory(username=whole.word("User.username", 0))
    make.ActivityAgreementFactory(activity=activity, agreement=existence, role="reviewed")
    publish(existence, by=officer)
    publish(agreement, *older, dialogue, by=officer)
    collection = whole.whole_collection(make.CollectionFactory(), agreement=agreement, activity=activity)
    make.CollectionItemFactory(collection=collection, agreement=existence)
    public = [agreement, organization, person, topic, activity, collection]
    publish(*public, by=officer)
    assert [existence.ref, *(record.ref for record in public)] == ["A1", "A2", "O1", "P1", "T1", "E1", "C1"]
    return World(existence, public, sources, hidden, [organization, second, third], topic, older)


def record_what_is_hidden(world: World) -> list[Version]:
    """Record all that is hidden, and publish everything again. Returns the versions that came of it."""
    agreement = world.public[0]
    unknown = make.OrganizationFactory(name=whole.word("Organization.name", 4))
    letters = [whole.whole_source(row) for row in (2, 3)]
    # the rest of an agreement of which only the existence is public
    whole.whole_agreement(
        world.existence, others=[unknown, world.organizations[2]], older=[world.older[0], make.AgreementFactory()],
        person=make.PersonFactory(name=whole.word("Person.name", 4)), sources=letters, disclosure="existence",
        external_id=whole.word("Agreement.external_id", 1),
        topics=[world.topic, make.TopicFactory(names={"en": whole.word("Topic.names", 4)})],
    )  # fmt: skip
    # what staff keep for themselves
    for row, source in enumerate(world.sources):
        whole.fill(source, row, is_cleared=False)
    for record in world.public:
        for_staff = {
            field.name: whole.own_value(field, f"{type(record).__name__}.{field.name}", 7)
            for field in fields_of(type(record))
            if field.name in FOR_STAFF
        }
        for name, value in for_staff.items():
            setattr(record, name, value)
        record.save()
    whole.fill(agreements.Document(agreement=agreement), 1)
    whole.fill(agreements.Contact(agreement=agreement), 1, involvement=agreement.involvements.first())
    for record in (world.existence, agreement):
        whole.fill(
            agreements.Custody(agreement=record), 0,
            agreement=record, unit=unknown, officer=make.UserFactory(), embargo_until=date(2020, 1, 31),
        )  # fmt: skip
    record_rows_of_staff()
    # all of a hidden person, in other words everywhere
    whole.whole_person(world.hidden, posts=world.organizations[:2], sources=letters, first_row=5)
    for rows in (world.hidden.signatures, world.hidden.attendances, world.hidden.involvements):
        rows.update(name_as_written=whole.word("Person.name", 6))
    return publish(world.existence, *world.public, by=None)


def record_rows_of_staff() -> None:
    """A row of every table that is nobody's but staff's."""
    secret = "zqsecretqz"
    partner = make.PartnerFactory(name=secret, email=f"{secret}@example.org")
    make.KeyFactory(partner=partner, name=secret)
    endpoint = make.EndpointFactory(partner=partner, url=f"https://{secret}.example.org/")
    make.SigningKeyFactory(endpoint=endpoint, secret=secret)
    make.DeliveryFactory(endpoint=endpoint)
    make.SavedListFactory(name=secret, slug=secret, headers=[secret])
    imported = make.SpreadsheetImportFactory(name=f"{secret}.csv", samples=[[secret, [secret]]])
    make.ImportRowFactory(spreadsheet_import=imported, plan={"title": secret})
    make.ReportFactory(ref="A2", what=secret)
    agreements.UnitMember.objects.create(
        user=make.UserFactory(username=secret), unit=make.OrganizationFactory(name=secret)
    )
    agreements.AgreementTemplate.objects.create(names={"en": secret}, contents={"": {"form": secret}})
    Attempt.objects.create(sender=secret)
    Counter.objects.create(subject=secret, started_at=timezone.now(), used=1)
    SharedValue.objects.create(cache_key=secret, value=secret, expires=timezone.now())
    make.InvitationFactory(email=f"{secret}@office.example")
    make.LoginAttemptFactory(name_digest=secret)
    reminder = make.ReminderFactory(event__record=agreements.Agreement.objects.first())
    make.PreferencesFactory(user=reminder.user, calendar_digest=secret)
    Run.objects.create(day=date(2026, 3, 2))
    followed = Subject.objects.create(scope="search", query=f"q={secret}")
    follower = Follower.objects.create(digest=secret, address=secret)
    follower.requests.create(subject=followed, language="en")
    follower.follows.create(subject=followed, language="en", since=0)
    followed.findings.create(ref="A2", version=1, noted_on=date(2026, 3, 2))
    follower.letters.create(until=0, is_weekly=True)
    LetterRun.objects.create(day=date(2026, 3, 2), questions=1, findings=1, letters=1)
    LogEntry.objects.log_actions(make.UserFactory().pk, agreements.Agreement.objects.all(), CHANGE, secret)


# Asking


WORDS_SOUGHT = [
    whole.word("AgreementText.title", 0),
    whole.word("Commitment.text", 0, "en"),
    whole.word("Organization.name", 4),
    whole.word("Person.name", 5),
    whole.word("Person.name", 6),
    whole.word("Custody.file_number", 0),
    whole.word("Contact.office", 1),
    "zqsecretqz",
]
QUESTIONS = [
    "/search?q={}", "/ko/search?q={}", "/agreements/?q={}", "/api/v1/agreements/?q={}", "/api/v1/suggestions/?q={}",
    "/reconcile/suggest/entity?prefix={}", "/agreements/export.csv?q={}",
    "/reconcile?queries=%7B%22q%22:%7B%22query%22:%22{}%22%7D%7D",
]  # fmt: skip
OF_THE_DAY = [
    "/agreements/?signed_after=2021-03-01", "/agreements/?signed_before=2021-03-04", "/agreements/?on=2022-01-01",
    "/agreements/?state=in_force", "/agreements/?ends_before=2040-01-01",
    *(f"/api/v1/deadlines/?after={year}-01-01&before={year + 4}-12-31" for year in range(2021, 2061, 5)),
]  # fmt: skip


def asked_addresses() -> list[str]:
    """Every example of A1, two of each route of A2, and questions for words and days of what is hidden."""
    examples = some_addresses()
    examples += [address.replace("A1", "A2") for address in first_addresses()]
    examples += [question.format(quote(sought)) for question in QUESTIONS for sought in WORDS_SOUGHT]
    return list(dict.fromkeys([*examples, *OF_THE_DAY]))


def observations() -> dict[str, object]:
    """All that the public can observe: every address, the files of a dump, the public export."""
    for path in Path(settings.DUMPS_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()
    for path in sorted(Path(settings.DUMPS_ROOT).glob("*/")):
        path.rmdir()
    build_dump()
    observed = answers({address: expected_slug(address) for address in asked_addresses()})
    for path in Path(settings.DUMPS_ROOT).glob("*/*"):
        observed[f"dump {path.name}"] = path.read_bytes()
    out = io.StringIO()
    call_command("export_records", "-", public_only=True, stdout=out, stderr=io.StringIO())
    return observed | {"public export": out.getvalue()}


@dataclass
class Observed:
    before: dict[str, object]
    after: dict[str, object]
    versions: list[Version]
    entries: list[str]
    empty_fields: list[str]
    short_lists: list[str]
    empty_tables: list[str]
    shown: set[str]


@pytest.fixture(scope="module")
def observed(django_db_setup, django_db_blocker, tmp_path_factory):
    """The two askings, in one world that is rolled back; the clock stands still meanwhile."""
    folder = tmp_path_factory.mktemp("bulk")
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        time_machine.travel(datetime.now(UTC), tick=False),
        override_settings(DUMPS_ROOT=folder),
    ):
        world = public_world()
        before = observations()
        shown = {*whole.published_words([*world.public, *world.sources])}
        versions = record_what_is_hidden(world)
        yield Observed(
            before, observations(), versions, list(Entry.objects.order_by("ref").values_list("ref", flat=True)),
            list(empty_fields()), list(short_lists()), list(empty_tables()), shown,
        )  # fmt: skip
        transaction.set_rollback(True)


def empty_fields():
    """Fields that no row has, in the world with everything in it."""
    for model in whole.MODELS:
        rows = list(model._default_manager.all())
        for field in fields_of(model):
            filled = [row for row in rows if _is_filled(row, field)]
            if not filled and field.name not in whole.NOT_FILLED - {"sha256"}:
                yield f"{model.__name__}.{field.name}"


def _is_filled(row, field) -> bool:
    value = getattr(row, field.name)
    return value.exists() if field.many_to_many else value not in (None, "", [], {}, False, 0) or bool(value)


def short_lists():
    """Parts of which no record has two."""
    for model in whole.MODELS:
        if issubclass(model, Part):
            records = [row.record.pk for row in model._default_manager.all()]
            if len(records) < 2 or len(records) == len(set(records)):
                yield model.__name__


def empty_tables():
    for label in ("access", "agreements", "following", "reminders", "spreadsheets", "webhooks"):
        for model in apps.get_app_config(label).get_models():
            if model.__name__ in NOT_PUBLISHED_MODELS and not model._default_manager.exists():
                yield model.__name__


# The promises


def test_every_field_of_the_whole_records_is_filled(observed):
    assert observed.empty_fields == []


def test_every_list_of_the_whole_records_has_two_rows(observed):
    assert observed.short_lists == []


def test_every_table_that_is_for_staff_has_a_row(observed):
    assert observed.empty_tables == []


def test_what_is_hidden_makes_no_version_and_publishes_no_record(observed):
    assert observed.versions == []
    before = {address for address, answer in observed.before.items() if answer[0] == 200}
    assert before == {address for address, answer in observed.after.items() if answer[0] == 200}


def test_nothing_hidden_changes_an_answer(observed):
    assert len(observed.before) > 600
    changed = {
        address: first_difference(answer, observed.after[address])
        for address, answer in observed.before.items()
        if answer != observed.after[address]
    }
    assert changed == {}


def first_difference(before, after) -> tuple[str, str]:
    """Some words of both, from where they differ."""
    before, after = repr(before), repr(after)
    start = next(
        (place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0
    )
    return before[max(0, start - 80) : start + 80], after[max(0, start - 80) : start + 80]


def test_no_answer_is_an_error_of_ours(observed):
    answered = observed.before.items()
    assert [name for name, answer in answered if isinstance(answer, tuple) and answer[0] >= 500] == []


def test_what_records_were_called_where_they_came_from_is_in_no_answer(observed):
    """The file that one register writes for another alone calls them so."""
    names = {whole.word(f"{model.__name__}.external_id", 0) for model in RECORDS}
    assert [name for name in names if name not in observed.after["public export"]] == []

    for address, answer in observed.after.items():
        if address != "public export":
            assert [name for name in names if name in repr(answer)] == [], address


def test_what_is_published_of_whole_records_is_seen(observed):
    """What makes the promise above one that could fail: words as these would be noticed."""
    said = "".join(repr(answer) for answer in observed.before.values()).casefold()

    assert {name for name, text in observed.shown if text not in said} == set()
