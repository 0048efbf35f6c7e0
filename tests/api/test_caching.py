"""Any shared cache can hold the answers, and asking again costs next to nothing."""

import gzip
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.utils import timezone

from agreements.models import Agreement
from register.models import Version
from register.publishing import publish, withdraw
from tests.factories import AgreementFactory, OrganizationFactory
from tests.redacted_texts import redact

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def only_agreement(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        publish(AgreementFactory(titled=True), by=None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def agreement(only_agreement, db):
    """A1, published once for all tests of this file."""
    return Agreement.objects.get(ref="A1")


ADDRESSES = [
    "", "agreements/", "agreements/?form=mou&limit=1", "agreements/A1", "agreements/A1/versions/",
    "agreements/A1/versions/1", "changes/", "vocabularies/", "vocabularies/form", "problems/", "problems/withdrawn",
    "schema", "agreements/A1/links/", "agreements/A1/versions/1/differences", "deadlines/", "suggestions/?q=memo",
    "agreements/A1?expand=linked", "organizations/", "topics/?limit=3",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_are_public_and_vary_on_nothing_but_compression(api, agreement, address):
    response = api(address, cookie="sessionid=abc; csrftoken=def", accept_language="ko")

    assert response.status_code == 200
    assert response.cookies == {}
    assert response.headers.get("Vary") == (None if address.endswith("versions/1") else "Accept-Encoding")
    assert response.headers["Content-Language"] == "en"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "ETag" in response.headers["Access-Control-Expose-Headers"].split(", ")
    directives = response.headers["Cache-Control"].split(", ")
    assert directives[0] == "public"
    assert 0 <= int(directives[1].removeprefix("max-age=")) <= 300


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_holds_the_answer_is_told_so_in_one_query(api, queries_of, agreement, address):
    etag = api(address).headers["ETag"]

    queries = queries_of(address, if_none_match=f'"other", {etag}')

    response = api(address, if_none_match=etag)
    assert (response.status_code, response.content, len(queries)) == (304, b"", 1)
    assert response.headers["ETag"] == etag
    assert "Content-Type" not in response.headers, "a cache would write it over that of the answer it holds"
    assert response.headers["Cache-Control"] == api(address).headers["Cache-Control"]
    assert api(address, if_none_match='"other"').status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_if_none_match_any_is_304_where_there_is_a_representation(api, agreement, address):
    """RFC 9110, 13.1.2: an asterisk stands for whatever representation there is."""
    response = api(address, if_none_match="*")

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == api(address).headers["ETag"]
    assert response.headers["Cache-Control"] == api(address).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("agreements/A99", 404), ("agreements/A1/versions/9", 404), ("vocabularies/forms", 404),
        ("agreements/?limt=1", 400), ("suggestions/", 400),
    ],
)  # fmt: skip
def test_if_none_match_any_is_no_304_where_there_is_none(api, agreement, address, status):
    response = api(address, if_none_match="*")

    assert response.status_code == status
    assert "ETag" not in response.headers


def test_if_none_match_any_tells_of_a_withdrawal(api, agreement):
    withdraw(agreement, by=None, note="x", reason={"en": "An error."})

    response = api("agreements/A1", if_none_match="*")

    assert (response.status_code, response.json()["reason"]) == (410, {"en": "An error."})


@pytest.mark.parametrize("header", ["if_match", "if_unmodified_since"])
def test_conditions_for_changes_are_ignored(api, agreement, header):
    """They guard PUT and the like; the API reads only, and none of its weak ETags could ever match."""
    value = {"if_match": '"other"', "if_unmodified_since": "Sun, 01 Jan 2006 00:00:00 GMT"}[header]

    for address in ADDRESSES:
        plain, answer = api(address), api(address, **{header: value})
        assert (answer.status_code, answer.content) == (200, plain.content)


def test_a_version_is_known_by_its_date(api, agreement):
    modified = api("agreements/A1/versions/1").headers["Last-Modified"]

    assert api("agreements/A1/versions/1", if_modified_since=modified).status_code == 304
    older = "Sun, 01 Jan 2006 00:00:00 GMT"
    assert api("agreements/A1/versions/1", if_modified_since=older).status_code == 200
    other = api("agreements/A1/versions/1", if_modified_since=modified, if_none_match='"other"')
    assert other.status_code == 200, "the ETag comes first: RFC 9110, 13.2.2"
    undated = [address for address in ADDRESSES if "Last-Modified" not in api(address).headers]
    assert undated == [address for address in ADDRESSES if address != "agreements/A1/versions/1"]


def test_a_version_that_was_redacted_since_is_sent_again(api, agreement):
    before = api("agreements/A1/versions/1").headers
    held = {"if_modified_since": before["Last-Modified"]}
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        redact(Version.objects.filter(ref="A1"), ["/texts/0/title"], reason="asked", basis="Act 1", by=None)

    assert api("agreements/A1/versions/1", **held).status_code == 200
    assert api("agreements/A1/versions/1", if_none_match=before["ETag"]).status_code == 200


def test_a_304_has_the_headers_it_always_had(api, agreement):
    headers = {*api("agreements/A1", if_none_match="*").headers}

    assert headers == {*api("agreements/A1", if_none_match=api("agreements/A1").headers["ETag"]).headers}
    assert {"ETag", "Cache-Control", "Vary", "X-Request-ID"} <= headers
    assert "Content-Type" not in headers


def test_an_etag_is_strong_only_for_the_bytes_of_a_version(api, agreement):
    weak = [address for address in ADDRESSES if api(address).headers["ETag"].startswith('W/"')]

    assert weak == [address for address in ADDRESSES if address != "agreements/A1/versions/1"]


def test_a_publication_or_a_new_day_makes_another_etag(api, agreement):
    with time_machine.travel("2024-06-01T12:00Z"):
        first = api("agreements/").headers["ETag"]
        assert api("agreements/").headers["ETag"] == first
        assert api("agreements/?limit=3").headers["ETag"] != first
        publish(OrganizationFactory(), by=None)
        second = api("agreements/").headers["ETag"]
    with time_machine.travel("2024-06-02T12:00Z"):
        third = api("agreements/").headers["ETag"]

    assert len({first, second, third}) == 3


def test_an_answer_never_outlives_its_day(api, agreement):
    here = timezone.get_default_timezone()
    with time_machine.travel(datetime(2024, 6, 1, 23, 59, 50, tzinfo=here), tick=False):
        assert api("agreements/").headers["Cache-Control"] == "public, max-age=10"
    with time_machine.travel(datetime(2024, 6, 1, 12, tzinfo=here), tick=False):
        assert api("agreements/").headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("encoding", ["", "gzip"])
@pytest.mark.parametrize("address", [*ADDRESSES, "agreements/A99", "agreements/?limt=1"])
def test_head_says_what_get_would(api, agreement, address, encoding):
    got = api(address, accept_encoding=encoding)
    headed = api(address, method="head", accept_encoding=encoding)

    assert (headed.status_code, headed.content) == (got.status_code, b"")
    assert headed.headers["Content-Length"] == str(len(got.content))
    of_each = [{**one.headers, "X-Request-ID": ""} for one in (headed, got)]
    assert of_each[0] == of_each[1]


@pytest.mark.parametrize("address", ["agreements/A1", "agreements/A1/versions/1", "agreements/A99"])
def test_head_has_no_content_before_any_server_takes_it_away(agreement, address):
    handler = ClientHandler(enforce_csrf_checks=False)
    handler.load_middleware()

    response = handler.get_response(RequestFactory().head(f"/api/v1/{address}"))

    assert (response.content, int(response.headers["Content-Length"]) > 100) == (b"", True)


def test_long_answers_are_compressed_for_those_who_take_that(api, agreement):
    plain = api("agreements/A1")

    compressed = api("agreements/A1", accept_encoding="br, gzip")

    assert len(plain.content) > 1000
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == plain.content
    assert compressed.headers["Content-Length"] == str(len(compressed.content))
    assert compressed.headers["ETag"] == plain.headers["ETag"]
    assert plain.headers["ETag"].startswith('W/"')
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize("refused", ["gzip;q=0", "br, GZIP; q=0.000, identity", "gzip;q=0,*"])
def test_nothing_is_compressed_for_who_refuses_that(api, agreement, refused):
    answer = api("agreements/A1", accept_encoding=refused)

    assert "Content-Encoding" not in answer.headers
    assert answer.content == api("agreements/A1").content
    assert api("agreements/A1", accept_encoding="gzip;q=0.5").headers["Content-Encoding"] == "gzip"


def test_short_answers_and_the_bytes_of_a_version_are_not_compressed(api, agreement):
    agreement.texts.update(summary="What they agreed to do. " * 50)
    publish(agreement, by=None)

    short, exact = (
        api(address, accept_encoding="gzip") for address in ("topics/", "agreements/A1/versions/2")
    )

    assert len(exact.content) > 1000
    for response in (short, exact):
        assert "Content-Encoding" not in response.headers
    assert short.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("address", "methods"),
    [("agreements/", {"GET", "HEAD", "OPTIONS"}), ("me/keys/", {"GET", "HEAD", "OPTIONS", "POST"})],
)
def test_scripts_of_other_sites_may_ask_and_send_no_key(api, address, methods):
    response = api(
        address, method="options", origin="https://example.org", access_control_request_method="GET"
    )

    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert set(response.headers["Access-Control-Allow-Methods"].split(", ")) == methods
    assert response.headers["Access-Control-Allow-Headers"] == "Accept, If-None-Match"
