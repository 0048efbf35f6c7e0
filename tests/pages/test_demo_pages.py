"""The pages of the documents that the register was born from say what those documents say."""

import pytest
from django.test import Client

from register.models import Entry
from tests.pages.conftest import words

pytestmark = (
    pytest.mark.django_db
)  # so that there is a database: the records are made once, in a transaction round all


@pytest.fixture(scope="module")
def page(demo):
    """``page("KoNECT and DIA", "agreement", "/ko")``: the words of the page with this in its English title."""

    def page(title: str, kind: str, prefix: str = "") -> str:
        ref = Entry.objects.filter(kind=kind, title__en__icontains=title).order_by("serial").first().ref
        plural = {"agreement": "agreements", "organization": "organizations", "activity": "activities"}[kind]
        return words(Client().get(f"{prefix}/{plural}/{ref}", follow=True).content.decode())

    return page


def test_the_memorandum_of_konect_and_dia(page):
    told = page("between KoNECT and DIA", "agreement")

    assert "Memorandum of understanding" in told
    assert "Korea National Enterprise for Clinical Trials (KoNECT)" in told
    assert "DIA (Drug Information Association)" in told
    assert "Announced 29 September 2014" in told
    assert "Signed on or before 29 September 2014 source 1 inferred" in told
    assert "No end date found" in told
    assert "in effect, presumed" in told
    assert "Not recorded term · signatories" in told
    assert "Speakers for the parties Dr. Deborah Chee" in told
    assert "Barbara Lopez Kunz" in told
    assert "A cooperative relationship between the two organizations source 1, stated" in told


def test_konect_shows_the_body_it_succeeded_and_that_one_shows_konect(page):
    found = Entry.objects.filter(
        kind="organization", title__en="Korea National Enterprise for Clinical Trials"
    ).order_by("serial")
    newer, older = (
        words(Client().get(f"/organizations/{one.ref}", follow=True).content.decode()) for one in found
    )

    assert (
        "Succeeds 1st KoNECT (Korea National Enterprise for Clinical Trials) – founded December 2007" in newer
    )
    assert "Succeeded by Korea National Enterprise for Clinical Trials – founded April 2014" in older


def test_invented_institutes_do_not_stand_among_those_of_real_countries(demo):
    for address in ("/countries/GB/KR", "/countries/KR", "/countries/GB"):
        assert "(demonstration)" not in words(Client().get(address).content.decode())


def test_the_first_dialogue_is_the_example_of_evidence(demo):
    front = words(Client().get("/").content.decode())

    assert "How we know: an example First Korea-UK Health Dialogue" in front


def test_the_first_korea_uk_health_dialogue(page):
    told = page("First Korea-UK Health Dialogue", "activity")

    korean, british = told.partition("Participants")[2].split("United Kingdom", 1)
    assert "Park MinSoo source 1, stated Led the delegation" in korean
    assert "Nobody is named as leader of this delegation." in british
    assert "Chris Wormald" in british
    assert "Lucy Chappell" in british
    assert "Under Memorandum of Understanding on Healthcare Cooperation – signed August 2023" in told
    outcomes = told.rpartition("Outcomes")[2].partition("Related agreements")[0]
    strengths = ["Reviewed", "Reaffirmed", "Hoped for", "Discussed", "Explored", "Agreed", "Shared"]
    assert sum(outcomes.count(f"{strength} ") for strength in strengths) == 8
    assert "antimicrobial resistance" in told


def test_the_smart_clinical_trials_programme_is_told_by_two_sources_that_differ(page):
    told = page("Smart Clinical Trials", "agreement")

    for name in (
        "Korea Health Industry Development Institute",
        "Korea National Enterprise for Clinical Trials",
        "National Institute for Health",
    ):
        assert name in told
    assert "acting for UK Department of Health and Social Care" in told
    assert "acting for ROK Ministry of Health and Welfare" in told
    differing = told.partition("Sources differ: Launched")[2]
    assert "“newly launched” on 3 December 2024" in differing
    assert "Launched on 2 December 2024" in differing


def test_aria_shows_that_collaboration_was_explored(page):
    told = page("Advanced Research and Invention Agency", "organization")

    outcome = told.partition("First Korea-UK Health Dialogue")[2]
    assert "Explored Collaboration between Korean ARPA-H and the UK's ARIA" in outcome


def test_the_same_in_korean(page):
    told = page("between KoNECT and DIA", "agreement", "/ko")

    assert " 서명 2014년 9월 29일 또는 그 이전" in told.partition("주요 연혁")[2]
    assert "양해각서 한국임상시험산업본부(KoNECT)와 DIA 간 양해각서 편집자가 붙인 제목입니다." in told
