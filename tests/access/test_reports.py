"""Anybody may say what is wrong with a public record: without an account, without a cookie, and not without end."""

import re
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
import time_machine
from django.test import Client

from access import senders
from access.models import Attempt, Report
from access.reports import rate_limits
from register.publishing import publish, withdraw
from tests import factories as make
from tests.interchange.test_killed_imports import database_url
from tests.pages.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement():
    agreement = make.AgreementFactory(titled=True, text__title="Accord")
    publish(agreement, by=None)
    return agreement


@pytest.fixture
def send(agreement):
    """``send(what="…")``: fill in the form of A1 and send it, as a browser without cookies."""

    def send(prefix: str = "", client=None, **values):
        client = client or Client(enforce_csrf_checks=True)
        html = client.get(f"{prefix}/report/A1/").content.decode()
        [token] = re.findall(r'name="token" value="([^"]+)"', html)
        return client.post(f"{prefix}/report/A1/", {"what": "The day is wrong.", "token": token} | values)

    return send


def test_a_report_waits_in_the_queue_with_the_version_that_was_read(send):
    response = send(source="https://example.org/letter", email="reader@example.org")

    assert (response.status_code, response["Location"]) == (302, "/report/A1/sent")
    [report] = Report.objects.open()
    assert (report.ref, report.version, report.what, report.source, report.email, report.language) == (
        "A1", 1, "The day is wrong.", "https://example.org/letter", "reader@example.org", "en",
    )  # fmt: skip


def test_afterwards_the_reader_is_told_what_happens_now(send, client):
    page = words(client.get(send()["Location"]).content.decode())

    assert "Thank you: your report was sent" in page
    assert "we promise no answer" in page
    assert "Back to the record : Accord" in page.replace("record:", "record :")


def test_the_form_says_what_an_email_address_is_for_and_until_when(agreement, client):
    page = words(client.get("/report/A1/").content.decode())

    assert (
        "It is used for nothing else, shown to nobody but staff, and deleted when the report is closed"
        in page
    )
    assert "after 90 days at the latest" in page
    assert "We promise no answer" in page


def test_the_form_says_it_in_korean(agreement, client):
    client.get("/report/A1/")  # whatever the language in which the form was imported

    page = words(client.get("/ko/report/A1/").content.decode())

    assert "신고가 종결되면 삭제합니다. 늦어도 90일 뒤에는 삭제합니다." in page
    assert "Only if we may ask you" not in page


def test_it_works_in_korean(send):
    response = send("/ko", what="날짜가 틀립니다.")

    assert response["Location"] == "/ko/report/A1/sent"
    assert Report.objects.get().language == "ko"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": "  "}, "Say what is wrong."),
        ({"what": "x" * 4001}, "Ensure this value has at most 4000 characters"),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"source": "not an address"}, "Enter a valid URL."),
        ({"source": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"token": "forged"}, "This form was open for too long."),
        ({"token": ""}, "This form was open for too long."),
    ],
)
def test_an_error_keeps_what_was_typed(send, values, sentence):
    response = send(
        **({"what": "Typed with care", "source": "https://kept.example", "email": "a@b.kr"} | values)
    )
    html = response.content.decode()

    assert response.status_code == 400
    assert sentence in words(html)
    assert ("The report was not sent yet" in html) == ("token" not in values)
    if "what" not in values:
        assert "Typed with care</textarea>" in html
    assert ("https://kept.example" in html) == ("source" not in values)
    assert not Report.objects.exists()


def test_an_error_brings_a_token_that_is_good(send, client):
    html = send(token="forged").content.decode()
    [token] = re.findall(r'name="token" value="([^"]+)"', html)

    assert client.post("/report/A1/", {"what": "Again", "token": token}).status_code == 302
    assert [report.what for report in Report.objects.all()] == ["Again"]


def test_a_token_of_another_record_or_another_day_is_not_taken(agreement, client):
    publish(make.AgreementFactory(titled=True), by=None)
    [token] = re.findall(r'name="token" value="([^"]+)"', client.get("/report/A1/").content.decode())

    assert client.post("/report/A2/", {"what": "x", "token": token}).status_code == 400
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=25)):
        assert client.post("/report/A1/", {"what": "x", "token": token}).status_code == 400
    assert not Report.objects.exists()


def test_a_program_that_fills_in_everything_is_heard_by_nobody(send):
    response = send(website="https://spam.example")

    assert response["Location"] == "/report/A1/sent"
    assert not Report.objects.exists()


def test_one_address_sends_a_few_reports_a_day_and_keeps_its_words(send, monkeypatch):
    monkeypatch.setattr(rate_limits, "MAX_PER_NETWORK", 2)
    assert [send().status_code for _one in range(2)] == [302, 302]

    response = send(what="One too many")

    assert (response.status_code, response["Retry-After"]) == (429, "86400")
    assert "One too many</textarea>" in response.content.decode()
    assert "send them tomorrow" in response.content.decode()
    assert send(client=Client(REMOTE_ADDR="203.0.113.9")).status_code == 302
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1)):
        assert send().status_code == 302


def test_a_flood_closes_nobody_out_and_waits_apart(send, monkeypatch):
    monkeypatch.setattr(rate_limits, "FLOOD", 3)
    flooder = Client(REMOTE_ADDR="203.0.113.9")
    assert [send(client=flooder, what="Flood").status_code for _one in range(4)] == [302, 302, 302, 429]

    others = [Client(REMOTE_ADDR=address) for address in ("198.51.100.7", "2001:db8:1::1", "2001:db8:2::1")]
    statuses = [send(client=other, what="Mine").status_code for other in others]
    again = [send(client=other, what="One too many") for other in others]

    assert statuses == [302] * 3
    assert [response.status_code for response in again] == [429] * 3
    assert "One too many</textarea>" in again[0].content.decode()
    reports = Report.objects.order_by("pk").values_list("what", "is_of_flood")
    assert list(reports) == [("Flood", False)] * 3 + [("Mine", True)] * 3
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=1)):
        send(client=flooder, what="Another day")
    assert not Report.objects.get(what="Another day").is_of_flood


def test_a_site_of_ipv6_is_one_network(send, monkeypatch):
    monkeypatch.setattr(rate_limits, "MAX_PER_NETWORK", 1)

    statuses = [
        send(client=Client(REMOTE_ADDR=address)).status_code
        for address in ("2001:db8:1::1", "2001:db8:1:2::1", "2001:db8:2::1")
    ]

    assert statuses == [302, 429, 302]


def test_of_an_address_only_a_hash_of_the_day_is_kept(send, rf):
    send()

    [attempt] = Attempt.objects.all()
    request = rf.get("/", REMOTE_ADDR="127.0.0.1")
    assert "127.0.0.1" not in attempt.sender
    assert attempt.sender == senders.sender_digest(request)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        assert attempt.sender != senders.sender_digest(request)


@pytest.mark.parametrize(
    ("behind_proxy", "headers", "address"),
    [
        (False, {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, "203.0.113.9"),
        (True, {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 198.51.100.1"}, "198.51.100.1"),
        (True, {"HTTP_X_FORWARDED_FOR": "1.1.1.1:80, 198.51.100.1:4711"}, "198.51.100.1"),
        (True, {"HTTP_X_FORWARDED_FOR": "[2001:db8:1:2::7]:4711"}, "2001:db8:1:2::/64"),
        (True, {"HTTP_X_FORWARDED_FOR": "[2001:db8:1:2::7]"}, "2001:db8:1:2::/64"),
        (True, {"HTTP_X_FORWARDED_FOR": "2001:db8:1:2::7"}, "2001:db8:1:2::/64"),
        (True, {"HTTP_X_FORWARDED_FOR": "unknown"}, "unknown"),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        (False, {"REMOTE_ADDR": "::ffff:203.0.113.9"}, "203.0.113.9"),
        (False, {"REMOTE_ADDR": ""}, ""),
    ],
)
def test_an_address_is_the_one_that_cannot_be_made_up(rf, settings, behind_proxy, headers, address):
    settings.BEHIND_PROXY = behind_proxy

    assert senders.client_address(rf.get("/", **headers)) == address


def test_neither_the_form_nor_the_sending_sets_a_cookie(send, client):
    assert not client.get("/report/A1/").cookies
    assert not send().cookies
    assert "no-store" in send()["Cache-Control"]


def test_every_record_page_leads_to_its_form(full, client):
    for name, plural in {"agreement": "agreements", "one": "organizations", "person": "people",
                         "activity": "activities", "topic": "topics"}.items():  # fmt: skip
        ref = full[name].ref
        assert f'href="/report/{ref}/"' in client.get(f"/{plural}/{ref}", follow=True).content.decode()
        assert client.get(f"/report/{ref}/").status_code == 200


def test_a_record_that_is_gone_is_reported_no_more(agreement, client):
    withdraw(agreement, by=None, reason={"en": "A mistake."})

    for response in (client.get("/report/A1/"), client.post("/report/A1/", {"what": "x"})):
        assert response.status_code == 410
        assert "<h1>Record A1 was withdrawn</h1>" in response.content.decode()
        assert "<dt>Reason</dt><dd>A mistake.</dd>" in response.content.decode()
    for address in ("/report/A99/", "/report/Z1/"):
        assert "<h1>Page not found</h1>" in client.get(address).content.decode()
        assert client.post(address, {"what": "x"}).status_code == 404
    assert not Report.objects.exists()


def test_reading_the_form_writes_nothing(agreement, client, as_reader):
    with as_reader():  # who may write nothing
        html = client.get("/report/A1/").content.decode()

    assert "Report a problem with</span> Accord</h1>" in html
    assert (Attempt.objects.count(), Report.objects.count()) == (0, 0)


def test_what_a_reader_writes_is_shown_on_no_public_page(send, client):
    send(what="canary words", email="canary@example.org")

    for address in (
        "/agreements/A1",
        "/report/A1/",
        "/report/A1/sent",
        "/api/v1/agreements/A1",
        "/api/v1/changes/",
    ):
        response = client.get(address, follow=True)
        assert (response.status_code, b"canary" in response.content) == (200, False)


@pytest.mark.timeout(30)  # without the promise it would wait for ever
@pytest.mark.django_db(transaction=True)
def test_what_others_lock_holds_no_report(send):
    send()
    Attempt.objects.update(at=datetime.now(UTC) - timedelta(days=2))

    with psycopg.connect(database_url()) as another_session:
        another_session.execute("SELECT * FROM access_attempt, access_report FOR UPDATE")
        assert send().status_code == 302

    assert Report.objects.count() == 2
