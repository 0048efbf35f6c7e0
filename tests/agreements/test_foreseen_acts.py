"""A signing that is only foreseen stands nowhere as done."""

import csv
import io
import re

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["forecast", "planned"])
def foreseen(request):
    """An agreement to be signed on a day after that of its only source."""
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(country="KR"))
    is_planned = request.param == "planned"
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2098-11-30", is_planned=is_planned)
    source = make.SourceFactory(published_on="2098-11-30" if is_planned else "2020-11-01")
    make.AgreementCitationFactory(agreement=agreement, source=source, facts=["milestones"])
    publish(agreement, by=None)
    return agreement


def test_the_page_calls_it_planned(foreseen, read):
    page = read("/agreements/A1")

    assert "Signed Not recorded" in page
    assert "Signed 30 November 2098" not in page.partition("Key dates")[0]
    assert "planned; that it happened is not confirmed" in page.partition("Key dates")[2]


def test_lists_and_tables_do_not_call_it_signed(foreseen, client, read):
    page = read("/agreements/")
    table = b"".join(client.get("/agreements/export.csv")).decode("utf-8-sig")

    assert str(foreseen) in page
    assert "30 November 2098" not in page
    [row] = csv.DictReader(io.StringIO(table, newline=""))
    assert (row["Reference"], row["Signed (EDTF)"], row["In effect from (EDTF)"]) == ("A1", "", "")
    assert "2098-11-30" not in table


def test_search_engines_and_link_previews_are_not_told_that_it_was_signed(foreseen, client):
    html = client.get("/agreements/A1", follow=True).content.decode()

    [facts] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert '"contributor"' in facts
    assert '"dateCreated"' not in facts
    assert "2098" not in "".join(re.findall("<meta [^>]*>", html))


def test_it_is_not_found_by_the_day_of_its_signature(foreseen, client):
    found = client.get("/api/v1/agreements/?signed_after=2098-01-01").json()

    assert found["results"] == []


def test_what_was_adopted_has_a_group_of_its_own(read):
    agreement = make.AgreementFactory(titled=True, form="declaration")
    make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(country="KR"))
    make.MilestoneFactory(agreement=agreement, kind="adopted", on="2020-05-13")
    publish(agreement, by=None)

    page = read("/countries/KR")

    assert "Adopted or agreed, not signed 1" in page
    assert "Under negotiation, planned, or signed and not yet in effect" not in page
