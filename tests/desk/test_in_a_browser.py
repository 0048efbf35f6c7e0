"""The staff area as people use it: with a keyboard, a screen reader, and under the strict policy for scripts."""

import re

import pytest
from playwright.sync_api import expect

from agreements.models import Agreement
from tests import factories
from tests.axe import violations
from tests.desk.conftest import share_login


@pytest.fixture
def desk_page(page, client, editor, live_server):
    """``desk_page(path)``: a page of the staff area, seen by an editor."""
    client.force_login(editor)
    share_login(client, page.context, live_server.url)

    def desk_page(path):
        page.goto(live_server.url + path)
        return page

    return desk_page


@pytest.mark.django_db(transaction=True)
def test_parties_are_found_by_typing_and_named_again_by_typing(desk_page):
    for name, alias in (("KoNECT", "국가임상시험지원재단"), ("DIA", "약물정보협회")):
        factories.OrganizationNameFactory(organization=factories.OrganizationFactory(name=name), text=alias)
    page = desk_page("/admin/agreements/agreement/add/")

    page.fill("#id_texts-0-title", "Memorandum")
    page.fill("#id_involvements-0-organization", "국가임상시험지원재단")
    page.press("#id_involvements-0-organization", "Tab")
    expect(page.locator("#id_involvements-0-organization")).to_have_value(re.compile("^KoNECT"))
    page.fill("#id_involvements-1-organization", "DIA")
    page.select_option("#id_milestones-0-kind", "signed")
    page.fill("#id_milestones-0-on", "2014년 9월")
    page.fill("#id_signatories-0-name_as_written", "Deborah Chee")
    page.select_option("#id_signatories-0-party", "involvements-0")
    page.click("input[name=_save]")
    page.wait_for_url("**/admin/agreements/agreement/")

    signatory = Agreement.objects.get().signatories.get()
    assert (signatory.involvement.name_as_written, signatory.milestone.on) == ("KoNECT", "2014-09")


@pytest.mark.django_db(transaction=True)
def test_keys_save_add_rows_and_lead_through_the_form(desk_page):
    page = desk_page("/admin/agreements/agreement/add/")
    keys = page.keyboard

    page.locator("#show-shortcuts").focus()
    keys.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    keys.press("Escape")
    page.fill("#id_texts-0-title", "Why?")
    keys.press("Alt+ArrowDown")
    expect(page.locator("summary:has(#involvements-heading)")).to_be_focused()
    keys.press("Alt+ArrowUp")
    expect(page.locator("summary:has(#texts-heading)")).to_be_focused()
    page.locator("#id_texts-0-title").focus()
    keys.press("Alt+KeyN")
    expect(page.locator("#id_texts-2-title")).to_be_visible()
    page.select_option("#id_form", "mou")
    keys.press("Control+KeyS")
    page.wait_for_url("**/change/")
    page.locator("#id_texts-0-title").focus()
    keys.press("Control+Enter")
    page.wait_for_url("**/admin/agreements/agreement/")

    assert Agreement.objects.get().texts.get().title == "Why?"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["change", pytest.param("public", marks=pytest.mark.long)])
def test_the_pages_of_an_agreement_can_be_heard(desk_page, act):
    agreement = factories.AgreementFactory(titled=True)
    commitment = factories.CommitmentFactory(agreement=agreement)
    commitment.by.add(agreement.involvements.get())
    factories.MilestoneFactory(agreement=agreement)
    older = factories.AgreementFactory(titled=True)
    factories.AgreementRelationFactory(agreement=agreement, older=older, kind="amends")
    factories.AgreementCitationFactory(agreement=agreement)
    page = desk_page(f"/admin/agreements/agreement/{agreement.pk}/{act}/")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")

    assert violations(page) == []
