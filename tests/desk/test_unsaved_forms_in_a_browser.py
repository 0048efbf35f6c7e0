"""A form in a browser outlives its session and its tab: nothing typed is lost."""

import pytest

from agreements.models import Agreement
from desk.models import FormDraft
from tests.axe import violations
from tests.desk.conftest import share_login

ADD = "/admin/agreements/agreement/add/"


@pytest.mark.django_db(transaction=True)
def test_a_form_is_kept_while_typing_and_goes_on_after_its_session_has_ended(
    page_at, client, editor, live_server
):
    page = page_at(360)
    client.force_login(editor)
    share_login(client, page.context, live_server.url)
    page.goto(live_server.url + ADD)
    page.fill("#id_texts-0-title", "Memorandum of the river")
    page.wait_for_selector("#draft-kept:not(:empty)")

    client.logout()
    page.click("input[name=_save]")
    page.wait_for_selector("#form-logged-out:not([hidden])")
    assert page.input_value("#id_texts-0-title") == "Memorandum of the river"
    client.force_login(editor)
    share_login(client, page.context, live_server.url)

    page.on("dialog", lambda dialog: dialog.accept())  # that something typed is not saved
    page.goto(live_server.url + ADD)
    page.click("[name=_restore]")
    page.wait_for_selector(".draft-notice:has-text('not saved yet')")
    assert violations(page) == []
    assert page.input_value("#id_texts-0-title") == "Memorandum of the river"
    client.logout()
    client.force_login(editor)  # in another tab: the token of this page is of before
    share_login(client, page.context, live_server.url)
    page.dblclick("input[name=_save]")  # saves once
    page.wait_for_url("**/admin/agreements/agreement/")

    assert str(Agreement.objects.get()) == "Memorandum of the river"
    assert not FormDraft.objects.exists()
