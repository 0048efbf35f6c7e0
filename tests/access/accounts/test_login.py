"""Logging in with a password: limited without locking anybody out, logged, and telling nobody who has an account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import LoginAttempt
from bench.logins import PAIRS, compare, refused_login
from tests.access.accounts.conftest import LOGIN, PASSWORD
from tests.at_once import at_once

OWN_HOST = ["/admin/agreements/agreement/", "/ko/admin/", "http://testserver/admin/agreements/topic/"]
ELSEWHERE = [
    "https://evil.example/", "//evil.example", "///evil.example", r"\\evil.example", r"/\evil.example",
    "http:evil.example", "https:///evil.example", "javascript:alert(1)", "data:text/html,x", " //evil.example",
    "\t//evil.example", "http://testserver@evil.example", "http://testserver.evil.example/", "ftp://testserver/",
    "http://evil.example#testserver", "http://[::1]/", "https://www.testserver/", "\x00//evil.example",
]  # fmt: skip


def test_somebody_logs_in_by_user_name_or_e_mail_address(log_in, somebody, client):
    for name in ("kim", " kim ", "kim@office.example", "KIM@Office.Example"):
        response = log_in(name)

        assert (response.status_code, response["Location"]) == (302, "/admin/"), name
        assert client.get("/admin/").status_code == 200


def test_an_address_of_two_accounts_opens_neither(log_in, somebody):
    User.objects.create_user("other", "kim@office.example", PASSWORD, is_staff=True)

    assert log_in("kim@office.example").status_code == 200
    assert log_in("kim").status_code == 302


def test_after_ten_failures_an_address_waits_for_the_name(log_in, somebody, client):
    assert [log_in(password="wrong").status_code for _ in range(12)] == [200] * 10 + [429] * 2

    refused = log_in(password=PASSWORD)
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert "_auth_user_id" not in client.session


def test_nobody_is_locked_out_by_a_stranger(log_in, somebody):
    for _ in range(12):
        log_in(password="wrong", address="198.51.100.9")

    assert log_in(address="192.0.2.1").status_code == 302


def test_the_limit_ends_after_a_quarter_of_an_hour(log_in, somebody):
    for _ in range(10):
        log_in(password="wrong")
    assert log_in().status_code == 429

    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        assert log_in().status_code == 302


def test_successes_are_no_failures(log_in, somebody):
    for _ in range(9):
        log_in(password="wrong")

    assert [log_in().status_code for _ in range(5)] == [302] * 5
    assert log_in(password="wrong").status_code == 200
    assert log_in().status_code == 429


def test_many_names_from_one_address_are_limited_together(log_in, somebody):
    assert [log_in(f"name{number}", "wrong").status_code for number in range(51)] == [200] * 50 + [429]

    assert log_in().status_code == 429
    assert log_in(address="192.0.2.2").status_code == 302


def test_a_name_is_the_same_in_any_case_and_width(log_in, somebody):
    for name in [
        "kim@office.example",
        "KIM@office.example",
        "ｋｉｍ@office.example",
        " kim@OFFICE.example",
    ] * 3:
        log_in(name, "wrong")

    assert log_in("kim@office.example").status_code == 429


def test_a_forged_header_does_not_lift_the_limit(log_in, somebody):
    for number in range(10):
        log_in(password="wrong", x_forwarded_for=f"203.0.113.{number}")

    assert log_in(x_forwarded_for="203.0.113.99").status_code == 429


def test_behind_a_proxy_the_address_that_the_proxy_added_counts(log_in, somebody, settings, attempts):
    settings.BEHIND_PROXY = True
    for number in range(10):
        log_in(password="wrong", address="127.0.0.1", x_forwarded_for=f"203.0.113.{number}, 198.51.100.9")

    assert log_in(address="127.0.0.1", x_forwarded_for="8.8.8.8, 198.51.100.9").status_code == 429
    assert log_in(address="127.0.0.1", x_forwarded_for="198.51.100.9, 192.0.2.1").status_code == 302
    assert {address for *_rest, address in attempts()} == {"198.51.100.9", "192.0.2.1"}


def test_of_ipv6_a_network_counts_as_one_address(log_in, somebody):
    for number in range(10):
        log_in(password="wrong", address=f"2001:db8::{number}")

    assert log_in(address="2001:db8::ffff").status_code == 429
    assert log_in(address="2001:db8:0:1::1").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_guesses_at_once_are_all_counted(django_user_model):
    django_user_model.objects.create_user("kim", "kim@office.example", PASSWORD, is_staff=True)
    answers = []

    def guess():
        answers.append(Client().post(LOGIN, {"login": "kim", "password": "a guess"}).status_code)

    at_once(*[guess] * 14)

    assert sorted(answers) == [200] * 10 + [429] * 4


@pytest.mark.parametrize(
    ("typed", "password"),
    [("nobody", "wrong"), ("nobody@office.example", "wrong"), ("kim", "wrong"), ("kim@office.example", "wrong"),
     ("closed", "wrong"), ("closed", PASSWORD), ("without", "wrong"), ("without", ""), ("nobody", "")],
)  # fmt: skip
def test_a_refusal_tells_nobody_who_has_an_account(log_in, somebody, typed, password, client):
    User.objects.create_user("closed", "closed@office.example", PASSWORD, is_active=False)
    User.objects.create_user("without", "without@office.example")
    reference = comparable(log_in("someone else", password or ""), "someone else")

    assert comparable(log_in(typed, password), typed) == reference
    assert "_auth_user_id" not in client.session


def comparable(response, typed):
    """Status, headers and page, less what is new each time and the name that was typed."""
    page = re.sub(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", response.content.decode())
    headers = {
        name: value for name, value in response.headers.items() if name not in {"X-Request-ID", "Expires"}
    }
    headers["Content-Security-Policy"] = re.sub("nonce-[^']*", "", headers["Content-Security-Policy"])
    del headers["Content-Length"]
    return response.status_code, headers, page.replace(f'value="{typed}"', "")


@pytest.mark.parametrize("typed", ["nobody", "kim", "kim@office.example", "closed", "without"])
def test_every_refusal_costs_one_hash(log_in, somebody, typed, monkeypatch):
    User.objects.create_user("closed", "closed@office.example", PASSWORD, is_active=False)
    User.objects.create_user("without", "without@office.example")
    hashed = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode
    monkeypatch.setattr(type(hasher), "encode", lambda self, *rest: hashed.append(1) or encode(self, *rest))

    log_in(typed, "wrong")

    assert len(hashed) == 1


def test_every_refusal_asks_the_database_the_same(log_in, somebody):
    User.objects.create_user("closed", "closed@office.example", PASSWORD, is_active=False)
    User.objects.create_user("without", "without@office.example")
    statements = {}
    for typed in ("nobody", "nobody@office.example", "kim", "kim@office.example", "closed", "without"):
        with CaptureQueriesContext(connection) as captured:
            log_in(typed, "wrong")
        statements[typed] = [
            re.sub(r"""'[^']*'|\b\d+\b|NULL|"s\d+_x\d+\"""", "?", query["sql"])
            for query in captured
            if "session" not in query["sql"]
        ]

    assert statements == dict.fromkeys(statements, statements["nobody"])


@pytest.mark.long
@pytest.mark.parametrize("known", ["kim", "kim@office.example", "closed", "without"])
def test_no_clock_tells_who_has_an_account(somebody, known, settings):
    """Of 1,000 pairs of logins, a quarter of each kind, that with an account takes longer in about half.

    By chance more than 0.65 of 250 come once in half a million runs.
    """
    settings.PASSWORD_HASHERS, settings.ALLOWED_HOSTS = ["bench.logins.QuickHasher"], ["localhost"]
    somebody.set_password(PASSWORD)
    somebody.save()
    User.objects.create_user("closed", "closed@office.example", PASSWORD, is_active=False)
    User.objects.create_user("without", "without@office.example")

    ratio, share = compare(
        lambda: refused_login(known), lambda: refused_login(known.replace(known[:3], "nix")), PAIRS // 4
    )

    assert 0.9 < ratio < 1.1
    assert 0.35 < share < 0.65


def test_every_attempt_is_logged_without_what_was_typed(log_in, somebody, attempts, caplog):
    log_in("kim", "wrong")
    log_in("my secret password", "typed in the wrong field")
    log_in("kim")

    assert attempts() == [
        ("kim", "password", "failed", "192.0.2.1"),
        (None, "password", "failed", "192.0.2.1"),
        ("kim", "password", "succeeded", "192.0.2.1"),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(attempt::text, ' ') FROM access_loginattempt AS attempt")
        [stored] = cursor.fetchone()
    for text in (stored, caplog.text):
        assert "secret" not in text
        assert "wrong" not in text
        assert PASSWORD not in text
    assert [record.levelname for record in caplog.records if record.name == "access.accounts.login_limits"] == [
        "WARNING", "WARNING", "INFO",
    ]  # fmt: skip


def test_a_flood_fills_no_table(log_in, somebody, attempts):
    for number in range(70):
        log_in(f"name{number}", "wrong")

    assert [outcome for _whose, _way, outcome, _address in attempts()] == ["failed"] * 50 + ["refused"]


def test_old_attempts_are_deleted(log_in, somebody, attempts):
    with time_machine.travel(timezone.now() - timedelta(days=181)):
        log_in(password="wrong")

    log_in()

    assert [outcome for _whose, _way, outcome, _address in attempts()] == ["succeeded"]


def test_administrators_look_at_the_log_and_cannot_change_it(log_in, somebody, administrator, client):
    log_in("kim", "wrong")
    log_in("nobody", "wrong")
    client.force_login(administrator)

    page = client.get("/admin/access/loginattempt/").content.decode()

    assert "kim" in page
    assert "nobody" not in page
    attempt = LoginAttempt.objects.first()
    assert client.post(f"/admin/access/loginattempt/{attempt.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_session_id_changes_at_login(client, somebody):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key

    client.post(LOGIN, {"login": "kim", "password": PASSWORD})

    assert client.session.session_key != before
    assert client.session["_auth_user_id"] == str(somebody.pk)
    session = client.session
    assert not session.exists(before)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_login_leads_to_no_other_host(client, somebody, settings, place):
    settings.ALLOWED_HOSTS = ["testserver", "www.testserver"]

    response = client.post(f"{LOGIN}?next={place}", {"login": "kim", "password": PASSWORD, "next": place})

    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("place", ELSEWHERE)
def test_the_address_of_the_staff_login_leads_to_no_other_host(client, place):
    response = client.get("/admin/login/", {"next": place})

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/admin/")


@pytest.mark.parametrize("place", OWN_HOST)
def test_a_login_leads_on_to_where_somebody_was(client, somebody, place):
    response = client.post(LOGIN, {"login": "kim", "password": PASSWORD, "next": place})

    assert response["Location"] == place


def test_the_staff_area_has_no_login_of_its_own(client, somebody):
    for method in (client.get, client.post):
        response = method("/admin/login/?next=/admin/agreements/", {"username": "kim", "password": PASSWORD})
        assert response["Location"] in {
            "/accounts/login/?next=/admin/agreements/",
            "/accounts/login/?next=/admin/",
        }
    assert "_auth_user_id" not in client.session
    assert client.get("/ko/admin/login/")["Location"] == "/ko/accounts/login/?next=/ko/admin/"


def test_an_account_that_is_not_of_staff_is_refused_without_a_circle(client, db):
    client.force_login(User.objects.create_user("visitor"))

    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize(
    "path", ["signup/", "signup/passkey/", "email/", "confirm-email/", "3rdparty/", "social/signup/"]
)
def test_nobody_signs_up(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 404
