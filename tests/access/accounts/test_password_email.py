"""A password is set by a link in an e-mail, and nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from access.accounts import tasks
from access.accounts.emails import send_password_email
from tests.access.accounts.conftest import LOGIN, PASSWORD
from tests.access.accounts.test_login import comparable

ASK = "/accounts/password/forgotten/"
NEW = "another horse battery"
NO_LONGER = b"This link no longer works."


@pytest.fixture
def link(somebody, mailoutbox):
    """The link of an e-mail to the somebody."""
    send_password_email("Kim@Office.example", language="en")
    [message] = mailoutbox
    assert message.to == ["kim@office.example"]
    return re.search(r"http://testserver(\S+)", message.body)[1]


def run_queue():
    """Work off the queue as the worker does."""
    for result in DBTaskResult.objects.order_by("enqueued_at"):
        assert result.task_path == tasks.send_password_link.module_path
        tasks.send_password_link.func(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])


def test_the_answer_is_the_same_whoever_has_an_account(client, somebody):
    User.objects.create_user("closed", "closed@office.example", is_active=False)
    answers = []
    for address in ("kim@office.example", "closed@office.example", "nobody@office.example"):
        response = client.post(ASK, {"email": address})
        answers.append(comparable(response, address))
        assert response["Location"] == "/accounts/password/forgotten/sent/"

    assert answers[0] == answers[1] == answers[2]
    assert mail.outbox == []  # by the worker, later
    run_queue()
    assert [message.to for message in mail.outbox] == [["kim@office.example"]]


@pytest.mark.parametrize("address", ["kim@office.example", "nobody@office.example"])
def test_asking_is_limited_from_one_place_whoever_has_an_account(client, somebody, address):
    assert [client.post(ASK, {"email": address}).status_code for _ in range(21)] == [302] * 20 + [429]


def test_nobody_uses_up_the_links_of_others(client, somebody):
    """A stranger who asks for somebody sends them links; these are there when they ask themselves, and good."""
    for number in range(30):
        response = client.post(ASK, {"email": "kim@office.example"}, REMOTE_ADDR=f"198.51.100.{number}")
        assert response.status_code == 302
    own = client.post(ASK, {"email": "kim@office.example"}, REMOTE_ADDR="192.0.2.1")
    run_queue()

    assert own["Location"] == "/accounts/password/forgotten/sent/"
    assert len(mail.outbox) == 5
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        for message in mail.outbox:
            link = re.search(r"http://testserver(\S+)", message.body)[1]
            assert "set-password" in client.get(link)["Location"]
        send_password_email("kim@office.example", language="en")
    assert len(mail.outbox) == 6


@pytest.fixture
def elsewhere(new_browser):
    """Logged in before the link is sent, which ends with a login."""
    return new_browser()


def test_the_link_sets_the_password_once_and_ends_all_sessions(client, elsewhere, link):
    form = client.get(link)["Location"]
    assert "set-password" in form
    assert client.get(form).status_code == 200

    response = client.post(form, {"password1": NEW, "password2": NEW})

    assert response["Location"] == "/accounts/password/new/done/"
    assert elsewhere.get("/admin/").status_code == 302
    assert not Session.objects.filter(session_key=elsewhere.cookies["sessionid"].value).exists()
    assert client.get("/admin/").status_code == 302, "a link logs nobody in"
    assert NO_LONGER in Client().get(link).content
    assert Client().post(LOGIN, {"login": "kim", "password": NEW}).status_code == 302


def test_a_link_is_good_for_an_hour(client, link):
    with time_machine.travel(timezone.localtime() + timedelta(minutes=61)):
        assert NO_LONGER in client.get(link).content


@pytest.mark.parametrize("change", [{"email": "other@office.example"}, {"password": "!"}])
def test_a_link_ends_with_what_it_was_sent_for(client, link, somebody, change):
    User.objects.filter(pk=somebody.pk).update(**change)

    assert NO_LONGER in client.get(link).content


def test_a_link_to_a_closed_account_opens_nothing(client, link, somebody):
    User.objects.filter(pk=somebody.pk).update(is_active=False)

    response = client.get(link)

    assert NO_LONGER in response.content


def test_a_link_ends_with_a_login(client, link, new_browser):
    new_browser()

    assert NO_LONGER in client.get(link).content


def test_weak_passwords_are_refused(client, link):
    form = client.get(link)["Location"]

    for password in ("kim@office", "12345678", "short", "password"):
        assert client.post(form, {"password1": password, "password2": password}).status_code == 200


def test_the_mail_speaks_the_language_of_the_page(client, somebody):
    client.post(f"/ko{ASK}", {"email": "kim@office.example"})
    run_queue()

    [message] = mail.outbox
    assert "/ko/accounts/password/new/" in message.body
    assert "비밀번호" in message.subject
    assert "kim" in message.body


def test_letters_that_only_look_alike_reach_nobody(somebody, mailoutbox):
    for address in (
        "kım@office.example",
        "ｋｉｍ@office.example",
        "kim@office.exampIe",
        "%@office.example",
        "",
    ):
        send_password_email(address, language="en")

    assert mailoutbox == []


def test_a_changed_password_is_told_to_its_owner(client, somebody, mailoutbox):
    client.force_login(somebody)

    client.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    [message] = mailoutbox
    assert message.to == ["kim@office.example"]
    assert "127.0.0.1" in message.body
    assert NEW not in message.body
