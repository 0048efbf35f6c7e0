"""The command in a process of its own, killed with -9 while it talks to a mail server."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from reminders.models import Digest, Reminder
from tests.interchange.test_killed_imports import database_url
from tests.reminders.conftest import agreement
from tests.reminders.smtp import mail_server

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
]  # each process takes seconds to begin


def start(server) -> subprocess.Popen:
    """The command, on the database of the tests."""
    environment = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
    environment |= {
        "DATABASE_URL": database_url(), "EMAIL_URL": server.url, "REMINDER_HOUR": "0", "DEBUG": "1",
        "SITE_URL": "https://register.example.org",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_reminders"],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_killed_before_and_after_the_server_took_it_each_digest_comes_and_copies_have_one_id(unit, colleague):
    """Killed at the first message before it is taken, then at the next after it, then left alone, twice."""
    soon = (timezone.localdate() + timedelta(days=20)).isoformat()
    for name in ("ann", "bo", "cho"):
        agreement(colleague(name), unit, until=soon)

    with mail_server() as server:
        for place in (0, 1):
            process = start(server)
            actions = [lambda message: None, lambda message: None]

            def kill(message, process=process):
                process.kill()
                process.wait()

            actions[place] = kill
            server.at_message = tuple(actions)
            process.wait(60)
            if place == 0:  # what arrives of a process that is gone is not taken: the server would not know
                server.messages.clear()
        server.at_message = (lambda message: None, lambda message: None)
        for _again in range(2):
            assert start(server).wait(60) == 0

    readers = [message["To"] for message in server.messages]
    identities = {message["Message-ID"] for message in server.messages}
    assert sorted(set(readers)) == ["ann@office.example", "bo@office.example", "cho@office.example"]
    assert (len(readers), len(identities)) == (4, 3)  # the one after which it was killed came twice
    assert len({message.get_content() for message in server.messages if message["To"] == readers[0]}) == 1
    assert (Digest.objects.unsent().count(), Reminder.objects.count()) == (0, 3)


def test_two_at_once_send_each_digest_once(unit, colleague):
    soon = (timezone.localdate() + timedelta(days=20)).isoformat()
    for name in ("ann", "bo", "cho", "dal"):
        agreement(colleague(name), unit, until=soon)

    with mail_server() as server:
        processes = [start(server) for _number in range(2)]
        assert [process.wait(60) for process in processes] == [0, 0]
        assert start(server).wait(60) == 0

    assert sorted(message["To"] for message in server.messages) == [
        f"{name}@office.example" for name in ("ann", "bo", "cho", "dal")
    ]
