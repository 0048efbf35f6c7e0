"""Fixtures of the tests of pages: a record with everything in it, and a reader of pages."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from register.publishing import publish
from tests import factories as make
from tests import leftovers
from tests.demonstration import make_demonstration


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The records of the demonstration, published once for a module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_demonstration()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo_site(django_db_setup, django_db_blocker):
    """The address of a server with the demonstration, the same for a whole module: its tests may only read."""
    with django_db_blocker.unblock():
        make_demonstration()
        server = LiveServer("localhost")
        # the names that the server goes by here
        with override_settings(ALLOWED_HOSTS=["localhost", "testserver"], SITE_URL=server.url):
            yield server.url
        server.stop()
        leftovers.take_away_rows()


@pytest.fixture
def read(client):
    """``read("/agreements/A1")``: the words of a page as people see them, redirects followed."""

    def read(address: str, status: int = 200) -> str:
        response = client.get(address, follow=True)
        assert response.status_code == status
        return words(response.content.decode())

    return read


def words(html: str) -> str:
    """The text of a page, without its head, with single spaces."""
    body = html.partition("<body>")[2]
    return re.sub(
        r"\s+([,.;:)])", r"\1", re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))
    ).strip()


@pytest.fixture
def full(db):
    """A1, with every kind of part filled in and cited; E1 under it; everything that they name."""
    one, other = (
        make.OrganizationFactory(name=name, country=code) for name, code in (("Alpha", "KR"), ("Beta", "GB"))
    )
    make.OrganizationNameFactory(organization=one, text="알파", kind="official", language="ko")
    make.OrganizationNameFactory(
        organization=one, text="Old Alpha", kind="former", language="en", valid_until="2010"
    )
    make.OrganizationIdentifierFactory(organization=one)
    make.LocationFactory(organization=one)
    before = make.OrganizationFactory(name="Alpha", qualifier="until 2007")
    make.OrganizationRelationFactory(organization=one, other=before, kind="succeeds")
    make.OrganizationRelationFactory(
        organization=one, other=other, kind="funded_by", degree={"en": "mainly", "ko": "주로"}
    )
    person = make.PersonFactory(name="Kim Signs")
    make.PersonNameFactory(person=person, text="김서명")
    make.PositionFactory(person=person, organization=one, held_from="2019")
    agreement = make.AgreementFactory(
        form_as_written="Accord",
        bindingness="binding",
        occasion={"en": "An anniversary"},
        background={"ko": "오랜 협력"},
        languages=["en", "ko"],
        prevailing_language="en",
        termination_notice="P6M",
        review_interval="P1Y",
    )
    make.AgreementTextFactory(
        agreement=agreement, title="Accord of Alpha and Beta", summary="They work together."
    )
    make.AgreementTextFactory(
        agreement=agreement, language="ko", title="알파와 베타의 협정", is_working_title=True
    )
    make.AgreementIdentifierFactory(agreement=agreement, value="50123")
    alpha = make.InvolvementFactory(
        agreement=agreement, organization=one, name_as_written="Old Alpha", side="KR", unit="Unit A"
    )
    beta = make.InvolvementFactory(
        agreement=agreement, organization=other, side="GB", role="funder", acting_for=alpha
    )
    signed = make.MilestoneFactory(
        agreement=agreement,
        on="2020-05-13",
        effective_on="2020-06",
        until="2099",
        places=[
            {"city": "Seoul", "country": "KR", "venue": "", "is_online": False},
            {"city": "", "country": "", "venue": "", "is_online": True},
        ],
        condition={"en": "Once both have notified"},
        reason={"en": "Because"},
        legal_basis="Act 1",
        wording="signed today",
    )
    make.MilestoneFactory(agreement=agreement, kind="approved", on="", by_body=other)
    make.TermFactory(
        agreement=agreement,
        starts_on="2020-05-13",
        renewal="automatic",
        renewal_length="P1Y",
        maximum_length="P9Y",
        non_renewal_notice="P3M",
        wording="three years",
    )
    make.SignatoryFactory(
        agreement=agreement, person=person, involvement=alpha, milestone=signed, act="ad_referendum"
    )
    older = make.AgreementFactory(titled=True, text__title="Older accord")
    make.AgreementRelationFactory(
        agreement=agreement, older=older, kind="supersedes", scope={"en": "para 4.5"}
    )
    make.AgreementRelationFactory(
        agreement=agreement, older=None, stub={"en": "Memorandum of 1997"}, kind="based_on"
    )
    promise = make.CommitmentFactory(
        agreement=agreement,
        quantity=15,
        unit="scholarships",
        per="year",
        comparison="up_to",
        due="2025",
        strength="agreed",
        progress="open",
    )
    promise.by.add(beta)
    make.ResultFactory(agreement=agreement, as_of="2024")
    make.ContributionFactory(
        agreement=agreement, involvement=beta, starts_on="2020", until="2023", purpose={"en": "Travel"}
    )
    make.DocumentFactory(
        agreement=agreement, language="en", pages=4, media_type="application/pdf", sha256="0" * 64
    )
    topic = make.TopicFactory(
        names={"en": "health", "ko": "보건"}, parent=make.TopicFactory(names={"en": "science"})
    )
    agreement.topics.add(topic)
    stated, inferred = make.SourceFactory(title="The release"), make.SourceFactory(title="The report")
    date = f"milestones/{signed.key}/on"
    make.AgreementCitationFactory(
        agreement=agreement,
        source=stated,
        facts=[f"milestones/{signed.key}", date],
        says={"en": "On 13 May."},
    )
    make.AgreementCitationFactory(
        agreement=agreement,
        source=inferred,
        facts=[date],
        basis="inferred",
        says={"en": "In spring."},
        locator="page 2",
    )
    make.AgreementCitationFactory(agreement=agreement, source=stated, facts=[])
    activity = make.ActivityFactory(
        kind="dialogue_session",
        on="[..2024-12-03]",
        date_wording="recently",
        places=[{"city": "Seoul", "country": "KR", "venue": "Hall", "is_online": False}],
    )
    make.ActivityTextFactory(activity=activity, title="First session")
    make.ActivityAgreementFactory(activity=activity, agreement=agreement, role="held_under")
    make.AttendanceFactory(
        activity=activity, side="KR", role="led", person=person, organization=one, post_as_written="Head"
    )
    make.AttendanceFactory(activity=activity, side="GB", organization=other)
    outcome = make.OutcomeFactory(activity=activity, strength="explored")
    outcome.organizations.add(other)
    activity.topics.add(topic)
    make.ActivityCitationFactory(activity=activity, source=stated, facts=[f"outcomes/{outcome.key}"])
    make.OrganizationCitationFactory(organization=one, source=stated, facts=["founded_on"])
    publish(older, agreement, activity, by=None)
    for record in (one, other, before, person, agreement, activity, topic):
        record.refresh_from_db()
    return {
        "agreement": agreement,
        "older": older,
        "activity": activity,
        "one": one,
        "other": other,
        "before": before,
        "person": person,
        "topic": topic,
    }
