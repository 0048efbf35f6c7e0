"""A memorandum of three parties, recorded from two press releases in a browser and published, with few acts."""

import sys

import pytest

from agreements.models import Agreement
from tests import factories as make
from tests.attachments import pdf
from tests.axe import violations
from tests.desk.conftest import share_login
from tests.intake.memorandum import RELEASE, REPORT
from tests.intake.published_facts import assert_is_the_memorandum

MOST = 20


class Hand:
    """Acts of a person, counted: a page, a click, a field, a choice; a file is three."""

    def __init__(self, page):
        self.page, self.acts = page, []
        page.on("framenavigated", lambda frame: self.acts.append(f"page {frame.url}"))

    def click(self, role, name):
        self.page.get_by_role(role, name=name).first.click()
        self.acts.append(f"click {name}")

    def type(self, field, text):
        self.page.fill(field, text)
        self.acts.append(f"type {field}")

    def choose(self, field, value):
        self.page.select_option(field, value)
        self.acts.append(f"choose {field}")

    def attach(self, field, name, content):
        self.page.set_input_files(field, {"name": name, "mimeType": "application/pdf", "buffer": content})
        self.acts += [f"file {field}"] * 3


@pytest.mark.django_db(transaction=True)
def test_three_parties_are_recorded_from_two_texts_with_at_most_20_acts(
    page_at, client, publisher, live_server
):
    make.OrganizationFactory(name="Korea Institute of Vaccines", country="KR")
    make.OrganizationFactory(name="Norwegian Centre for Epidemics", country="NO")
    client.force_login(publisher)
    page = page_at(1280)
    share_login(client, page.context, live_server.url)
    hand = Hand(page)

    page.goto(f"{live_server.url}/admin/")
    hand.click("link", "Record an agreement from a text")
    hand.type("#id_text", RELEASE)
    hand.type("#id_second", REPORT)
    hand.attach("#id_document", "Memorandum of 13 May 2024.pdf", pdf())
    assert violations(page) == []
    hand.click("button", "See what the text suggests")
    page.wait_for_url("**/suggestions/**")
    assert violations(page) == []
    for words in ("length", "at its end", "13 May", "1 June", "Title"):
        if not page.get_by_role("checkbox", name=words).first.is_checked():
            hand.click("checkbox", words)
    hand.click("button", "Fill in the form")
    page.wait_for_url("**/add/**")
    page.wait_for_selector("#text-offers li")
    assert violations(page) == []
    hand.choose("#id_documents-0-visibility", "public")
    if page.get_by_role("button", name="Save and publish").count():
        hand.click("button", "Save and publish")
    else:
        hand.click("button", "Save and continue editing")
        page.wait_for_url("**/change/**")
        page.locator(".record-acts a", has_text="Publish").first.click()
        hand.acts.append("click Publish")
    page.wait_for_url("**/publish/")
    page.locator(".record-publish .submit-row input").click()
    hand.acts.append("click Publish")
    page.wait_for_url("**/change/")

    sys.stdout.write(f"\n{len(hand.acts)} acts: {hand.acts}\n")
    assert_is_the_memorandum(Agreement.objects.get())
    assert len(hand.acts) <= MOST, hand.acts
