"""The command in processes of their own, killed with -9 again and again while they talk to a mail server."""

import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict

import pytest
from django.conf import settings
from django.utils import timezone

from following.mailboxes import address_digests, encrypt_address
from following.models import Finding, Follow, Follower, Letter, LetterRun, Subject
from register.versions import revision
from tests.following.conftest import accord, change
from tests.interchange.test_killed_imports import database_url
from tests.reminders.smtp import mail_server

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.long,
    pytest.mark.timeout(3000),
]
FOLLOWERS = int(os.environ.get("FOLLOWERS", "2000"))
SEARCHES, PUBLICATIONS, KILLS = 300, 500, 20


def start(server) -> subprocess.Popen:
    """The command, on the database of the tests."""
    environment = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
    environment |= {
        "DATABASE_URL": database_url(), "EMAIL_URL": server.url, "REMINDER_HOUR": "0", "DEBUG": "1",
        "SITE_URL": "https://register.example.org", "LOG_LEVEL": "ERROR",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_letters"],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def make_followers(chance: random.Random) -> dict[str, set[str]]:
    """Followers of one to five of the searches each. Returns the searched words of each, by address."""
    subjects = Subject.objects.bulk_create(
        [
            Subject(scope="agreement", query=f"q=word{number:03}", cursor=revision())
            for number in range(SEARCHES)
        ]
    )
    addresses = [f"reader{number}@example.org" for number in range(FOLLOWERS)]
    followers = Follower.objects.bulk_create(
        [Follower(digest=address_digests(each)[0], address=encrypt_address(each)) for each in addresses]
    )
    chosen = {follower: chance.sample(subjects, chance.randint(1, 5)) for follower in followers}
    options = {"frequency": "daily", "since": revision()}
    Follow.objects.bulk_create(
        Follow(follower=follower, subject=subject, language=chance.choice(["en", "ko"]), **options)
        for follower, each in chosen.items()
        for subject in each
    )
    return {
        address: {subject.query.removeprefix("q=") for subject in chosen[follower]}
        for address, follower in zip(addresses, followers, strict=True)
    }


def publish_a_day(chance: random.Random) -> dict[str, set[str]]:
    """Publications whose titles have up to three of the searched words. Returns the references found by each word."""
    found: dict[str, set[str]] = defaultdict(set)
    records = []
    for number in range(PUBLICATIONS):
        if records and chance.random() < 0.3:
            record, words = chance.choice(records)
            change(record, f"Accord {number} on {' and '.join(words)}")
        else:
            words = [f"word{each:03}" for each in chance.sample(range(SEARCHES), chance.randint(0, 3))]
            record = accord(f"Accord {number} on {' and '.join(words)}")
            records.append((record, words))
        for word in words:
            found[word].add(record.ref)
    return found


def references_in(message) -> set[str]:
    """References of the records that a letter leads to."""
    text = message.get_body(("plain",)).get_content()
    return {
        address.split("/agreements/")[1].split("/")[0]
        for address in text.split()
        if "/agreements/A" in address
    }


def test_a_day_of_many_letters_with_a_worker_that_is_killed_again_and_again():
    """None is missed; none is doubled but under one Message-ID, where nobody could know that it was taken."""
    chance = random.Random(7)
    wanted = make_followers(chance)
    found = publish_a_day(chance)
    expected = {
        address: refs
        for address, words in wanted.items()
        if (refs := {ref for word in words for ref in found.get(word, ())})
    }
    began, last_kill_at, kills = time.monotonic(), 0, 0

    with mail_server() as server:
        while kills < KILLS:
            process = start(server)
            at = last_kill_at + chance.randint(1, max(2, len(expected) // KILLS - 1))
            place = chance.choice([0, 1])
            taken = []

            def kill(message, process=process, at=at, taken=taken):
                if len(server.messages) >= at and process.poll() is None:
                    process.kill()
                    process.wait()
                    taken.append(message)

            actions = [lambda message: None, lambda message: None]
            actions[place] = kill
            server.at_message = tuple(actions)
            assert process.wait(600) == -9
            time.sleep(0.2)
            if place == 0:  # what arrives of a process that is gone is not taken: the server would not know
                server.messages[:] = [each for each in server.messages if each not in taken]
            kills, last_kill_at = kills + 1, len(server.messages)
        server.at_message = (lambda message: None, lambda message: None)
        assert start(server).wait(1200) == 0
        assert start(server).wait(600) == 0

    seconds = time.monotonic() - began
    copies = Counter(message["Message-ID"] for message in server.messages)
    letters = {message["Message-ID"]: message for message in server.messages}
    received = {message["To"]: references_in(message) for message in letters.values()}
    sys.stderr.write(
        f"{FOLLOWERS} followers, {len(expected)} letters, {kills} kills, {len(server.messages) - len(letters)} copies, "
        f"{Finding.objects.count()} findings, {seconds:.0f} s\n"
    )
    assert received == expected
    assert len(letters) == len(expected)  # one letter each: none under two identities
    assert sum(copies.values()) - len(copies) <= KILLS
    assert (Letter.objects.unsent().count(), LetterRun.objects.get().day) == (0, timezone.localdate())
