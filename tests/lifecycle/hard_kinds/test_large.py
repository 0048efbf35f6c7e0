"""An agreement of 290 parties and a title of 513 characters: pages that stay quick, light and whole."""

from pathlib import Path

import pytest
from django.conf import settings

from agreements.parties_section import MAX_UNFOLDED

pytestmark = pytest.mark.django_db

KILOBYTES = 1000

NO_ENTRY_INTO_FORCE = (
    "Its entry into force is not recorded; a signature alone does not bring such an instrument into force."
)


def test_290_parties_are_all_told_folded_and_by_country(assembly):
    html, parties = assembly.html("hard-assembly"), assembly.page("hard-assembly", section="parties")

    assert len(assembly.body("hard-assembly")["involvements"]) == 290
    assert html.count('<li id="involvements-') == 290
    assert parties.startswith(
        "Parties and participants Show all 290 Albania City Library of Almar City Library of Garran"
    )
    assert "Brelo Regional Archive Party – joined 15 January 2017 Armenia" in parties
    assert "전체 290곳 보기" in assembly.page("hard-assembly", "ko", section="parties")
    assert "City Library of Alnau all 290" in assembly.page("hard-assembly", section="glance")


def test_what_many_single_parties_did_is_folded_too(assembly):
    dates = assembly.page("hard-assembly", section="dates")

    assert dates.startswith(
        "Key dates 23 May 2008 Signed Geneva, Switzerland What single parties did: 41 key dates 15 January 2009"
    )
    assert "개별 당사자에 관한 주요 연혁 41건" in assembly.page("hard-assembly", "ko", section="dates")


def test_few_parties_are_not_folded(assembly):
    assert len(assembly.body("hard-survey")["involvements"]) <= MAX_UNFOLDED
    assert 'class="fold"' not in assembly.html("hard-survey")


def test_a_page_with_290_parties_asks_as_little_as_any(assembly, queries):
    large, small = (queries(f"/agreements/{assembly.refs[one]}") for one in ("hard-assembly", "hard-survey"))

    assert large == small <= 8  # two of them of the redirect to its whole address


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_page_with_290_parties_is_light(assembly, language):
    assert len(assembly.html("hard-assembly", language).encode()) < 110 * KILOBYTES


def test_one_that_left_of_many_ends_nothing(assembly):
    assert assembly.life("hard-assembly") == [("concluded", "derived", "2008-05-23", None)]
    assert assembly.status_lines("hard-assembly", "2026-01-01")["en"][-1] == NO_ENTRY_INTO_FORCE


def test_a_title_of_513_characters_is_told_whole(assembly):
    title = assembly.body("hard-title")["texts"][0]["title"]

    assert len(title) == 513
    assert title in assembly.page("hard-title")
    assert ' class="is-long">' in assembly.html("hard-title").split("<h1", 1)[1].split("\n", 1)[0]


def test_recording_it_again_changes_nothing(assembly, versions_after_recording_again):
    before, after = versions_after_recording_again("records.json", "assembly.json")

    assert before == after


@pytest.mark.parametrize("section", ["/agreements/?q=Protocol+Additional", "page"])
def test_a_title_of_513_characters_stays_within_a_narrow_screen(assembly, page_at, section):
    """Without a server: the page as it was sent, with the stylesheet, drawn at the width of a telephone."""
    html = assembly.html("hard-title") if section == "page" else assembly.listed(section)
    narrow = page_at(360)

    narrow.set_content(with_styles(html))

    assert narrow.evaluate("document.documentElement.scrollWidth") == 360
    lines = narrow.locator("h1" if section == "page" else ".row h3 a").first
    assert lines.bounding_box()["height"] < (600 if section == "page" else 120)


def with_styles(html: str) -> str:
    css = (Path(settings.BASE_DIR) / "static/css/entente.css").read_text()
    return html.replace("</head>", f"<style>{css}</style></head>")
