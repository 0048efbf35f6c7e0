"""Who may bring spreadsheets in, and which; what is refused says why."""

import pytest
from django.contrib.auth.models import Permission

from spreadsheets.admin import forms
from spreadsheets.models import SavedList, SpreadsheetImport
from tests.factories import UserFactory
from tests.spreadsheets.admin.journey import (
    ADD,
    BAD,
    GOOD,
    IMPORTS,
    apply,
    apply_sheet,
    check_sheet,
    page_of,
    request_check,
    sheet,
    upload_sheet,
)

pytestmark = pytest.mark.django_db
SHOWN = ("change", "file", "bad-rows/csv", "history")
ACTS = ("check", "apply", "take-back", "start-again", "columns")


def refusal(client, file) -> list[str]:
    response = client.post(ADD, {"file": file} if file else {})
    assert response.status_code == 200, "nothing was refused"
    assert SpreadsheetImport.objects.count() == 0
    return response.context["form"].errors["file"]


def test_a_file_that_is_too_large_is_refused_with_its_size(desk, monkeypatch):
    monkeypatch.setattr(forms, "MAX_UPLOAD_BYTES", 100)

    file = sheet(*GOOD)
    assert refusal(desk, file) == [
        f"The file has {file.size}\xa0bytes. At most 100\xa0bytes can be read: leave out pictures, or divide it."
    ]


def test_other_kinds_of_files_are_refused_by_their_names(desk):
    assert refusal(desk, sheet(*GOOD, name="list.pdf")) == ["Only CSV and XLSX files can be read."]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_what_is_in_a_file_decides_and_not_what_it_is_called(desk, name):
    [sentence] = refusal(desk, sheet("\x00\x01%PDF-1.7", headers="%PDF-1.7\x00\x00", name=name))

    assert sentence.endswith(".")


def test_no_file_at_all_is_refused(desk):
    assert refusal(desk, None) == ["This field is required."]


def test_two_columns_cannot_mean_what_only_one_can(desk):
    spreadsheet = upload_sheet(desk, *GOOD)
    twice = {"name": "Partners", "column-0": "title_en", "column-1": "title_en"}

    refused = desk.post(page_of(spreadsheet, "columns"), twice).context["form"].non_field_errors()
    meaning = dict(forms.column_choices()[2][1] + forms.column_choices()[1][1])["title_en"]

    assert refused == [f"Only one column can mean “{meaning}”: choose which."]
    assert SavedList.objects.count() == 0


def test_one_column_at_least_means_something(desk):
    refused = desk.post(page_of(upload_sheet(desk, *GOOD), "columns"), {"name": "Partners"}).context["form"]

    assert refused.non_field_errors() == ["Say of at least one column what it means."]


def test_readers_see_imports_and_may_do_nothing_with_them(desk, reader):
    spreadsheet = check_sheet(desk, *GOOD, BAD)
    desk.force_login(reader)

    shown = {}
    for act in SHOWN:
        response = desk.get(page_of(spreadsheet, act))
        shown[act] = response.status_code
        b"".join(response)  # a file is closed when it was read
    refused = {
        act: desk.post(page_of(spreadsheet, act), {"digest": spreadsheet.digest}).status_code for act in ACTS
    }
    page = desk.get(page_of(spreadsheet)).content.decode()

    assert shown == dict.fromkeys(SHOWN, 200)
    assert refused == dict.fromkeys(ACTS, 403)
    assert (desk.get(ADD).status_code, desk.post(ADD, {"file": sheet(*GOOD)}).status_code) == (403, 403)
    assert [page_of(spreadsheet, act) in page for act in ACTS] == [False] * 5
    for address in ("/admin/", "/admin/agreements/agreement/", IMPORTS):
        assert ADD not in desk.get(address).content.decode()
    spreadsheet.refresh_from_db()
    assert spreadsheet.state == "checked"


def test_a_reader_is_told_that_nobody_has_said_what_the_columns_mean(desk, reader):
    spreadsheet = upload_sheet(desk, *GOOD)
    desk.force_login(reader)

    page = desk.get(page_of(spreadsheet)).content.decode()

    assert "Nobody has said yet what its columns mean." in page


def test_who_may_not_change_agreements_cannot_do_it_with_a_spreadsheet(client, groups):
    user = UserFactory(username="only imports")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="spreadsheets"))
    client.force_login(user)

    assert [client.get(ADD).status_code, client.post(ADD, {"file": sheet(*GOOD)}).status_code] == [403, 403]
    assert SpreadsheetImport.objects.count() == 0
    assert ADD not in client.get("/admin/").content.decode()
    user.user_permissions.add(Permission.objects.get(codename="view_agreement"))
    assert ADD not in client.get("/admin/agreements/agreement/").content.decode()


def test_strangers_see_nothing(desk, client):
    spreadsheet = check_sheet(desk, *GOOD, BAD)
    client.logout()

    answers = {client.get(page_of(spreadsheet, act)).status_code for act in (*SHOWN, *ACTS[3:])}
    answers |= {client.post(page_of(spreadsheet, act)).status_code for act in ACTS}

    assert answers == {302}, "they are sent to the login"


def test_an_uploaded_file_lies_under_no_public_address_and_a_name_that_says_nothing(desk, client):
    spreadsheet = upload_sheet(desk, *GOOD, name="secret partners.csv")
    assert "secret" not in spreadsheet.file.name
    assert b"".join(desk.get(page_of(spreadsheet, "file"))).decode().endswith(GOOD[-1])
    client.logout()

    for address in (
        f"/media/{spreadsheet.file.name}",
        f"/{spreadsheet.file.name}",
        f"/static/{spreadsheet.file.name}",
    ):
        assert client.get(address).status_code == 404


def test_editors_import_and_are_offered_it_where_they_would_look(desk):
    for address in ("/admin/", "/admin/agreements/agreement/", IMPORTS):
        assert ADD in desk.get(address).content.decode()


def test_what_an_import_did_cannot_be_forgotten_but_a_mistaken_upload_can(desk):
    in_effect, mistaken = apply_sheet(desk, *GOOD), upload_sheet(desk, BAD)

    refused = desk.post(page_of(in_effect, "delete"), {"post": "yes"}).status_code
    deleted = desk.post(page_of(mistaken, "delete"), {"post": "yes"}).status_code
    selection = {"action": "delete_selected", "_selected_action": [in_effect.pk], "index": "0", "post": "yes"}
    desk.post(IMPORTS, selection)

    assert (refused, deleted) == (403, 302)
    assert SpreadsheetImport.objects.get() == in_effect
    assert not mistaken.file.storage.exists(mistaken.file.name)


def test_steps_that_do_not_fit_the_state_are_refused_in_words(desk):
    spreadsheet = request_check(desk, *GOOD)

    page = apply(desk, spreadsheet).content.decode()

    assert "This cannot be done now: the import is being checked." in page
    assert desk.get(page_of(spreadsheet, "columns")).status_code == 302
    assert desk.get(page_of(spreadsheet, "take-back")).status_code == 302


@pytest.mark.parametrize("address", ["999/change/", "x/columns/", "999/bad-rows/csv/", "999/file/"])
def test_what_is_not_there_is_not_found(desk, address):
    response = desk.get(IMPORTS + address)

    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in response.content.decode()


def test_there_are_no_bad_rows_to_take_where_none_are(desk):
    without, one = check_sheet(desk, *GOOD), check_sheet(desk, *GOOD, BAD)

    answers = {
        (spreadsheet, suffix): desk.get(page_of(spreadsheet, f"bad-rows/{suffix}"))
        for spreadsheet in (without, one)
        for suffix in ("csv", "xlsx", "exe")
    }

    assert {place: answer.status_code for place, answer in answers.items()} == {
        (without, "csv"): 404, (without, "xlsx"): 404, (without, "exe"): 404,
        (one, "csv"): 200, (one, "xlsx"): 200, (one, "exe"): 404,
    }  # fmt: skip
    lines = b"".join(answers[one, "csv"]).decode().splitlines()
    b"".join(answers[one, "xlsx"])  # a file is closed when it was read
    assert [line.startswith(BAD.rstrip(",")) for line in lines] == [False, True]


def test_a_cell_with_markup_is_shown_as_it_is_and_runs_nothing(desk):
    spreadsheet = check_sheet(desk, "1,<script>alert(1)</script>,Ministry of Examples,<b>never</b>,")

    page = desk.get(page_of(spreadsheet)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;b&gt;never&lt;/b&gt;" in page
