"""The search box suggests records while somebody types: by keyboard, in both languages, at a bounded cost."""

import re

import pytest

from register.publishing import publish
from tests import factories as make
from tests.register.search.test_search import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def records():
    korean = make.OrganizationFactory(name="Korean Institute", country="KR", kind="university")
    agreement = make.AgreementFactory(form="mou")
    make.AgreementTextFactory(agreement=agreement, title="Korean memorandum on health")
    make.AgreementTextFactory(agreement=agreement, language="ko", title="보건 양해각서")
    make.InvolvementFactory(agreement=agreement, organization=korean, role="party")
    make.MilestoneFactory(agreement=agreement, on="1990-05-13")
    make.MilestoneFactory(agreement=agreement, kind="terminated", on="1995")
    publish(agreement, by=None)


def suggested(client, typed, prefix=""):
    """``(address, words)`` of each option."""
    response = client.get(f"{prefix}/search/suggestions", {"q": typed})
    assert response.status_code == 200
    options = re.findall(
        r'<li role="option" id="suggestion-\d" data-address="([^"]*)">(.*?)</li>',
        response.content.decode(),
        re.DOTALL,
    )
    return [(address, " ".join(re.sub(r"<[^>]+>", " ", words).split())) for address, words in options]


def test_a_suggestion_says_kind_state_and_country(client, records):
    assert suggested(client, "korean") == [
        ("/organizations/O1/korean-institute", "Korean Institute Organization · South Korea"),
        (
            "/agreements/A1/korean-memorandum-on-health",
            "Korean memorandum on health Agreement · terminated · South Korea",
        ),
    ]
    [(address, words)] = suggested(client, "양해", "/ko")
    assert address.startswith("/ko/agreements/A1/")
    assert words == "보건 양해각서 협약 · 종료 · 대한민국"


def test_what_no_name_begins_with_is_searched_and_then_taken_for_an_abbreviation(client, records):
    make.OrganizationNameFactory(
        organization=(ministry := make.OrganizationFactory(name="Ministry of Trade", country="KR")),
        text="산업통상자원부",
        language="ko",
    )
    publish(ministry, by=None)

    assert [words for _address, words in suggested(client, "mou korea", "/ko")] == [
        "보건 양해각서 협약 · 종료 · 대한민국"
    ]
    for typed in ("산업부", "산자부"):
        assert [words for _address, words in suggested(client, typed, "/ko")] == [
            "산업통상자원부 기관 · 대한민국"
        ]
    assert suggested(client, "부자산") == suggested(client, "산부") == []


def test_whatever_is_typed_is_answered_in_few_queries(client, records, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert len(suggested(client, "korean")) == 2
    for typed in (*HOSTILE, "", "k", "zzzz", "mou korea", "보양서", "x" * 5000):
        with django_assert_max_num_queries(5):
            suggested(client, typed)
    assert suggested(client, "k") == []


def test_many_are_cut_and_who_holds_them_is_answered_304(client):
    publish(*(make.OrganizationFactory(name=f"Institute {number}") for number in range(12)), by=None)

    response = client.get("/search/suggestions?q=institute")

    assert response.content.decode().count('role="option"') == 8
    again = client.get("/search/suggestions?q=institute", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.browser
def test_the_keyboard_chooses_a_suggestion(browser, live_server, records):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{live_server.url}/")
    box = page.get_by_role("combobox")

    box.press_sequentially("korean")
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == "suggestion-2"
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "korean")
    box.press_sequentially(" mem")
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/agreements/A1/**")
    page.close()
