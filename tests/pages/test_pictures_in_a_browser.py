"""Pictures in a browser: axe finds nothing, nothing scrolls sideways, the keyboard reaches what it should."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from register.publishing import publish
from tests import factories as make
from tests.axe import violations
from tests.pages.test_accessibility import IDS, ONE_WAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADDRESSES = ["/", "/countries/", "/countries/KR", "/countries/GB/KR", "/countries/GB/KR?on=nonsense", "/countries/SU",
             "/agreements/A1", "/agreements/A2", "/organizations/O1", "/topics/T1"]  # fmt: skip


@pytest.fixture
def linked(transactional_db):
    """A1 to A4, a lineage between KR and GB, SG and LU; O1 has four partners; all are about T1."""
    topic = make.TopicFactory(names={"en": "health", "ko": "보건"})
    korea = make.OrganizationFactory(name="한국보건산업진흥원과 아주 긴 이름을 가진 기관", country="KR")
    older = None
    for year, code in (("2001", "GB"), ("2005-03", "SG"), ("[..2012-05-01]", "LU"), ("2020-05-13", "HK")):
        agreement = make.AgreementFactory()
        make.AgreementTextFactory(
            agreement=agreement,
            title="Memorandum of Understanding on a great many things between the two of them",
        )
        make.InvolvementFactory(agreement=agreement, organization=korea)
        make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(country=code))
        make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(country="GB"))
        make.MilestoneFactory(agreement=agreement, on=year)
        agreement.topics.add(topic)
        if older:
            make.AgreementRelationFactory(agreement=agreement, older=older, kind="renews")
            make.MilestoneFactory(agreement=older, kind="suspended", on=year)
        publish(agreement, *([older] if older else []), by=None)
        older = agreement


@pytest.mark.parametrize(("prefix", "width", "part"), ONE_WAY, ids=IDS)
def test_no_picture_stands_in_anybodys_way(linked, live_server, page_at, settings, prefix, width, part):
    settings.SITE_URL = live_server.url
    page = page_at(width)

    found = []
    for address in ADDRESSES[part]:
        page.goto(f"{live_server.url}{prefix}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += [(address, *one) for one in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((address, "wider than the window"))
    assert found == []


@pytest.mark.long
def test_the_words_of_pictures_can_be_read_by_dark_as_by_light(linked, live_server, page_at):
    """By light they are looked at with all else that may stand in somebody's way."""
    page = page_at(1280)
    page.emulate_media(color_scheme="dark")

    for address in ADDRESSES:
        page.goto(f"{live_server.url}{address}")
        results = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["color-contrast"]}})
        assert [one["nodes"][0]["html"] for one in results.response["violations"]] == []
        assert [one["id"] for one in results.response["passes"]] == ["color-contrast"], "words were seen"


def test_the_map_is_walked_by_keyboard_and_can_be_passed_by(linked, live_server, page_at):
    page = page_at(1280)
    page.goto(f"{live_server.url}/countries/")
    page.locator(".skip-picture").focus()

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.locator(".skip-picture").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert first in {"/countries/KR", "/countries/GB"}
    assert page.evaluate("document.activeElement.closest('svg')") is None


def test_lanes_are_walked_from_the_oldest_to_the_newest(linked, live_server, page_at):
    page = page_at(1280)
    page.goto(f"{live_server.url}/agreements/A2")

    links = page.locator("svg.lifelines a").evaluate_all("all => all.map(one => one.getAttribute('href'))")

    assert [link.split("/")[2] for link in links] == ["A1", "A3", "A4"]


SEEN = """all => all.length > 1 && all.every(one => {
  const look = getComputedStyle(one), ground = getComputedStyle(document.documentElement).backgroundColor
  return [look.fill, look.stroke].some(color => color !== 'none' && color !== ground)
})"""


@pytest.mark.parametrize("media", [
    {"forced_colors": "active"},
    pytest.param({"media": "print"}, marks=pytest.mark.long),
    pytest.param({"color_scheme": "dark"}, marks=pytest.mark.long),
])  # fmt: skip
def test_pictures_stand_out_from_their_ground(linked, live_server, page_at, media):
    page = page_at(1280)
    page.emulate_media(**media)

    for address, shapes in (
        ("/agreements/A1", "svg.lifelines .bar"),
        ("/organizations/O1", "svg.fan .thread"),
        ("/countries/", "svg.world a > *:not(title)"),
        ("/countries/KR", "svg.years rect[x]"),
    ):
        page.goto(f"{live_server.url}{address}")
        assert page.locator(shapes).evaluate_all(SEEN), shapes
