"""The status of a day in SQL is the status of the same day in Python: one table of cases for both."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from django.db.models import TextField
from django.db.models.expressions import RawSQL

from api import record_json as api_reading
from api.as_of import status_json
from lifecycle.status import status_on
from register.models import Entry, Period, Version
from tests.lifecycle.lifecycle_cases import CASES
from tests.lifecycle.related_cases import RELATED_CASES

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    version = Version.objects.create(
        ref="A1", kind="agreement", serial=1, number=1, action="published", schema=1, body="{}",
        sha256="0" * 64, published_at="2024-01-01T00:00Z",
    )  # fmt: skip
    return Entry.objects.create(
        ref="A1", kind="agreement", serial=1, version=version, number=1, published_at=version.published_at,
        sha256=version.sha256, body="{}", title={}, keys=[], sort_on=date(2020, 1, 1), sort_title="",
        sort_title_ko="",
    )  # fmt: skip


def status_in_sql(day):
    sql, params = api_reading.status_sql(day)
    [found] = Entry.objects.annotate(told=RawSQL(sql, params, output_field=TextField())).values_list(
        "told", flat=True
    )
    return found and json.loads(found)


@pytest.mark.parametrize("case", [*CASES, *RELATED_CASES], ids=lambda case: case.name)
def test_sql_and_python_tell_the_same_status(entry, case):
    assert case.on or case in RELATED_CASES, "a case asks of at least one day"
    periods = case.periods
    Period.objects.bulk_create(
        Period(entry=entry, position=position, **asdict(period)) for position, period in enumerate(periods)
    )

    for day, expected in case.on.items():
        status = status_in_sql(date.fromisoformat(day))

        assert status == status_json(status_on(periods, date.fromisoformat(day)))
        assert (status and (status["state"], status["certainty"], tuple(status["possible"]))) == expected
