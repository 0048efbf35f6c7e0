"""The organizations of a list, each once, before its preview: what each becomes, and how that is put right."""

import pytest

from organizations.models import Organization
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
    assert page.count("Ministry of Examples") == 4, "in the list, as new, and in the names of its fields"
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
