"""Addresses hold: one for each record and language, for ever; what ended says so."""

import re

import pytest

from register.publishing import merge, publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = make.AgreementFactory(titled=True, text__title="KoNECT–DIA Memorandum")
    make.AgreementTextFactory(agreement=agreement, language="ko", title="임상시험 양해각서")
    publish(agreement, by=None)
    return agreement


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/agreements/A1", "/agreements/A1/konect-dia-memorandum"),
        ("/agreements/A1/wrong", "/agreements/A1/konect-dia-memorandum"),
        (
            "/ko/agreements/A1",
            "/ko/agreements/A1/%EC%9E%84%EC%83%81%EC%8B%9C%ED%97%98-%EC%96%91%ED%95%B4%EA%B0%81%EC%84%9C",
        ),
    ],
)
def test_a_missing_or_wrong_slug_leads_to_the_right_one(agreement, client, asked, right):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, right)
    assert client.get(right).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/agreements/A2", "/agreements/O1", "/agreements/a1/b/c", "/agreements/A0", "/agreements/A1/versions/9",
     "/agreements/A1/versions/0", "/agreements/A7/versions/", "/nowhere", "/ko/nowhere"],
)  # fmt: skip
def test_what_is_not_there_is_a_page_that_says_so_in_the_language_of_its_address(agreement, client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert f'<html lang="{"ko" if address.startswith("/ko/") else "en"}">' in response.content.decode()


def test_a_withdrawn_record_answers_with_the_public_reason_at_every_address(agreement, client):
    withdraw(agreement, by=None, reason={"en": "Entered by mistake.", "ko": "잘못 입력하였다."})

    for tail in ("", "/konect-dia-memorandum", "/versions/", "/versions/1"):
        english, korean = client.get(f"/agreements/A1{tail}"), client.get(f"/ko/agreements/A1{tail}")
        assert (english.status_code, korean.status_code) == (410, 410)
        assert "Entered by mistake." in english.content.decode()
        assert "잘못 입력하였다." in korean.content.decode()


def test_a_merged_record_leads_to_the_other_for_ever(agreement, client):
    other = make.AgreementFactory(titled=True)
    publish(other, by=None)

    merge(agreement, into=other, by=None)

    for tail in ("", "/konect-dia-memorandum", "/versions/", "/versions/1"):
        response = client.get(f"/agreements/A1{tail}")
        assert (response.status_code, response["Location"]) == (301, "/agreements/A2")


def test_a_page_links_to_itself_in_the_other_language(agreement, client):
    html = client.get("/agreements/A1/konect-dia-memorandum").content.decode()

    korean = "/ko/agreements/A1/%EC%9E%84%EC%83%81%EC%8B%9C%ED%97%98-%EC%96%91%ED%95%B4%EA%B0%81%EC%84%9C"
    assert f'<link rel="alternate" hreflang="ko" href="http://testserver{korean}">' in html
    assert f'<a href="{korean}" lang="ko" hreflang="ko">한국어</a>' in html
    assert '<link rel="alternate" type="application/json" href="/api/v1/agreements/A1">' in html


def test_the_other_language_keeps_what_was_asked(client):
    html = client.get("/agreements/?nature=programme&q=").content.decode()

    assert '<a href="/ko/agreements/?nature=programme" lang="ko" hreflang="ko">' in html


def test_versions_are_listed_and_readable_and_say_what_changed(agreement, read):
    agreement.texts.filter(language="en").update(summary="They will meet twice a year.")
    publish(agreement, by=None, note="Summary made plainer")

    listed, second, first = (read(f"/agreements/A1/versions/{tail}") for tail in ("", "2", "1"))

    assert listed.index("Version 2") < listed.index("Version 1")
    assert "Summary made plainer" in listed
    assert "What changed since version 1" in second
    assert "They will meet twice a year." in second
    assert "It is not the current one." in first
    assert "What the two agreed." in first


@pytest.mark.parametrize(
    "address", ["/", "/agreements/", "/agreements/A1/konect-dia-memorandum", "/agreements/A9", "/search?q=x"]
)
def test_pages_may_be_kept_by_any_cache_for_five_minutes_at_most(agreement, client, address):
    response = client.get(address)

    if response.status_code == 200:
        directives = dict(part.strip().partition("=")[::2] for part in response["Cache-Control"].split(","))
        assert "public" in directives
        assert 0 <= int(directives["max-age"]) <= 300
    assert not response.cookies
    assert not response.has_header("Vary")


def test_pages_have_nothing_inline_and_nothing_from_elsewhere(agreement, client):
    html = client.get("/agreements/A1/konect-dia-memorandum").content.decode()

    # a block of data is no script that runs
    assert [*re.findall("<script[^>]*>", html)] == [
        '<script type="application/ld+json">',
        '<script src="/static/js/sources.js" defer>',
        '<script src="/static/js/copy.js" defer>',
    ]
    assert "<style" not in html
    assert " style=" not in html
    assert "csrf" not in html


def test_an_old_session_is_not_answered(client):
    client.cookies["sessionid"] = ""

    response = client.get("/about")

    assert not response.cookies
    assert "Vary" not in response.headers
