"""Staff attach files, are told in words why one is refused, and open what is attached."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.models import Document
from sources.models import Source
from tests import factories as make
from tests.attachments import pdf, upload
from tests.desk.conftest import Fields
from tests.response_bodies import body_of

ADD = "/admin/agreements/agreement/add/"
ADD_SOURCE = "/admin/sources/source/add/"

pytestmark = pytest.mark.django_db


def words(response) -> str:
    text = re.sub("<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


@pytest.fixture
def new_agreement(desk, form_at):
    """The add page with a title and a document, whose file is to be chosen; not sent."""
    form = form_at(desk, ADD)
    form.fill("texts-0", language="en", title="Memorandum")
    form["row"] = form.add("documents", title="The text", visibility="staff")
    return form


def send(desk, form, content: bytes, name: str = "mou.pdf", address: str = ADD):
    row = form.pop("row")
    return desk.post(address, {**form, f"{row}-file": SimpleUploadedFile(name, content)})


def test_a_file_is_attached_and_opened_from_the_page(desk, new_agreement):
    assert send(desk, new_agreement, pdf(), "양해각서.pdf").status_code == 302
    document = Document.objects.get()

    page = desk.get(f"/admin/agreements/agreement/{document.agreement_id}/change/").content.decode()
    [(address, label)] = re.findall(r'Currently:\s*<a href="([^"]+)">([^<]+)</a>', page)
    response = desk.get(address)

    assert html.unescape(label).replace("\xa0", " ") == f"양해각서.pdf (PDF, {len(pdf())} bytes)"
    assert body_of(response) == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "ETag" not in response


def test_a_refused_file_is_told_at_its_field_and_all_else_is_kept(desk, new_agreement, errors_of):
    response = send(desk, new_agreement, b"<script>alert(1)</script>", "양해각서.pdf")

    assert errors_of(response) == {
        "documents-0": {
            "file": [
                "This file is none of PDF, DOCX, ODT, HWP, HWPX, PNG, JPEG. Its content decides, not its name: "
                "save it as a PDF and attach that."
            ]
        }
    }
    assert "Choose this file again: 양해각서.pdf" in words(response)
    assert 'value="The text"' in response.content.decode()
    assert not Document.objects.exists()


def test_a_good_file_beside_an_error_elsewhere_is_kept(desk, new_agreement, errors_of):
    new_agreement.fill("milestones-0", kind="signed", on="whenever")

    response = send(desk, new_agreement, pdf())

    assert [*errors_of(response)] == ["milestones-0"]
    assert "Attach mou.pdf, which you chose and which is kept" in words(response)
    assert "Choose this file again" not in words(response)
    assert "which is kept" not in words(desk.get(ADD))
    again = Fields(response.content.decode()).form | {"milestones-0-on": ["2020"]}
    assert desk.post(ADD, again).status_code == 302
    assert Document.objects.get().file_name == "mou.pdf"


@pytest.mark.parametrize(
    ("sign", "length"),
    [("한", 110), ("x", 121), *(pytest.param("한", one, marks=pytest.mark.long) for one in (97, 400))],
)
def test_a_long_name_is_cut_and_keeps_its_ending(desk, new_agreement, form_at, sign, length):
    stem = sign * length
    assert send(desk, new_agreement, pdf(), f"{stem}.pdf").status_code == 302
    form = form_at(desk, ADD_SOURCE) | {"title": ["Letter"]}
    desk.post(ADD_SOURCE, {**form, "archived_copy": SimpleUploadedFile(f"{stem}.pdf", pdf())})

    assert Document.objects.get().file_name == Source.objects.get().copy_name == f"{stem[:120]}.pdf"


def test_the_reasons_are_in_the_language_of_the_page(desk, new_agreement, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024

    response = send(desk, new_agreement, pdf() + bytes(1024 * 1024), address=f"/ko{ADD}")

    assert "이 파일의 크기는" in words(response)
    assert "파일을 다시 선택하십시오: mou.pdf" in words(response)


def test_an_archived_copy_is_attached_and_cleared(desk, form_at, errors_of):
    form = form_at(desk, ADD_SOURCE) | {"title": ["Letter"]}
    assert (
        "archived_copy"
        in errors_of(desk.post(ADD_SOURCE, {**form, "archived_copy": SimpleUploadedFile("copy.exe", b"MZ")}))[
            ""
        ]
    )
    desk.post(ADD_SOURCE, {**form, "archived_copy": SimpleUploadedFile("copy.exe", pdf())})
    source = Source.objects.get()
    assert (source.copy_name, source.copy_media_type) == ("copy.exe.pdf", "application/pdf")

    change = f"/admin/sources/source/{source.pk}/change/"
    desk.post(change, {**form_at(desk, change), "archived_copy-clear": "on"})

    source.refresh_from_db()
    assert (source.archived_copy.name, source.copy_name, source.copy_size) == ("", "", None)


def test_only_who_may_see_the_record_may_open_its_file(client, desk, reader):
    document = make.DocumentFactory(file=upload(pdf(), "mou.pdf"), visibility="staff")
    source = make.SourceFactory(archived_copy=upload(pdf(), "copy.pdf"))
    addresses = [document.file.url, source.archived_copy.url]
    somebody = make.UserFactory()

    for user, expected in ((reader, 200), (somebody, 403), (None, 302)):
        client.logout()
        if user:
            client.force_login(user)
        responses = [client.get(address) for address in addresses]
        assert [response.status_code for response in responses] == [expected] * 2
        for response in responses:
            body_of(response)  # a file is closed when it was read


def test_there_is_nothing_under_other_addresses(desk):
    without = make.DocumentFactory()
    addresses = [f"agreements.document/{without.pk}", "agreements.document/0", "sources.source/0"]
    addresses += ["agreements.agreement/1", "spreadsheets.spreadsheetimport/1", "x/1", "auth.user/1"]

    assert {desk.get(f"/admin/files/{address}/").status_code for address in addresses} == {404}
