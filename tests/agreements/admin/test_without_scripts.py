"""The form of an agreement in a browser without scripts: rows are added, records are chosen, long lists are open."""

import re

import pytest
from playwright.sync_api import expect

from agreements.models import Agreement
from tests import factories as make
from tests.desk.conftest import share_login

ADD = "/admin/agreements/agreement/add/"


@pytest.fixture
def page(browser, client, editor, live_server):
    """A page of a browser that runs no scripts, in which an editor has logged in."""
    client.force_login(editor)
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.set_default_timeout(30_000)
    share_login(client, context, live_server.url)
    yield context.new_page()
    context.close()


def another(page, prefix):
    page.click(f"[name=_another][value={prefix}]")


@pytest.mark.long  # a quick run has test_forms.py: a complete agreement is entered without a browser
@pytest.mark.django_db(transaction=True)
def test_a_memorandum_of_three_parties_is_recorded_without_scripts(page):
    older = make.AgreementFactory(titled=True)
    for name in ("Hanbit Institute", "University of the Rhine"):
        make.OrganizationFactory(name=name)
    page.goto(ADD)

    page.fill("#id_texts-0-title", "Memorandum of Understanding on clinical research")
    page.select_option("#id_form", "mou")
    page.fill("#id_involvements-0-organization", "Hanbit Institute")
    page.fill("#id_involvements-1-organization", "University of the Rhine")
    another(page, "involvements")
    page.fill("#id_involvements-2-organization", "Mekong Delta Clinic")
    page.check("[name=involvements-2-organization_new]")
    page.select_option("#id_milestones-0-kind", "signed")
    page.fill("#id_milestones-0-on", "12 May 2024")
    for number, name in enumerate(("Kim Seo-yeon", "Anna Weber", "Le Thi Mai")):
        if number:
            another(page, "signatories")
        page.fill(f"#id_signatories-{number}-name_as_written", name)
        page.select_option(f"#id_signatories-{number}-party", f"involvements-{number}")
    page.fill("#id_terms-0-length", "5 years")
    page.fill("#id_citations-0-source", "Three institutes sign a memorandum")
    page.fill("#id_citations-0-source_address", "https://press.example.org/2024/17")
    page.click("#relations-heading")
    another(page, "relations")
    page.select_option("#id_relations-0-kind", "renews")
    page.click("[name=_offer][value=relations-0-older]")
    page.select_option("#id_relations-0-older", str(older.pk))
    page.press("#id_texts-0-title", "Enter")
    page.wait_for_url(re.compile("/admin/agreements/agreement/(#.*)?$"))

    made = Agreement.objects.exclude(pk=older.pk).get()
    parties = ["Hanbit Institute", "University of the Rhine", "Mekong Delta Clinic"]
    assert [part.name_as_written for part in made.involvements.order_by("pk")] == parties
    assert [str(each.involvement) for each in made.signatories.order_by("pk")] == parties
    assert {each.milestone for each in made.signatories.all()} == {made.milestones.get()}
    assert (made.terms.get().length, made.relations.get().older) == ("P5Y", older)
    assert made.citations.get().source.address == "https://press.example.org/2024/17"


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_page_of_many_rows_is_worked_on_without_scripts(page):
    agreement = make.AgreementFactory(titled=True)
    for _ in range(45):
        party = make.InvolvementFactory(agreement=agreement)
    signatory = make.SignatoryFactory(agreement=agreement, involvement=party)
    last = f"#involvements-{agreement.involvements.count() - 1}"
    page.goto(f"/admin/agreements/agreement/{agreement.pk}/change/")

    expect(page.locator(last)).to_be_hidden()
    page.check("#involvements-group .show-all input")
    expect(page.locator(f"{last} [name$=-unit]")).to_be_hidden()
    page.click(f"{last} > details > summary")
    page.fill(f"{last} [name$=-unit]", "Faculty of Law")
    page.click("[name=_offer][value=signatories-0-party]")
    expect(page.locator("#id_signatories-0-party option")).to_have_count(47)  # none, and the 46 rows
    page.select_option("#id_signatories-0-party", "involvements-3")
    page.click(".save-bar [name=_continue]")
    page.wait_for_selector(".success")

    signatory.refresh_from_db()
    assert signatory.involvement == agreement.involvements.all()[3]
    assert agreement.involvements.last().unit == "Faculty of Law"
