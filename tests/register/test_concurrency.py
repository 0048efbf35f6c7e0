"""Writers publishing at once: no version lost, none twice, and the order of ids is the order of commits."""

import threading
from collections import Counter

import pytest
from django.db import connection

from register.models import Version
from register.publishing import publish
from tests.at_once import NeverEnded, at_once
from tests.factories import AgreementFactory, OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 4, 10


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
