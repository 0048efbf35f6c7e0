"""Lists in other forms as answers: any cache may hold them, nothing is read for nothing, names are sensible."""

from urllib.parse import unquote

import psycopg
import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from register.publishing import publish
from tests import factories as make
from tests.exports.conftest import FORMS, PLURALS, publish_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def agreement(django_db_setup, django_db_blocker):
    """One agreement for all tests of this file, which only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield publish_agreement()
        transaction.set_rollback(True)


ADDRESSES = [
    *(f"/{plural}/export.{form}" for plural in PLURALS for form in FORMS),
    *(f"/ko/agreements/export.{form}" for form in FORMS),
    *["/changes.atom", "/ko/changes.atom", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-agreements-0.xml"],
]
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_public_and_vary_on_nothing(agreement, client, address):
    client.cookies["sessionid"] = "abc"

    response = client.get(address, headers={"accept-language": "ko"})

    assert (response.status_code, response["Content-Type"]) == (200, TYPES[address.rpartition(".")[2]])
    assert response.cookies == {}
    assert "Vary" not in response.headers
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["X-Robots-Tag"] == "noindex"
    public, age = response["Cache-Control"].split(", ")
    assert public == "public"
    assert 0 <= int(age.removeprefix("max-age=")) <= 60
    b"".join(response)


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_holds_the_answer_is_told_so_in_one_statement(agreement, client, address):
    etag = client.get(address)["ETag"]

    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers={"if-none-match": etag})

    assert (response.status_code, response.content, len(captured)) == (304, b"", 1)
    assert "Content-Type" not in response.headers


@pytest.mark.parametrize(
    "address", ["/agreements/export.csv", "/ko/people/export.ics", "/changes.atom", "/sitemap.xml"]
)
def test_a_publication_or_a_new_day_makes_another_answer(agreement, client, address):
    with time_machine.travel("2024-06-01T12:00Z"):
        first = client.get(address)["ETag"]
        assert client.get(address)["ETag"] == first
        publish(make.OrganizationFactory(), by=None)
        second = client.get(address)["ETag"]
    with time_machine.travel("2024-06-02T12:00Z"):
        third = client.get(address)["ETag"]

    assert len({first, second, third}) == 3


@pytest.mark.parametrize("address", ADDRESSES)
def test_head_says_what_get_would(agreement, client, address):
    with time_machine.travel("2024-06-01T12:00Z", tick=False):
        got, headed = client.get(address), client.head(address)

    assert headed.status_code == 200
    assert {**headed.headers} == {**got.headers, "X-Request-ID": headed.headers["X-Request-ID"]}
    assert b"".join(headed) == b""


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ics"])
def test_nothing_is_read_for_head(agreement, rf, form):
    address = f"/agreements/export.{form}"

    with CaptureQueriesContext(connection) as captured:
        response = resolve(address).func(rf.head(address))  # a test client would throw the pieces away
        assert b"".join(response) == b""

    assert len(captured) == 1  # what the ETag depends on


def test_files_have_names_that_say_what_they_are_in_either_language(agreement, client):
    with time_machine.travel("2026-01-31T12:00Z"):
        english, korean, feed = (
            client.get(address)["Content-Disposition"]
            for address in ("/agreements/export.csv", "/ko/people/export.xlsx", "/activities/export.ics")
        )

    assert english == 'attachment; filename="agreements-2026-01-31.csv"'
    assert unquote(korean) == "attachment; filename*=utf-8''인물-2026-01-31.xlsx"
    assert feed == 'inline; filename="activities-2026-01-31.ics"'


def test_pieces_keep_their_language_whoever_reads_them(agreement, client):
    korean = client.get("/ko/agreements/export.csv?on=2024-01-01")
    client.get("/agreements/")  # leaves English behind in this thread

    content = b"".join(korean).decode()
    assert {"만료", "보건"} <= {*content.split(",")}


@pytest.mark.parametrize("prefix", ["", "/ko"])
@pytest.mark.parametrize("plural", PLURALS[:4])
def test_a_list_links_to_its_other_forms_with_the_same_search(agreement, client, plural, prefix):
    html = client.get(f"{prefix}/{plural}/?q=a&page=1&ordering=").content.decode()

    for form in FORMS:
        assert f'<a href="{prefix}/{plural}/export.{form}?q=a" type="{TYPES[form]}" rel="nofollow">' in html
    feed = f'<link rel="alternate" type="{TYPES["atom"]}" title='
    assert feed in html.partition("</head>")[0]
    assert f'href="{prefix}/{plural}/export.atom?q=a">' in html.partition("</head>")[0]
    assert client.get(f"{prefix}/{plural}/export.csv?q=a").status_code == 200


def test_a_list_that_cannot_be_read_offers_nothing_to_take_along(client):
    refused, answered = (
        client.get(f"/agreements/?nature={nature}").content.decode() for nature in ("pact", "programme")
    )

    assert [f"export.{form}" in answered for form in ("csv", "xlsx", "json", "atom", "ics")] == [True] * 5
    assert "export." not in refused


def test_page_and_api_lead_to_each_other(agreement, client):
    page = client.get("/agreements/A1/accord").content.decode()
    record, version, listed = (
        client.get(f"/api/v1/agreements/{tail}")
        for tail in ("A1", "A1/versions/1", "?country=KR&limit=3&fields=texts")
    )

    assert '<link rel="alternate" type="application/json" href="/api/v1/agreements/A1">' in page
    for answer, path in (
        (record, "/agreements/A1"), (version, "/agreements/A1/versions/1"), (listed, "/agreements/?country=KR"),
    ):  # fmt: skip
        assert answer["Link"] == f'<http://testserver{path}>; rel="alternate"; type="text/html"'
        assert client.get(path, follow=True).status_code == 200
        assert "Link" in answer["Access-Control-Expose-Headers"]
    topics = client.get("/api/v1/topics/?q=health")["Link"]
    assert topics == '<http://testserver/topics/?q=health>; rel="alternate"; type="text/html"'
    assert (
        b'type="application/json" href="/api/v1/topics/?q=health">' in client.get("/topics/?q=health").content
    )


@pytest.mark.parametrize("extension", ["csv", "json", "ics"])
def test_what_takes_too_long_to_begin_is_no_file(agreement, client, monkeypatch, extension):
    def too_long(*_arguments, **_options):
        raise OperationalError("canceling statement") from psycopg.errors.QueryCanceled()
        yield

    monkeypatch.setattr("django.db.models.QuerySet.iterator", too_long)
    response = client.get(f"/agreements/export.{extension}")

    assert (response.status_code, response.json()["code"]) == (503, "too_slow")
    assert (response["Retry-After"], response["Cache-Control"]) == ("30", "no-store")
    assert "Content-Disposition" not in response.headers
