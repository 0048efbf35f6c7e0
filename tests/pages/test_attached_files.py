"""Readers can take home what a published version names, harmlessly; that there is any other file they cannot tell."""

import hashlib
import re

import pytest
from django.core.files.storage import default_storage

from agreements.models import Document
from core.stored_files import stored_file_fields
from register.kinds import kind_of
from register.models import Entry
from register.publishing import publish, withdraw
from tests import factories as make
from tests.attachments import GOOD_FILES, pdf, upload
from tests.core.uploads.hostile_files import HOSTILE
from tests.response_bodies import body_of

pytestmark = pytest.mark.django_db

SAFE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "none",
    "X-Robots-Tag": "noindex",
}


@pytest.fixture
def agreement():
    return make.AgreementFactory(titled=True)


def attach(agreement, content: bytes = b"", name: str = "mou.pdf", **given) -> Document:
    return make.DocumentFactory(agreement=agreement, file=upload(content or pdf(), name), **given)


def both_addresses(document, number: int = 1) -> list[str]:
    ref = document.agreement.ref
    return [
        f"/agreements/{ref}/files/{document.key}",
        f"/ko/agreements/{ref}/versions/{number}/files/{document.key}",
    ]


@pytest.mark.parametrize(("label", "file"), GOOD_FILES.items(), ids=GOOD_FILES)
def test_a_public_document_can_be_taken_home(client, agreement, label, file):
    name, content = file
    document = attach(agreement, content, name)
    publish(agreement, by=None)
    digest = hashlib.sha256(content).hexdigest()

    for address in both_addresses(document):
        response = client.get(address)

        assert (response.status_code, body_of(response)) == (200, content)
        assert response["Content-Type"] == document.media_type
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Length"] == str(len(content))
        assert response["ETag"] == f'"{digest}"'
        assert {header: response[header] for header in SAFE} == SAFE
        assert re.fullmatch(r"public, max-age=\d+|max-age=\d+, public", response["Cache-Control"])
        assert response.cookies == {}
        assert client.get(address, headers={"If-None-Match": f'"{digest}"'}).status_code == 304
        head = client.head(address)
        assert (head.status_code, body_of(head), head["ETag"]) == (200, b"", f'"{digest}"')
        assert client.post(address).status_code == 405


HELD = ['"{0}"', 'W/"{0}"', "*", '"x", "{0}"']


@pytest.mark.parametrize(
    ("label", "file", "held"),
    [
        pytest.param(label, file, held, id=f"{label} {held}")
        for number, (label, file) in enumerate(GOOD_FILES.items())
        for held in (HELD[:1] if number else HELD)
    ],
)
def test_an_answer_without_the_file_has_the_headers_of_the_file(client, agreement, label, file, held):
    """A cache writes those of a 304 over what it holds; of a page's they would make a page of the file."""
    name, content = file
    document = attach(agreement, content, name)
    publish(agreement, by=None)
    condition = {"If-None-Match": held.format(document.sha256)}

    for address in both_addresses(document):
        whole = client.get(address)
        assert body_of(whole) == content
        head, *short = (
            client.head(address),
            *(ask(address, headers=condition) for ask in (client.get, client.head)),
        )
        assert (head.status_code, *(answer.status_code for answer in short)) == (200, 304, 304)
        assert body_of(head) == b""
        assert _without_length(head) == _without_length(whole)
        assert head["Content-Length"] == whole["Content-Length"]
        for answer in short:
            assert _without_length(answer) == _without_length(whole)


def _without_length(response) -> dict[str, str]:
    return {
        header: value
        for header, value in response.headers.items()
        if header not in ("Content-Length", "X-Request-ID")
    }


def test_its_name_comes_in_the_script_of_its_readers(client, agreement):
    document = attach(agreement, name='양해각서 "최종".pdf')
    publish(agreement, by=None)

    responses = [client.get(address) for address in both_addresses(document)]
    assert [body_of(response) for response in responses] == [pdf()] * 2
    [header] = {response["Content-Disposition"] for response in responses}

    assert header == (
        "attachment; filename*=utf-8''%EC%96%91%ED%95%B4%EA%B0%81%EC%84%9C%20_%EC%B5%9C%EC%A2%85_.pdf"
    )


def test_what_holds_something_else_comes_as_an_attachment_of_its_own_type(client, agreement):
    cases = [case[:2] for case in HOSTILE.values() if not case[2]]
    documents = [attach(agreement, content, name) for name, content in cases]
    publish(agreement, by=None)

    for document, (name, content) in zip(documents, cases, strict=True):
        for address in both_addresses(document):
            response = client.get(address)
            assert body_of(response) == content, name
            assert response["Content-Type"] == document.media_type, name
            assert response["Content-Disposition"].startswith("attachment; "), name
            assert {header: response[header] for header in SAFE} == SAFE, name


# What is hidden


def test_what_is_hidden_is_answered_like_what_is_not_there(client, agreement):
    shown = attach(agreement, pdf("shown"))
    staff = attach(agreement, pdf("staff"), visibility="staff")
    elsewhere = make.DocumentFactory(agreement=agreement, sha256=staff.sha256, media_type=staff.media_type)
    publish(agreement, by=None)
    late = attach(agreement, pdf("late"))
    draft = attach(make.AgreementFactory(titled=True), pdf("draft"))
    closed = attach(
        make.AgreementFactory(titled=True, disclosure="closed", disclosure_basis="Act"), pdf("closed")
    )
    ref = agreement.ref
    unknown = client.get(f"/agreements/{ref}/files/zzzzz2")

    hidden = [
        *(f"/agreements/{ref}/files/{row.key}" for row in (staff, elsewhere, late, draft, closed)),
        *(f"/agreements/{ref}/versions/1/files/{row.key}" for row in (staff, elsewhere, late, draft, closed)),
        f"/agreements/{ref}/versions/2/files/{shown.key}",
        f"/agreements/{ref}/versions/0/files/{shown.key}",
        f"/agreements/A999/files/{shown.key}",
        f"/organizations/{ref}/files/{shown.key}",
        f"/agreements/{ref}/files/{shown.sha256}",
        f"/agreements/{ref}/files/s1",
        f"/{staff.file.name}",
        f"/media/{shown.file.name}",
    ]

    for address in hidden:
        response = client.get(address)
        assert (address, response.status_code) == (address, 404)
        assert response.content == unknown.content
        headers = ({**answer.headers, "X-Request-ID": ""} for answer in (response, unknown))
        assert next(headers) == next(headers) or not address.startswith(f"/agreements/{ref}/files")
    assert body_of(client.get(f"/agreements/{ref}/files/{shown.key}")) == pdf("shown")


def test_the_published_version_decides_not_the_desk(client, agreement):
    document = attach(agreement, pdf("first"))
    publish(agreement, by=None)
    current, first = both_addresses(document)

    document.visibility, document.file = "staff", upload(pdf("second"), "other.pdf")
    document.save()

    assert [body_of(client.get(address)) for address in (current, first)] == [pdf("first")] * 2
    document.visibility = "public"
    document.save()
    assert [body_of(client.get(address)) for address in (current, first)] == [pdf("first")] * 2

    publish(agreement, by=None)

    second = both_addresses(document, 2)[1]
    expected = [pdf("second"), pdf("first"), pdf("second")]
    assert [body_of(client.get(address)) for address in (current, first, second)] == expected


def test_a_document_that_was_taken_out_stays_in_the_version_that_names_it(client, agreement):
    document = attach(agreement)
    publish(agreement, by=None)
    current, first = both_addresses(document)
    document.delete()

    publish(agreement, by=None)

    assert client.get(current).status_code == 404
    assert body_of(client.get(first)) == pdf()


def test_after_a_withdrawal_no_file_is_given_out(client, agreement):
    document = attach(agreement)
    publish(agreement, by=None)
    addresses = both_addresses(document)

    withdraw(agreement, by=None, reason={"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."})

    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert "Entered by mistake." in answers[0].content.decode()


def test_where_existence_alone_is_public_no_file_is(client, agreement):
    make.InvolvementFactory(agreement=agreement)
    agreement.disclosure, agreement.disclosure_basis = "existence", "Law, article 4"
    agreement.save()
    document = attach(agreement)

    publish(agreement, by=None)

    assert [client.get(address).status_code for address in both_addresses(document)] == [404, 404]


def test_a_file_that_is_lost_is_logged_and_not_found(client, agreement, caplog):
    document = attach(agreement, pdf("lost"))
    publish(agreement, by=None)
    default_storage.delete(document.file.name)

    assert [client.get(address).status_code for address in both_addresses(document)] == [404, 404]
    assert document.file.name in caplog.text


# Copies of sources


def citing_agreement(source):
    record = make.AgreementFactory(titled=True)
    make.AgreementCitationFactory(agreement=record, source=source, facts=[])
    return record


def citing_activity(source):
    record = make.ActivityFactory(titled=True)
    make.ActivityCitationFactory(activity=record, source=source, facts=[])
    return record


def citing_organization(source):
    record = make.OrganizationFactory()
    record.citations.create(source=source)
    return record


def citing_person(source):
    record = make.PersonFactory()
    record.citations.create(source=source)
    return record


@pytest.mark.parametrize("cite", [citing_agreement, citing_activity, citing_organization, citing_person])
def test_a_cleared_copy_of_a_source_is_given_out_by_every_record_that_cites_it(client, cite):
    source = make.SourceFactory(archived_copy=upload(pdf(), "copy.pdf"), is_cleared=True)
    record = cite(source)
    publish(record, by=None)
    plural = kind_of(record).plural

    for address in (f"/{plural}/{record.ref}/files/s1", f"/{plural}/{record.ref}/versions/1/files/s1"):
        response = client.get(address)
        assert (response.status_code, body_of(response)) == (200, pdf())
        assert response["Content-Disposition"] == 'attachment; filename="copy.pdf"'
        assert {header: response[header] for header in SAFE} == SAFE
    page = client.get(f"/{plural}/{record.ref}", follow=True).content.decode()
    link = (
        rf'<a href="/{plural}/{record.ref}/versions/1/files/s1" download>\s*Archived copy \(PDF, \d+\sbytes\)'
    )
    assert re.search(link, page)


def test_a_copy_that_is_not_cleared_is_named_nowhere(client):
    source = make.SourceFactory(archived_copy=upload(pdf("kept"), "canary.pdf"))
    agreement = citing_agreement(source)
    publish(agreement, by=None)
    source.is_cleared = True
    source.save()

    for tail in ("files/s1", "versions/1/files/s1"):
        assert client.get(f"/agreements/{agreement.ref}/{tail}").status_code == 404
    body = Entry.objects.get(ref=agreement.ref).body
    assert source.sha256 not in body
    assert "canary" not in body


# Pages


def test_the_page_says_what_a_link_leads_to(client, agreement):
    document = attach(agreement, title="The memorandum", language="ko", pages=2)
    publish(agreement, by=None)

    for language, size in (("en", "bytes"), ("ko", "바이트")):
        prefix = "" if language == "en" else "/ko"
        page = client.get(f"{prefix}/agreements/{agreement.ref}", follow=True).content.decode()
        [(address, words)] = re.findall(
            r'<a href="([^"]+/files/[^"]+)" download[^>]*>(.*?)</a>', page, re.DOTALL
        )
        text = " ".join(re.sub("<[^>]+>", "", words).split())
        assert re.fullmatch(rf"The memorandum \(PDF, {document.size}\s{size}\)", text)
        assert body_of(client.get(address)) == pdf()


def test_the_page_of_a_version_leads_to_the_files_of_that_version(client, agreement):
    document = attach(agreement, pdf("first"))
    publish(agreement, by=None)
    document.file = upload(pdf("second"), "mou.pdf")
    document.save()
    publish(agreement, by=None)

    for number, words in ((1, "first"), (2, "second")):
        page = client.get(f"/agreements/{agreement.ref}/versions/{number}").content.decode()
        [address] = re.findall(r'href="([^"]+/files/[^"]+)"', page)
        assert body_of(client.get(address)) == pdf(words)


def test_the_api_says_what_a_file_is_and_data_for_search_engines_where(client, agreement):
    document = attach(agreement)
    publish(agreement, by=None)

    [stated] = client.get(f"/api/v1/agreements/{agreement.ref}").json()["record"]["documents"]
    page = client.get(f"/agreements/{agreement.ref}", follow=True).content.decode()

    assert {name: stated[name] for name in ("file", "media_type", "size", "sha256")} == {
        "file": "mou.pdf",
        "media_type": "application/pdf",
        "size": len(pdf()),
        "sha256": hashlib.sha256(pdf()).hexdigest(),
    }
    [url] = re.findall(r'"contentUrl": ?"([^"]+)"', page)
    assert body_of(client.get(re.sub("^https?://[^/]+", "", url))) == pdf()
    assert url.endswith(f"/agreements/{agreement.ref}/files/{document.key}")


def test_every_field_of_files_is_one_of_these():
    assert {str(field) for field in stored_file_fields()} == {
        "agreements.Document.file",
        "site_profile.SiteProfile.logo",
        "sources.Source.archived_copy",
    }
