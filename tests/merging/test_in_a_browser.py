"""Merging as people use it: with a screen reader, on a telephone, in both languages; and the warning while typing."""

import os
from itertools import product

import pytest

from merging.models import Merger
from register.publishing import publish
from tests import factories as make
from tests.axe import violations
from tests.desk.conftest import address, share_login

PICTURES = os.environ.get("PICTURES", "")


@pytest.fixture
def desk_page(page, client, publisher, live_server):
    """``desk_page(path)``: a page of the staff area, seen by a publisher."""
    client.force_login(publisher)
    share_login(client, page.context, live_server.url)

    def desk_page(path):
        page.goto(live_server.url + path)
        return page

    return desk_page


def violations_of_all(page) -> list:
    """Those of the page with whatever can be opened open."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    return violations(page)


def is_wider_than_the_window(page) -> bool:
    return page.evaluate("document.scrollingElement.scrollWidth > innerWidth")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "ways",
    [
        [("ko", 360)],
        pytest.param([*product(["en", "ko"], [360, 1280])], marks=pytest.mark.long),
    ],
    ids=["some", "all"],
)
def test_merged_and_undone_in_both_languages_at_two_widths(desk_page, ways):
    kept = make.OrganizationFactory(name="Seoul National University", purpose={"en": "Teaching."})
    double = make.OrganizationFactory(
        name="Seoul National Univ.",
        kind="university",
        website="https://snu.example",
        purpose={"en": "Research."},
    )
    make.OrganizationNameFactory(organization=double, text="서울대학교")
    both, one = make.AgreementFactory(titled=True), make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=both, organization=kept)
    make.InvolvementFactory(agreement=both, organization=double)
    make.InvolvementFactory(agreement=one, organization=double)
    publish(kept, double, both, one, by=None)
    choose, merge = address(double, "merge"), f"{address(double, 'merge')}?into={kept.pk}"

    for path, (language, width) in product([choose, merge], ways):
        page = look(desk_page, path, language, width)
        assert violations_of_all(page) == [], (path, language)
        assert not is_wider_than_the_window(page), (path, language, width)

    page = look(desk_page, merge, "en", 1280)
    page.check("input[name='fact:kind'][value=theirs]")
    page.fill("#id_reason", "The same body.")
    page.click("input[name=confirmed]")
    page.wait_for_url(f"**{address(kept)}")
    undo = f"{address(kept, 'unmerge')}?merger={Merger.objects.get().pk}"
    for language, width in ways:
        page = look(desk_page, undo, language, width)
        assert violations_of_all(page) == [], language
        assert not is_wider_than_the_window(page), (language, width)
    page = look(desk_page, undo, "en", 1280)
    page.fill("#id_reason", "They are two.")
    page.click("input[type=submit][value='Undo the merger']")
    page.wait_for_url(f"**{address(double)}")


def look(desk_page, path, language, width):
    path = f"/ko{path}" if language == "ko" else path
    page = desk_page("/admin/")
    page.set_viewport_size({"width": width, "height": 900})
    page = desk_page(path)
    if PICTURES:
        name = path.strip("/").split("?")[0].replace("/", "-") + "-into" * ("?" in path)
        page.screenshot(path=f"{PICTURES}/{name}-{language}-{width}.png", full_page=True)
    return page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "ko"])
def test_what_is_here_already_shows_while_it_is_typed(desk_page, language):
    organization = make.OrganizationFactory(name="Seoul National University")
    page = look(desk_page, "/admin/organizations/organization/add/", language, 360)

    page.locator("#id_name").press_sequentially("Seoul National Univ.")
    link = page.locator("#alike a")
    link.wait_for()

    assert link.get_attribute("href") == ("/ko" if language == "ko" else "") + address(organization)
    assert [each for each in violations_of_all(page) if "alike" in each[1]] == []

    page.fill("#id_name", "Quite another body")
    page.locator("#alike:empty").wait_for(state="attached")

    page.fill("#id_name", "SNU")
    page.click("input[name=_continue]")
    page.locator("input[name=alike_checked]").check()
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/alike-{language}.png", full_page=True)
    page.click("input[name=_continue]")
    page.wait_for_url("**/change/")
