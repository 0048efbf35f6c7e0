"""What the tests of lists, feeds, calendars and bulk files share."""

import csv
import io
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from agreements.models import Agreement
from register.publishing import publish
from tests import factories as make
from tests.exports.full_records import ZONE, at_its_day, publish_full_records

PLURALS = ["agreements", "organizations", "people", "activities", "topics", "collections"]
KEPT = Path(__file__).parent / "kept"  # tables that people have reviewed
FORMS = ["csv", "xlsx", "json", "atom", "ics"]


@pytest.fixture
def fetch(client):
    """``fetch("/agreements/export.csv")``: the bytes of an answer."""

    def fetch(address: str, status: int = 200) -> bytes:
        response = client.get(address)
        assert response.status_code == status, address
        return b"".join(response) if response.streaming else response.content

    return fetch


@pytest.fixture
def table(fetch):
    """``table("/agreements/export.csv")``: the rows of a CSV file, each by heading."""

    def table(address: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(fetch(address).decode("utf-8-sig"), newline="")))

    return table


@pytest.fixture
def agreement(db):
    """A1 between Alpha (KR) and Beta (GB), signed on 13 May 2020 for three years, in two languages."""
    return publish_agreement()


def publish_agreement() -> Agreement:
    alpha, beta = (
        make.OrganizationFactory(name=name, country=code) for name, code in (("Alpha", "KR"), ("Beta", "GB"))
    )
    agreement = make.AgreementFactory(titled=True, text__title="Accord", party__organization=alpha)
    make.AgreementTextFactory(agreement=agreement, language="ko", title="협정")
    make.InvolvementFactory(agreement=agreement, organization=beta, role="funder")
    make.MilestoneFactory(agreement=agreement)
    make.TermFactory(agreement=agreement, starts_with="signature")
    agreement.topics.add(make.TopicFactory(names={"en": "health", "ko": "보건"}))
    publish(alpha, beta, agreement, by=None)
    return agreement


@pytest.fixture(scope="module")
def records_of_a_module(django_db_setup, django_db_blocker):
    """The full records, published once for a module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        with at_its_day(), timezone.override(ZONE):
            publish_full_records()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def full_records(records_of_a_module, db):
    """The full records, on their day and in their zone. A test may only read them, or change them back."""
    with at_its_day(), timezone.override(ZONE):
        yield
