"""Tasks of readers, each by the keyboard alone, with scripts and without them.

How many steps each takes is told by ``./dev test tests/pages/test_tasks_of_readers.py --log-cli-level=INFO``.
"""

import logging
import re

import pytest

from agreements.models import Agreement
from document_texts.extraction import extract_waiting
from register.publishing import publish
from tests.pages.readers import Reader

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def site(demo_site, django_db_blocker):
    """The demonstration with texts of its documents, and a record with two versions, edited since."""
    with django_db_blocker.unblock():
        publish(Agreement.objects.get(external_id="demo-exchange"), by=None)
        extract_waiting(seconds=60)
    return demo_site


@pytest.fixture(scope="module")
def told():
    rows = []
    yield rows
    lines = [f"{task:60} {scripts:8} {steps:>5} {keys:>5}" for task, scripts, steps, keys in rows]
    logging.getLogger(__name__).info("\n".join([f"{'task':60} {'scripts':8} steps  keys", *lines]))


@pytest.fixture(params=["none", pytest.param("scripts", marks=pytest.mark.long)])
def reader(request, browser, site, told):
    """A reader at the front page; what the browser complains of fails the test."""
    complaints = []
    context = browser.new_context(
        java_script_enabled=request.param == "scripts",
        viewport={"width": 1280, "height": 900},
        locale="en-US",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    reader = Reader(page, site)
    reader.opens("/")
    yield reader
    context.close()
    task = request.node.name.partition("[")[0].removeprefix("test_").replace("_", " ")
    told.append((task, request.param, reader.steps, reader.keys))
    assert complaints == []


def searches(reader: Reader, words: str, *, on: str = "Search agreements") -> None:
    reader.types(on, words)
    reader.sends()


def test_an_agreement_by_the_former_name_of_a_party(reader):
    searches(reader, "4EU Alliance")
    reader.skips_to_content()
    reader.follows("^Declaration on the establishment of the 4EU Alliance$")

    reader.is_at("Declaration on the establishment")
    reader.sees("Charles University")


def test_what_held_between_two_countries_on_a_day(reader):
    reader.follows("^Countries$")
    reader.skips_to_content()
    reader.follows("^South Korea")
    reader.skips_to_content()
    reader.follows("^United Kingdom")
    reader.is_at("United Kingdom – South Korea")
    reader.sees("Agreements and activities in common today")

    reader.types("Status on", "06302015")
    reader.follows("^Show$")

    reader.sees("Agreements and activities in common on 30 June 2015")


@pytest.mark.long
def test_what_may_lapse_between_two_days(reader):
    reader.follows("^Agreements$")
    reader.skips_to_content()
    reader.presses("^Filter and sort$")
    reader.types("^Ends from$", "2026-11-22")
    reader.types("^Ends until$", "2049-12-31")
    reader.sends()

    reader.sees("Memorandum of understanding between Jatiya Kabi Kazi Nazrul")


def test_where_a_fact_comes_from(reader):
    searches(reader, "KoNECT DIA")
    reader.skips_to_content()
    reader.follows("^Memorandum of Understanding between KoNECT and DIA$")
    reader.skips_to_content()
    reader.presses("^source 1")

    told = reader.page.locator("[popover]:popover-open, li:target")  # in place, or in the list of the sources
    assert "KoNECT" in told.inner_text()
    assert re.search("The source states it.|^Stated$", told.inner_text(), re.MULTILINE)


def test_what_changed_since_the_first_version(reader):
    searches(reader, "Exchange of Editors")
    reader.skips_to_content()
    reader.follows("^Memorandum on the Exchange of Editors")
    reader.skips_to_content()
    reader.follows("^all versions$")
    reader.skips_to_content()
    reader.follows("^Version 2$")

    reader.sees("A second exchange is being prepared.")


@pytest.mark.long
def test_the_results_of_a_search_as_a_file(reader):
    reader.follows("^Agreements$")
    reader.skips_to_content()
    reader.types("^Words to find$", "KSEA")
    reader.sends()
    reader.sees("best match first")
    reader.skips_to_content()
    file = reader.downloads("CSV")

    assert file.count("Memorandum of understanding between KSEA") == 4


def test_a_feed_of_what_a_search_finds(reader):
    reader.follows("^Agreements$")
    reader.skips_to_content()
    reader.types("^Words to find$", "KSEA")
    reader.sends()
    reader.sees("best match first")
    reader.skips_to_content()
    reader.goes_to("Atom|feed")

    address = reader.page.evaluate("document.activeElement.href")
    answer = reader.page.request.get(address)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, "application/atom+xml")
    assert answer.text().count("<entry>") == 4


def test_how_to_cite_a_record(reader):
    searches(reader, "KoNECT DIA")
    reader.skips_to_content()
    reader.follows("^Memorandum of Understanding between KoNECT and DIA$")
    reader.skips_to_content()
    reader.follows("^In other languages, and for reference managers$")

    reader.sees("BibTeX", "Memorandum of Understanding between KoNECT and DIA")


@pytest.mark.long
def test_an_organization_by_its_korean_name(reader):
    reader.follows("^한국어$")
    searches(reader, "한국임상시험산업본부", on="언어 무관")
    reader.skips_to_content()
    reader.follows("^국가임상시험지원재단")

    reader.is_at("국가임상시험지원재단")


@pytest.mark.long
def test_an_organization_by_its_korean_acronym(reader):
    reader.follows("^한국어$")
    searches(reader, "보산진", on="언어 무관")
    reader.skips_to_content()
    reader.follows("^한국보건산업진흥원")

    reader.is_at("한국보건산업진흥원")


@pytest.mark.long
def test_the_largest_partners_in_a_field(reader):
    reader.follows("^Topics$")
    reader.skips_to_content()
    reader.follows("^Clinical trials$")

    reader.sees("Partners", "Korea National Enterprise for Clinical Trials")


@pytest.mark.long
def test_words_of_a_document(reader):
    searches(reader, "obligations under law")
    reader.skips_to_content()
    reader.follows("^Memorandum on the Exchange of Editors")

    reader.sees("It creates no obligations under law.")


@pytest.mark.long
def test_letters_about_what_a_search_finds(reader):
    searches(reader, "clinical trials")
    reader.skips_to_content()
    reader.follows("^Follow$")
    reader.types("mail address", "reader@example.org")
    reader.follows("^(Follow|Send|Subscribe)")

    assert reader.page.url.endswith("/follow/sent")


@pytest.mark.long
def test_what_came_of_a_dialogue(reader):
    searches(reader, "First Korea-UK Health Dialogue")
    reader.skips_to_content()
    reader.follows("^First Korea-UK Health Dialogue$")

    reader.sees("Outcomes", "antimicrobial resistance")


@pytest.mark.long
def test_who_signed_and_in_what_post(reader):
    searches(reader, "MTPConnect")
    reader.skips_to_content()
    reader.follows("^Memorandum of understanding between MTPConnect")

    reader.sees("Signatories", "Chief Operating Officer")


def test_a_report_of_an_error(reader):
    searches(reader, "MTPConnect")
    reader.skips_to_content()
    reader.follows("^Memorandum of understanding between MTPConnect")
    reader.skips_to_content()
    reader.follows("^Report a problem with this record$")
    reader.types("What is wrong", "The post of one of them is another.")
    reader.follows("^Send the report$")

    assert reader.page.url.endswith("/sent")
