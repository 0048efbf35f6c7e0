"""Writers publishing at once: no version lost, none twice, and the order of ids is the order of commits."""

import threading
import time
from collections import Counter
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from organizations.models import Organization
from people.actions import hide_person
from people.models import Person
from register.models import Entry, Version
from register.publishing import merge, publish, withdraw
from tests.at_once import NeverEnded, at_once
from tests.factories import AgreementFactory, OrganizationFactory, PersonFactory
from tests.register.edits import save_as_staff
from tests.register.recount import assert_same_as_recount

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 4, 6


def test_jobs_that_wait_for_each_other_for_ever_are_a_failure():
    """Two deadlocks: of threads, which no database sees, and in a statement that waits."""
    never = threading.Event()

    def wait_in_the_database():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(30)")

    with pytest.raises(NeverEnded, match="job 2, job 3 of 3 never ended"):
        at_once(lambda: None, lambda: never.wait(2), wait_in_the_database, patience=0.5)


def test_every_failure_of_a_job_is_told():
    def fail(word):
        raise LookupError(word)

    with pytest.raises(LookupError) as raised:
        at_once(lambda: fail("one"), lambda: fail("other"))

    assert {str(raised.value), *raised.value.__notes__} in (
        {"one", "and LookupError: other"}, {"other", "and LookupError: one"},
    )  # fmt: skip


def test_two_writers_of_one_record_make_one_version():
    agreement = AgreementFactory(titled=True)

    at_once(*[lambda: publish(agreement, by=None)] * WRITERS)

    assert Version.objects.filter(kind="agreement").count() == 1
    assert Version.objects.filter(kind="organization").count() == 1


def test_writers_of_many_records_lose_and_double_nothing():
    shared = OrganizationFactory()
    batches = [[OrganizationFactory(parent=shared) for _ in range(EACH)] for _ in range(WRITERS)]

    at_once(*[lambda batch=batch: [publish(one, by=None) for one in batch] for batch in batches])

    refs = Counter(Version.objects.values_list("ref", flat=True))
    assert len(refs) == WRITERS * EACH + 1
    assert set(refs.values()) == {1}


def test_a_follower_reading_by_id_never_misses_a_late_commit():
    batches = [[OrganizationFactory() for _ in range(EACH)] for _ in range(WRITERS)]
    seen: list[int] = []
    finished = threading.Event()

    def follow():
        while True:
            last_round = finished.is_set()
            seen.extend(Version.objects.filter(pk__gt=seen[-1] if seen else 0).values_list("pk", flat=True))
            if last_round:
                return

    def write():
        at_once(*[lambda batch=batch: [publish(one, by=None) for one in batch] for batch in batches])
        finished.set()

    at_once(write, follow)

    assert seen == list(Version.objects.order_by("pk").values_list("pk", flat=True))
    assert len(seen) == WRITERS * EACH


def test_times_never_go_back_as_ids_go_up():
    batches = [[OrganizationFactory() for _ in range(EACH)] for _ in range(WRITERS)]

    at_once(*[lambda batch=batch: [publish(one, by=None) for one in batch] for batch in batches])

    times = list(Version.objects.order_by("pk").values_list("published_at", flat=True))
    assert times == sorted(times)


# Different acts at once


@pytest.fixture
def edited():
    """A public organization that was edited since, and the agreement that names it."""
    agreement = AgreementFactory(titled=True)
    organization = agreement.involvements.get().organization
    OrganizationFactory(parent=organization)
    publish(agreement, *Organization.objects.all(), by=None)
    edit_and_mark(organization.pk, "Edited")
    return organization


def edit_and_mark(pk, name, wait=lambda: None):
    """Edits an organization as the admin does, in one transaction that waits before it commits."""
    with transaction.atomic():
        organization = Organization.objects.get(pk=pk)
        organization.name = name
        save_as_staff(organization, {"name"})
        wait()


def while_waiting(first, second):
    """``first(wait)`` begins and waits; ``second`` runs meanwhile, as far as it comes; then the first goes on."""
    has_begun, goes_on, is_done = threading.Event(), threading.Event(), threading.Event()

    def begin():
        has_begun.set()
        assert goes_on.wait(20)

    def follow():
        assert has_begun.wait(20)
        second()
        is_done.set()

    def release():
        assert has_begun.wait(20)
        end = time.monotonic() + 10
        while not (is_done.is_set() or somebody_waits()) and time.monotonic() < end:
            time.sleep(0.02)
        goes_on.set()

    at_once(lambda: first(begin), follow, release)


def somebody_waits() -> bool:
    """True where a transaction of this database waits for another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


@pytest.mark.parametrize("name", ["Edited", "Edited again", "Institute"])
def test_an_edit_that_is_not_committed_yet_when_the_record_is_published(edited, name):
    while_waiting(
        lambda wait: edit_and_mark(edited.pk, name, wait),
        lambda: publish(Organization.objects.get(pk=edited.pk), by=None),
    )

    assert_same_as_recount()


@pytest.mark.parametrize("name", ["Edited", "Edited again"])
def test_a_publication_that_is_not_committed_yet_when_the_record_is_edited(edited, name):
    def publish_and(wait):
        with transaction.atomic():
            publish(Organization.objects.get(pk=edited.pk), by=None)
            wait()

    while_waiting(publish_and, lambda: edit_and_mark(edited.pk, name))

    assert_same_as_recount()


def test_an_edit_seen_elsewhere_that_is_not_committed_yet_when_the_other_record_is_published(edited):
    child = Organization.objects.get(parent=edited)

    while_waiting(
        lambda wait: edit_and_mark(edited.pk, "Once more", wait),
        lambda: publish(Organization.objects.get(pk=child.pk), by=None),
    )

    assert_same_as_recount()


def test_two_records_merged_into_each_other_at_once_are_merged_one_way():
    one, other = OrganizationFactory(), OrganizationFactory()
    publish(one, other, by=None)

    def merge_into(record, into):
        with suppress(ValidationError):
            merge(record, into=into, by=None)

    at_once(lambda: merge_into(one, other), lambda: merge_into(other, one))

    assert Version.objects.filter(action="merged").count() == Entry.objects.count() == 1
    assert_same_as_recount()


def test_a_record_withdrawn_by_several_at_once_ends_once():
    publish(organization := OrganizationFactory(), by=None)
    refused = []

    def end():
        try:
            withdraw(Organization.objects.get(pk=organization.pk), by=None, reason={"en": "By mistake."})
        except ValidationError as error:
            refused.append(error)

    at_once(*[end] * WRITERS)

    assert [*Version.objects.values_list("action", flat=True)] == ["published", "withdrawn"]
    assert len(refused) == WRITERS - 1
    assert_same_as_recount()


def test_a_person_hidden_while_published_is_not_public():
    person = PersonFactory(name="Hong Gildong")
    old = Person.objects.get(pk=person.pk)

    def publish_and(wait):
        with transaction.atomic():
            publish(person, by=None)
            wait()

    while_waiting(
        publish_and,
        lambda: hide_person(person=old, reason="asked", basis="Art. 1", public_reason={"en": "x"}, by=None),
    )

    assert not Version.objects.filter(body__contains="Gildong").exists()
    assert not Entry.objects.exists()
    assert_same_as_recount()
