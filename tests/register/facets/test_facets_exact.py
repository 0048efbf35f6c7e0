"""Whatever is asked, what is found and every count are those of a second reckoning in Python over the bodies."""

import pytest
import time_machine
from django.db import transaction

from interchange.management.commands.demo import make_demo_records
from tests.register.search_oracle import TODAY, Oracle, Questions, differences

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def oracle(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        make_demo_records()
        yield Oracle()
        transaction.set_rollback(True)


@time_machine.travel(TODAY.isoformat())
def test_200_random_questions_of_the_demonstration_are_answered_as_in_python(oracle):
    questions = Questions(oracle, seed=2026)

    wrong = [one for _number in range(200) for one in differences(oracle, questions.question())]

    assert wrong == []
