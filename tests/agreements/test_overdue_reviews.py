"""Reviews whose day has passed: due until one is recorded, on every surface."""

from datetime import date

import pytest
import time_machine

from lifecycle.deadlines import REVIEW
from register.deadlines import find_deadlines
from register.models import Entry
from register.publishing import publish
from tests.factories import AgreementFactory, MilestoneFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 31)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-01-31T12:00Z", tick=False):
        yield


def review_days(first, last) -> list[str]:
    return [row.span.edtf for row in find_deadlines(Entry.public.all(), first, last, [REVIEW], limit=9)]


def test_an_overdue_review_stands_on_page_queue_and_calendar(client, admin_client, read):
    made = AgreementFactory(titled=True, review_interval="P1Y")
    MilestoneFactory(agreement=made, on="2020-05-13")
    MilestoneFactory(agreement=made, kind="reviewed", on="2025-01-15")
    publish(made, by=None)

    assert review_days(date(2025, 6, 1), TODAY) == ["2026-01-15"]
    assert review_days(TODAY, date(2027, 1, 31)) == []
    assert "Next review 15 January 2026 – overdue" in read("/agreements/A1")
    assert "다음 검토 2026년 1월 15일 – 기한 경과" in read("/ko/agreements/A1")
    assert b"DTSTART;VALUE=DATE:20260115" in b"".join(client.get("/agreements/export.ics"))
    assert in_queue(admin_client) == ["A1"]

    MilestoneFactory(agreement=made, kind="terminated", on="2026-01-20")
    publish(made, by=None)

    assert "overdue" not in read("/agreements/A1")
    assert in_queue(admin_client) == []


def in_queue(staff) -> list[str]:
    shown = staff.get("/admin/agreements/agreement/?queue=soon&all=")
    return [made.ref for made in shown.context["cl"].queryset]
