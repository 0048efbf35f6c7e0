"""Reminders over years: whatever is moved, handed over or broken off, the letters are those of a clerk with a diary."""

import pytest

from tests.reminders.office_years import Office
from tests.reminders.post_office import MAILERS

pytestmark = pytest.mark.django_db(transaction=True)  # a program that ends takes no outer transaction along


@pytest.mark.parametrize(
    ("seed", "days", "files", "acts"),
    [(1, 35, 30, 1.5), *(pytest.param(seed, 1096, 40, 0.8, marks=pytest.mark.long) for seed in (2, 3))],
    ids=["weeks", "three years", "three other years"],
)
def test_no_reminder_is_missed_or_doubled(groups, settings, time_machine, seed, days, files, acts):
    settings.MAILERS = MAILERS
    few = {"outages": (1, 2, 3), "trouble": 0.5} if days < 100 else {}
    office = Office(seed, files, time_machine, **few)

    office.live(days, acts)

    print(dict(office.counts))  # noqa: T201  # the figures of a long run, shown by -s
    assert office.counts["lines"] > days / 5
