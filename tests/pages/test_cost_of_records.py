"""Cost of the page of a record: at most six statements however large it is, and at most 100 kB with its style."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

MOST = 6


def agreement_with(parts: int):
    agreement = make.AgreementFactory(titled=True, text__title="Accord")
    source = make.SourceFactory()
    for number in range(parts):
        organization = make.OrganizationFactory()
        make.InvolvementFactory(agreement=agreement, organization=organization)
        milestone = make.MilestoneFactory(agreement=agreement, on=f"{1950 + number % 70}")
        make.SignatoryFactory(agreement=agreement, person=make.PersonFactory())
        make.AgreementCitationFactory(
            agreement=agreement,
            source=source,
            facts=[f"milestones/{milestone.key}/on"],
            says={"en": f"Page {number}."},
        )
        activity = make.ActivityFactory(titled=True)
        make.ActivityAgreementFactory(activity=activity, agreement=agreement)
        make.AttendanceFactory(activity=activity, organization=agreement.involvements.first().organization)
        publish(agreement, activity, by=None, note=f"Note {number}")
    return agreement


PAGES = [
    "/agreements/A{n}/accord", "/agreements/A{n}/accord?on=2001-01-01", "/agreements/A{n}/versions/",
    "/agreements/A{n}/versions/{last}", "/agreements/A{n}/cite/", "/agreements/A{n}/cite/csl", "/report/A{n}/",
]  # fmt: skip


def test_a_large_record_asks_no_more_than_a_small_one(client):
    agreement_with(1)
    agreement_with(12)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    for page in PAGES:
        small, large = queries(page.format(n=1, last=1)), queries(page.format(n=2, last=12))
        assert (page, large) == (page, small)
        assert large <= MOST


def test_a_large_record_weighs_no_more_than_100_kb(client):
    agreement_with(25)
    style = (Path(settings.BASE_DIR) / "static/css/entente.css").read_bytes()

    for page in PAGES[:4]:
        response = client.get(page.format(n=1, last=25))
        html = response.content
        assert (response.status_code, b"Accord" in html) == (200, True)
        assert len(gzip.compress(html)) + len(gzip.compress(style)) <= 100_000
        assert len(html) <= 250_000
