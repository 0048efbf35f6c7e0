"""The announcements that people coded, recorded beside the demonstration: once for all tests of this file."""

from collections import Counter

import pytest
from django.db import transaction
from django.utils import timezone

from interchange.actions import import_to_desk
from interchange.management.commands.demo import public_demo_files
from tests.coverage.cases import coverage_of_cases, read_cases
from tests.coverage.states import AGREES, DIFFERS, EXPLAINED, states_meant, states_of_cases
from tests.coverage.test_fact_coverage import RECORDS, publish
from tests.samples import SAMPLES, sample

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cases_published(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        publish([*public_demo_files(), *RECORDS])
        yield
        transaction.set_rollback(True)


def test_the_cases_are_recorded_beside_the_demonstration_and_again_change_nothing(cases_published):
    again = import_to_desk([*public_demo_files(), *RECORDS], by=None)

    assert again.created_or_changed == set()


@sample("cases/cases.json")
def test_nearly_every_fact_of_the_real_cases_has_its_place(cases_published):
    cases = read_cases(SAMPLES / "cases/cases.json")
    facts = list(coverage_of_cases(cases))

    assert len(cases) == 36
    assert sum(bool(fact.path_in_body) for fact in facts) / len(facts) >= 0.95


@sample("cases/cases.json")
def test_every_derived_state_agrees_with_the_coded_one_or_is_explained(cases_published):
    cases = read_cases(SAMPLES / "cases/cases.json")
    rows = list(states_of_cases(cases, timezone.localdate()))
    verdicts = Counter(row.verdict for row in rows)

    # a programme for the years to 2026, whose signing nobody dates, was in force when it was coded
    differing = {("33", "a")} | ({("67", "a")} if timezone.localdate().year > 2026 else set())
    assert [row for row in rows if row.verdict == DIFFERS and (row.case, row.letter) not in differing] == []
    assert [row for row in rows if row.coded and not states_meant(row.coded)] == []
    assert verdicts[AGREES] >= 54
    assert verdicts[EXPLAINED] <= 4
