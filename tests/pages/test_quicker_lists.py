"""Lists with scripts: a list is replaced in place: the address, the title and the place of the reader stay right."""

import re

import pytest
from playwright.sync_api import expect

from register.publishing import publish
from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lists(live_server):
    """26 memoranda and a treaty; the address of the list."""
    party = make.OrganizationFactory(name="Alpha", country="KR")
    records = [
        make.AgreementFactory(
            titled=True, text__title=f"Paper {number}", party__organization=party, form=form
        )
        for number, form in enumerate(["mou"] * 26 + ["treaty"])
    ]
    publish(*records, by=None)
    return f"{live_server.url}/agreements/"


def mark(page) -> None:
    """A sign on the window that does not outlive a page."""
    page.evaluate("window.isTheSame = true")


def is_same(page) -> bool:
    return page.evaluate("window.isTheSame === true")


def test_a_value_replaces_the_list_and_keeps_the_focus_on_it(page, lists):
    page.goto(lists)
    mark(page)

    page.locator("#facet-form-treaty").click()

    expect(page.locator("#count")).to_have_text("1 agreement")
    expect(page.locator("#facet-form-treaty")).to_be_focused()
    expect(page.locator("#facet-form-treaty")).to_have_attribute("aria-current", "true")
    assert page.url == f"{lists}?form=treaty"
    assert is_same(page)


def test_a_page_replaces_the_list_its_title_and_leads_to_its_count(page, lists):
    page.goto(lists)
    mark(page)

    page.get_by_role("link", name="Next").click()

    expect(page).to_have_title(re.compile("page 2 of 2"))
    expect(page.locator("#count")).to_be_focused()
    assert page.url == f"{lists}?page=2"
    assert is_same(page)

    page.go_back()
    expect(page.locator(".rows > li")).to_have_count(25)


def test_the_form_replaces_the_list(page, lists):
    page.goto(lists)
    mark(page)

    page.get_by_label("Words to find").fill("paper")
    page.get_by_label("Words to find").press("Enter")
    expect(page.locator(".sentence")).to_contain_text("best match first")
    assert is_same(page)

    page.locator(".more-filters summary").click()
    page.get_by_label("Signed from").fill("2999-01-01")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#count")).to_have_text("0 agreements")


def test_a_record_is_a_page_of_its_own(page, lists):
    page.goto(lists)
    mark(page)

    page.get_by_role("link", name="Paper 3", exact=True).click()

    expect(page.locator("h1")).to_contain_text("Paper 3")
    assert not is_same(page)


def test_all_of_it_works_without_scripts(browser, lists):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900})
    page = context.new_page()

    page.goto(lists)
    expect(page.locator("#facet-form-treaty")).to_be_hidden()
    page.get_by_text("Narrow the list").first.click()
    page.locator("#facet-form-treaty").click()

    expect(page.locator("#count")).to_have_text("1 agreement")
    context.close()
