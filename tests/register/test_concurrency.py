"""Writers publishing at once: no version lost, none twice, and the order of ids is the order of commits."""

import threading
from collections import Counter

import pytest
from django.db import connections

from register.models import Version
from register.publishing import publish
from tests.factories import AgreementFactory, OrganizationFactory

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, EACH = 4, 10


def at_once(*jobs, patience=60):
    """Run the jobs in threads of their own, each with its own connection; raise what any of them raised.

    ``patience``: seconds that each of them may take.
    """
    failures = []

    def run(job):
        try:
            job()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=patience)
    if failures:
        raise failures[0]


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
