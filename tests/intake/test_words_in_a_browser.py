"""Words of a text are put into fields by keys, and all sure suggestions are accepted at once, beside the form."""

import json

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.desk.conftest import share_login
from tests.intake.memorandum import RELEASE


@pytest.mark.django_db(transaction=True)
def test_words_and_suggestions_are_put_into_fields_beside_the_text(page_at, client, publisher, live_server):
    text = make.SourceTextFactory(text=RELEASE.strip(), source__language="en")
    client.force_login(publisher)
    page = page_at(1280)
    share_login(client, page.context, live_server.url)

    page.goto(f"{live_server.url}/admin/agreements/agreement/add/?texts={text.pk}")
    page.wait_for_selector("#text-accept-all:visible")
    page.fill("#id_terms-0-length", "5년")
    expect(page.locator("#id_terms-0-length_words")).to_have_text("five years")
    page.fill("#id_milestones-0-on", "2024년 3월 5일")
    expect(page.locator("#id_milestones-0-on_words")).to_have_text("5 March 2024")
    page.fill("#id_milestones-0-on", "")
    page.fill("#id_terms-0-length", "")
    expect(page.locator("#id_milestones-0-on_words")).to_have_text("")

    page.select_option("#id_milestones-0-kind", "signed")
    page.fill("#id_milestones-0-on", "2023-01-01")
    offer = page.locator(".offer", has_text="signed – 13 May 2024").get_by_role("button").first
    offer.click()
    expect(page.locator(".texts-acts [role=status]")).to_contain_text("Something else stands there and stays")
    expect(page.locator("#id_milestones-0-on")).to_have_value("2023-01-01")
    expect(offer).to_be_enabled()
    page.fill("#id_milestones-0-on", "")
    page.press("#id_milestones-0-on", "Enter")  # saves nothing half-typed
    expect(page.locator("#draft-kept")).to_have_text("Enter alone does not save: press Ctrl and Enter.")
    page.select_option("#id_milestones-0-kind", "")

    page.check("#id_texts-0-is_working_title")
    page.click("#id_texts-0-title")
    page.focus(f"#source-text-{text.pk}")
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#id_texts-0-title")).to_have_value("Three institutes")
    expect(page.locator("#id_texts-0-is_working_title")).not_to_be_checked()

    page.click("#id_texts-1-title")
    page.focus(f"#source-text-{text.pk}")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#id_texts-1-language")).to_have_value("English")  # that of the text
    page.fill("#id_texts-1-title", "")
    page.fill("#id_texts-1-language", "Korean")

    start = RELEASE.index("Three institutes")
    [quote] = json.loads(page.input_value("[name=quoted]"))
    assert (quote["field"], quote["start"], quote["end"]) == ("texts-0-title", start, start + 16)

    page.click("#id_texts-0-title")
    page.keyboard.type(" and more")
    page.check("#id_texts-0-is_working_title")
    page.click("#text-accept-all")

    assert page.input_value("#id_texts-0-title") == "Three institutes and more"

    page.locator(".offer", has_text="Title").get_by_role("button").first.click()

    assert page.input_value("#id_texts-0-title") == "Memorandum of Understanding on Vaccine Research"
    assert not page.is_checked("#id_texts-0-is_working_title")
    assert page.input_value("#id_involvements-0-organization") == "Korea Institute of Vaccines"
    assert page.input_value("#id_signatories-0-name_as_written") == "Kim Minji"
    assert page.input_value("#id_signatories-0-party") == "involvements-0"
    guessed = json.loads(page.input_value("[name=guessed]"))
    assert guessed[0]["name"] == "Korea Institute of Vaccines"

    names = {
        f"signatories-{row}-name_as_written": name
        for row, name in enumerate(("Kim Minji", "Lars Holm", "Anna de Vries", "Pieter Bakker"))
    }
    assert quoted(page, "signatories") == names

    page.click("#signatories-0 .inline-deletelink")
    page.click("#involvements-1 .inline-deletelink")

    assert [*quoted(page, "signatories").items()] == [
        (f"signatories-{row}-name_as_written", name) for row, name in enumerate([*names.values()][1:])
    ]
    assert page.input_value("#id_signatories-1-party") == "involvements-1"
    assert page.input_value("#id_signatories-0-party") == ""


def quoted(page, part: str) -> dict[str, str]:
    """The names of people that the form cites, by their inputs."""
    quotes = json.loads(page.input_value("[name=quoted]"))
    return {
        each["field"]: each["words"]
        for each in quotes
        if each["field"].startswith(part) and "name" in each["field"]
    }
