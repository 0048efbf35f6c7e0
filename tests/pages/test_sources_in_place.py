"""Sources beside the facts that they support: without scripts, by mouse and by keyboard."""

import re
from itertools import product

import pytest

from pages.source_marks import FactSources
from tests.pages.test_evidence import body


def test_a_sign_opens_a_card_that_says_how_and_where():
    evidence = FactSources(
        body(
            {"source": "s1", "facts": ["on"], "says": {"en": "On Monday."}, "locator": "page 2"},
            {"source": "s1", "facts": ["places"], "basis": "inferred"},
        )
    )

    [on], [places] = evidence.marks("on"), evidence.marks("places")

    cards = {card.id: card for card in evidence.supporting_sources(str)[0].cards}
    assert (cards[on.card_id].basis, cards[on.card_id].statements, cards[on.card_id].locators) == (
        "stated", [{"en": "On Monday."}], ["page 2"],
    )  # fmt: skip
    assert (cards[places.card_id].basis, cards[places.card_id].statements) == ("inferred", [])


def test_facts_that_rest_on_the_same_citation_share_a_card():
    evidence = FactSources(body({"source": "s1", "facts": ["on", "places", "form"]}))

    cards = {evidence.marks(fact)[0].card_id for fact in ("on", "places", "form")}

    assert len(cards) == 1
    assert len(evidence.supporting_sources(str)[0].cards) == 1


def test_every_sign_of_a_page_has_its_card_there(full, client, subtests):
    plural = {"agreement": "agreements", "one": "organizations", "person": "people", "activity": "activities"}
    for kind, tail in product(plural, ["", "/versions/1"]):
        with subtests.test(kind=kind, tail=tail):
            address = f"/{plural[kind]}/{full[kind].ref}{tail}"
            assert_signs_have_cards(client.get(address, follow=True).content.decode())


def assert_signs_have_cards(html: str) -> None:
    opened = set(re.findall(r'data-card="([^"]+)"', html))
    cards = re.findall(r'<div popover hidden class="why" id="([^"]+)"', html)
    assert opened <= set(cards)
    assert {*re.findall(r'class="mark[^"]*" href="#([^"]+)"', html)} <= {*re.findall(r'id="([^"]+)"', html)}
    assert len(cards) == len(set(cards))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_keyboard_opens_a_card_and_returns_to_the_fact(full, live_server, page_at):
    page = page_at(360)
    page.goto(f"{live_server.url}/agreements/{full['agreement'].ref}")
    sign = page.locator("button.mark.is-inferred").first
    card = page.locator(f"[id='{sign.get_attribute('popovertarget')}']")
    assert not card.is_visible()

    sign.focus()
    page.keyboard.press("Enter")

    assert "Inferred: the source does not state it" in card.inner_text()
    assert "In spring." in card.inner_text()
    box = card.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.why') !== null")
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.classList.contains('mark')")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "lacks",
    ["scripts", *(pytest.param(one, marks=pytest.mark.long) for one in ("cards in place", "the attribute"))],
)
def test_where_no_card_can_open_the_sign_leads_to_its_source(full, live_server, browser, lacks):
    context = browser.new_context(
        viewport={"width": 360, "height": 900}, java_script_enabled=lacks != "scripts"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    if lacks == "cards in place":
        page.add_init_script("delete HTMLElement.prototype.popover")
    if lacks == "the attribute":
        page.route("**/js/sources.js", lambda route: route.fulfill(body=""))
    page.goto(f"{live_server.url}/agreements/{full['agreement'].ref}")
    sign = page.get_by_role("link", name=re.compile("^source 2 inferred")).first

    sign.click()

    assert page.url.endswith("#source-2")
    assert page.locator("#source-2").is_visible()
    assert "The report" in page.locator("#source-2").inner_text()
    assert not page.locator(".why").first.is_visible()
    context.close()
