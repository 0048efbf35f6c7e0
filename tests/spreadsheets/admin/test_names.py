"""The organizations of a list, each once, before its preview: what each becomes, and how that is put right."""

import re

import pytest
from django.contrib.admin.models import LogEntry

from organizations.models import Organization
from spreadsheets.admin.decisions import names_in_list
from spreadsheets.admin.import_pages import _NAMES_PER_PAGE
from tests import factories
from tests.spreadsheets.admin.journey import GOOD, apply, check_again, check_sheet, page_of, run_worker_on

pytestmark = pytest.mark.django_db


def names_page(client, spreadsheet, query=""):
    return client.get(page_of(spreadsheet, "organizations") + query).content.decode()


def test_each_name_is_there_once_with_what_it_becomes(desk):
    known = factories.OrganizationFactory(name="Institute of Examples", country="DE")
    spreadsheet = check_sheet(desk, *GOOD, GOOD[1].replace("2,", "3,", 1))

    page = " ".join(names_page(desk, spreadsheet).split())

    assert f'/admin/organizations/organization/{known.pk}/change/">Institute of Examples</a>' in page
    assert page.count("Ministry of Examples") == 5, "in the list, as new, and in the names of its fields"
    assert "rows 3, 4" in page
    assert "To decide: <strong>0</strong> · here already: <strong>1</strong>" in page
    assert desk.get(page_of(spreadsheet)).status_code == 200, "nothing is open: the preview comes at once"


def test_a_name_that_was_taken_for_another_gets_its_right_one(desk):
    factories.OrganizationFactory(name="Institute of Examples", country="")
    spreadsheet = check_sheet(desk, *GOOD)

    spreadsheet = check_again(
        desk, spreadsheet, name_1="Ministry of Examples", really_1=" Ministry of  Trade ;Ministry of Sea"
    )
    assert spreadsheet.answers["organizations"] == {
        "Ministry of Examples": ["Ministry of Trade", "Ministry of Sea"]
    }
    spreadsheet = check_again(desk, spreadsheet, name_1="Institute of Examples", choice_1="new")

    apply(desk, spreadsheet)
    run_worker_on(spreadsheet)
    assert sorted(Organization.objects.values_list("name", flat=True)) == [
        "Institute of Examples",
        "Institute of Examples",
        "Ministry of Sea",
        "Ministry of Trade",
    ]


def test_the_preview_is_to_be_had_before_all_is_decided(desk):
    factories.OrganizationFactory(name="Institute of Examples", country="")
    spreadsheet = check_sheet(desk, "1,Memorandum,Institute of Exampels,2020,")

    page = desk.get(f"{page_of(spreadsheet)}?show=").content.decode()

    assert "1 name may be an organization that is here already: decide" in page


def test_many_names_come_in_pages(desk):
    count = _NAMES_PER_PAGE + 5
    spreadsheet = check_sheet(
        desk, *(f"{n},Memorandum,{chr(65 + n % 26) * 3}{n}xyz{n * 7919},2020," for n in range(count))
    )

    pages = [names_page(desk, spreadsheet, f"?page={page}").count('name="really-') for page in (1, 2)]

    assert pages == [_NAMES_PER_PAGE, 5]


def test_readers_do_not_decide(desk, reader):
    spreadsheet = check_sheet(desk, *GOOD)
    desk.force_login(reader)

    assert desk.get(page_of(spreadsheet, "organizations")).status_code == 403


GUESSED = "1,Memorandum,Royal Institute of Japan,2020,"


def test_a_guessed_country_is_corrected_and_remembered_for_the_next_issue(desk):
    spreadsheet = check_sheet(desk, GUESSED)
    page = " ".join(names_page(desk, spreadsheet).split())
    assert 'name="country-1" value="Japan" list="countries"' in page
    assert "(from the name)" in page

    spreadsheet = check_again(desk, spreadsheet, name_1="Royal Institute of Japan", country_1="독일")

    assert spreadsheet.answers["countries"] == {"Royal Institute of Japan": "DE"}
    assert 'value="Germany"' in names_page(desk, spreadsheet)
    further = check_sheet(desk, GUESSED, "2,Memorandum,Royal Institute of Japan,2021,")
    assert [name["country"] for name in further.findings["organizations"]] == ["DE"]
    apply(desk, further)
    run_worker_on(further)
    assert list(Organization.objects.values_list("name", "country")) == [("Royal Institute of Japan", "DE")]


ORIGINS = {
    "bracket": "(from the brackets)", "other_rows": "(from other rows)", "name": "(from the name)",
    "address": "(from the web address)", "answer": "(as it was chosen)", "cell": "",
}  # fmt: skip


@pytest.mark.parametrize("origin", ORIGINS)
def test_a_country_says_from_what_it_was_taken_and_from_nothing_else(desk, origin):
    spreadsheet = check_sheet(desk, GUESSED)
    spreadsheet.findings["organizations"][0]["country_from"] = origin
    spreadsheet.save()

    page = names_page(desk, spreadsheet)

    assert [words for words in ORIGINS.values() if words and words in page] == list(
        filter(None, [ORIGINS[origin]])
    )


@pytest.mark.parametrize("language", ["", "/ko"])
def test_a_country_that_nobody_touched_is_no_answer_in_any_language(desk, language):
    spreadsheet = check_sheet(desk, GUESSED)
    page = desk.get(language + page_of(spreadsheet, "organizations")).content.decode()
    shown = re.search(r'name="country-1" value="([^"]*)"', page)[1]

    desk.post(
        language + page_of(spreadsheet, "check"),
        {"name-1": "Royal Institute of Japan", "country-1": shown, "confirm": "yes"},
    )

    spreadsheet.refresh_from_db()
    assert shown == {"": "Japan", "/ko": "일본"}[language]
    assert (spreadsheet.state, spreadsheet.answers["countries"]) == ("checked", {})


def test_a_country_is_taken_away_and_guessed_again(desk):
    spreadsheet = check_sheet(desk, GUESSED)

    spreadsheet = check_again(desk, spreadsheet, name_1="Royal Institute of Japan", country_1=" ")
    assert spreadsheet.findings["organizations"][0]["country"] == ""
    assert "Royal Institute of Japan → no country" in " ".join(names_page(desk, spreadsheet).split())

    spreadsheet = check_again(desk, spreadsheet, again_country="Royal Institute of Japan")
    assert spreadsheet.findings["organizations"][0]["country"] == "JP"


def test_what_is_no_country_is_told_and_the_other_decisions_are_kept(desk):
    spreadsheet = check_sheet(desk, GUESSED, "2,Memorandum,Museum of Kites,2021,")
    numbers = {name["name"]: name["number"] for name in names_in_list(spreadsheet)}
    fields = {
        f"{field}-{numbers[name]}": value
        for name, country in (("Royal Institute of Japan", "Utopia"), ("Museum of Kites", "Peru"))
        for field, value in (("name", name), ("country", country))
    }

    page = desk.post(page_of(spreadsheet, "check"), fields, follow=True).content.decode()

    spreadsheet.refresh_from_db()
    assert "No country is called so, and it was not kept: Utopia." in page
    assert spreadsheet.answers["countries"] == {"Museum of Kites": "PE"}
    assert (spreadsheet.state, spreadsheet.digest) == ("checked", ""), "to be checked before it is applied"


def test_a_country_is_kept_by_the_right_name(desk):
    spreadsheet = check_sheet(desk, GUESSED)

    spreadsheet = check_again(
        desk,
        spreadsheet,
        name_1="Royal Institute of Japan",
        really_1="Royal School of Korea",
        country_1="Peru",
    )

    assert [name["country"] for name in spreadsheet.findings["organizations"]] == ["PE"]


def test_all_sure_names_are_confirmed_in_one_act(desk):
    known = factories.OrganizationFactory(name="Institute of Examples", country="")
    spreadsheet = check_sheet(desk, *GOOD, "3,Memorandum,Institute of Exampels,2020,")
    assert "Confirm all 2 sure names: to the preview" in names_page(desk, spreadsheet)

    response = desk.post(page_of(spreadsheet, "check"), {"confirm": "yes"})

    assert response["Location"] == f"{page_of(spreadsheet)}?show="
    assert LogEntry.objects.latest("pk").get_change_message() == "Confirmed 2 organizations."
    spreadsheet.refresh_from_db()
    assert spreadsheet.state == "checked"
    decided = {
        "confirm": "yes", "name-1": "Institute of Exampels", "choice-1": str(known.pk)
    }  # fmt: skip
    desk.post(page_of(spreadsheet, "check"), decided)
    spreadsheet.refresh_from_db()
    assert spreadsheet.state == "checking", "what is decided on the way is checked first"
