"""The page of a conflict and the notice of open forms as people use them: two languages, two widths, a keyboard."""

import pytest
from django.test import Client

from agreements.models import Agreement
from tests import factories as make
from tests.attachments import pdf
from tests.axe import violations
from tests.desk.conftest import Fields, address, share_login

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def colleague(groups, publisher):
    client = Client()
    client.force_login(publisher)
    return client


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize(
    ("language", "width"), [pytest.param("", 1280, marks=pytest.mark.long), ("/ko", 360)]
)
def test_a_conflict_is_solved_with_the_keyboard(
    page_at, client, editor, colleague, live_server, tmp_path, language, width
):
    agreement = make.AgreementFactory(titled=True, form_as_written="Note")
    make.SignatoryFactory(
        agreement=agreement, person=None, post_as_written="President of the " + "long " * 30
    )
    page = page_at(width)
    client.force_login(editor)
    share_login(client, page.context, live_server.url)
    page.goto(f"{live_server.url}{language}{address(agreement)}")
    theirs = Fields(colleague.get(address(agreement)).content.decode()).form
    theirs["form_as_written"], theirs["signatories-0-DELETE"] = ["Accord"], ["on"]
    colleague.post(address(agreement), theirs)
    page.fill("#id_form_as_written", "Pact")
    page.fill("#id_signatories-0-post_as_written", "Rector")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    page.click("#documents-group .add-row a")
    page.fill("#id_documents-0-title", "Text")
    file = tmp_path / "typed.pdf"
    file.write_bytes(pdf())
    page.set_input_files("#id_documents-0-file", file)
    page.click("input[name=_save]")
    page.wait_for_selector(".record-conflict")

    assert violations(page) == []
    assert not is_too_wide(page)
    groups = page.locator(".conflict:has(input:required):not(:has(input:checked))")
    assert groups.count() == 2
    for number in range(2):
        page.locator(".conflict input[value=theirs]").nth(number).focus()
        page.keyboard.press("ArrowDown")  # to yours
    page.locator(".record-conflict [type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/agreements/agreement/")

    saved = Agreement.objects.get(pk=agreement.pk)
    assert (saved.form_as_written, saved.signatories.get().post_as_written) == ("Pact", "Rector")
    assert saved.documents.get().file_name == "typed.pdf"


@pytest.mark.long  # a quick run has test_conflicts.py: a form says who else has it open
@pytest.mark.parametrize(("language", "width"), [("", 360), ("/ko", 1280)])
def test_an_open_form_hears_of_others(page_at, client, editor, colleague, live_server, language, width):
    agreement = make.AgreementFactory(titled=True)
    page = page_at(width)
    client.force_login(editor)
    share_login(client, page.context, live_server.url)
    page.goto(f"{live_server.url}{language}{address(agreement)}")
    assert page.locator(".open-forms").count() == 0

    colleague.get(address(agreement))
    page.evaluate("giveSign()")
    page.wait_for_selector(".open-forms")

    assert "publisher" in page.inner_text(".open-forms")
    assert violations(page) == []
    client.logout()
    page.evaluate("giveSign()")
    page.wait_for_selector("#form-logged-out:not([hidden])")
