"""Every kind of page, in both languages, narrow and wide: axe finds nothing, nothing scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from register.publishing import publish, withdraw
from tests import factories as make
from tests.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ALL, FIRST, SECOND = slice(None), slice(0, None, 6), slice(3, None, 6)
# Language, width and pages: every third page in one way. All pages in all ways take twelve times as long.
WAYS = [
    ("", 1280, FIRST),
    ("/ko", 360, SECOND),
    *(
        pytest.param(prefix, width, ALL, marks=pytest.mark.long)
        for prefix in ("", "/ko")
        for width in (360, 1280)
    ),
]
ONE_WAY = [pytest.param(*WAYS[0], marks=pytest.mark.long), *WAYS[1:]]  # each time
IDS = ["en-1280-first", "ko-360-second", "en-360", "en-1280", "ko-360", "ko-1280"]


def addresses(full) -> list[str]:
    refs = {name: record.ref for name, record in full.items()}
    return [
        "/",
        "/about",
        "/about/glossary",
        "/about/privacy",
        "/about/data",
        "/about/components",
        "/about/api",
        "/search?q=alpha",
        "/search?q=nothing+at+all",
        "/agreements/",
        "/agreements/?nature=instrument&country=KR",
        "/agreements/?nature=pact",
        "/agreements/?q=zzz",
        "/organizations/",
        "/people/",
        "/activities/",
        "/topics/",
        "/topics/?q=zzz&on=2020-01-01",
        "/statistics/",
        "/statistics/countries/embed",
        f"/people/{refs['person']}?on=2021-01-01",
        f"/topics/{refs['topic']}?on=2021-01-01",
        f"/activities/{refs['activity']}?on=2021-01-01",
        f"/agreements/{refs['agreement']}",
        f"/agreements/{refs['older']}",
        f"/agreements/{refs['agreement']}/versions/",
        f"/agreements/{refs['agreement']}/versions/1",
        f"/agreements/{refs['agreement']}/versions/2",
        f"/agreements/{refs['agreement']}/cite/",
        f"/agreements/{refs['agreement']}?on=2021-01-01",
        f"/agreements/{refs['agreement']}?on=x",
        f"/organizations/{refs['one']}?on=2005-01-01",
        f"/report/{refs['agreement']}/",
        f"/follow/{refs['agreement']}",
        f"/report/{refs['agreement']}/sent",
        f"/organizations/{refs['one']}",
        f"/organizations/{refs['other']}",
        f"/people/{refs['person']}",
        f"/activities/{refs['activity']}",
        f"/topics/{refs['topic']}",
        "/agreements/A999",
        "/agreements/?on=1",
        "/countries/XX",
    ]


def amend(agreement) -> None:
    """A second version in which something changed, came and went."""
    agreement.texts.filter(language="en").update(summary="They work together, and meet twice in every year.")
    agreement.results.all().delete()
    make.MilestoneFactory(agreement=agreement, kind="reviewed", on="2022")
    publish(agreement, by=None, note="Read once more")


@pytest.mark.parametrize(("prefix", "width", "part"), WAYS, ids=IDS)
def test_nothing_stands_in_anybodys_way(full, live_server, page_at, settings, prefix, width, part):
    settings.SITE_URL = live_server.url
    amend(full["agreement"])
    page = page_at(width)

    assert (
        hindrances(page, [f"{live_server.url}{prefix}{address}" for address in addresses(full)[part]]) == []
    )


def hindrances(page, addresses: list[str]) -> list[tuple]:
    """Violations that axe finds on these pages, and the pages that are wider than the window."""
    found = []
    for address in addresses:
        page.goto(address)
        found += [(address, *one) for one in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((address, "wider than the window"))
    return found


@pytest.mark.parametrize(("prefix", "width", "part"), ONE_WAY, ids=IDS)
def test_an_empty_register_stands_in_nobodys_way(live_server, page_at, transactional_db, prefix, width, part):
    empty = [
        "/",
        "/agreements/",
        "/organizations/",
        "/people/",
        "/activities/",
        "/topics/",
        "/collections/",
        "/statistics/",
        "/countries/",
        "/search?q=x",
        "/about/data",
    ]

    assert (
        hindrances(page_at(width), [f"{live_server.url}{prefix}{address}" for address in empty[part]]) == []
    )


@pytest.mark.parametrize(("prefix", "width", "part"), ONE_WAY, ids=IDS)
def test_what_is_long_stands_in_nobodys_way(live_server, page_at, transactional_db, prefix, width, part):
    """Sixty parties, a name without a space, a title of several lines, a word that no line holds."""
    agreement = make.AgreementFactory(form="mou", form_as_written="Rahmenvereinbarung" * 9)
    title = f"Memorandum on {'Zusammenarbeitsvereinbarung' * 8} and a great many other things. " * 3
    make.AgreementTextFactory(agreement=agreement, title=title, summary="Arbeitsgemeinschaft" * 60)
    make.AgreementTextFactory(
        agreement=agreement, language="ko", title="대한민국과영국간보건의료협력양해각서" * 12
    )
    parties = [make.OrganizationFactory(name="대한임상시험연구기관" * 12, country="KR")]
    parties += [
        make.OrganizationFactory(name=f"{number}{'Institut' * 15}", country="GB") for number in range(59)
    ]
    for party in parties:
        make.InvolvementFactory(agreement=agreement, organization=party, name_as_written=party.name)
    person = make.PersonFactory(name="Wolfeschlegelsteinhausenbergerdorff" * 4)
    make.SignatoryFactory(agreement=agreement, person=person, post_as_written="Ministerialdirektor" * 9)
    milestone = make.MilestoneFactory(agreement=agreement, wording="unterzeichnet" * 30)
    source = make.SourceFactory(title="Quelle" * 50, address=f"https://example.org/{'a' * 400}")
    make.AgreementCitationFactory(
        agreement=agreement,
        source=source,
        facts=[f"milestones/{milestone.key}/on"],
        says={"en": "gesagt" * 60},
    )
    publish(agreement, by=None)

    pages = [
        "/", "/agreements/", "/agreements/A1", "/agreements/A1/versions/1", "/agreements/A1/cite/", "/organizations/O1",
        "/people/P1", "/countries/GB/KR", "/search?q=memorandum", f"/search?q={'q' * 300}",
    ]  # fmt: skip
    assert (
        hindrances(page_at(width), [f"{live_server.url}{prefix}{address}" for address in pages[part]]) == []
    )


def test_the_tombstone_stands_in_nobodys_way(live_server, page_at, transactional_db):
    agreement = make.AgreementFactory(titled=True)
    publish(agreement, by=None)
    withdraw(agreement, by=None, reason={"en": "Entered by mistake."})
    page = page_at(360)

    page.goto(f"{live_server.url}/ko/agreements/A1")

    assert violations(page) == []


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_an_open_card_and_a_form_with_errors_stand_in_nobodys_way(full, live_server, page_at, width):
    page = page_at(width)
    page.goto(f"{live_server.url}/agreements/{full['agreement'].ref}")
    page.locator("button.mark").first.click()
    opened = violations(page)

    page.goto(f"{live_server.url}/report/{full['agreement'].ref}/")
    page.get_by_label("Your e-mail address").fill("nobody")
    page.get_by_role("button", name="Send the report").click()
    assert page.get_by_role("alert").is_visible()

    refused = violations(page)
    assert [*opened, *refused] == []


@pytest.mark.parametrize("scheme", [pytest.param("light", marks=pytest.mark.long), "dark"])
def test_colors_are_told_apart_by_light_and_by_dark(full, live_server, page_at, scheme):
    page = page_at(1280)
    page.emulate_media(color_scheme=scheme)

    page.goto(f"{live_server.url}/agreements/{full['agreement'].ref}")

    results = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["color-contrast"]}})
    assert [one["nodes"][0]["html"] for one in results.response["violations"]] == []


def test_the_keyboard_reaches_the_content_at_once(full, live_server, page_at):
    page = page_at(1280)
    page.goto(f"{live_server.url}/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"
