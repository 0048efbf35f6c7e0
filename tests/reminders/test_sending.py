"""Digests are sent once: the mail server is away, refuses, or the program ends before or after it has taken one."""

from datetime import timedelta

import psycopg
import pytest
from django.core.management import call_command

from core.locks import REMINDER_LOCK
from reminders.models import Digest, Event, Preferences, Reminder, Run
from tests.breaking import Interrupted, assert_all_or_nothing
from tests.interchange.test_killed_imports import database_url
from tests.reminders.conftest import DAY, agreement, recipients
from tests.reminders.post_office import MAILERS, PostOffice

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(settings):
    """The post office, empty."""
    settings.MAILERS = MAILERS
    PostOffice.answers.clear()
    PostOffice.taken.clear()
    yield PostOffice
    PostOffice.answers.clear()


@pytest.fixture
def kim(clock, unit, colleague):
    user = colleague("kim", unit)
    agreement(user, unit, until=(DAY + timedelta(8)).isoformat())
    return user


def run(out=None):
    call_command("send_reminders", stdout=out)


def identities(post) -> list[str]:
    return [message.extra_headers["Message-ID"] for message in post.taken]


@pytest.mark.parametrize("answer", ["down", "refused"])
def test_what_is_not_taken_waits_and_takes_up_what_comes_after(post, kim, unit, clock, answer):
    post.answers[:] = [answer]
    run()
    agreement(kim, unit, until=(DAY + timedelta(5)).isoformat())
    clock(DAY + timedelta(1))

    run()
    run()

    [message] = post.taken
    # two steps of the first in one line, and the one that is new
    assert message.body.count("/change/") == 2
    assert Reminder.objects.count() == 3


@pytest.mark.parametrize(("answer", "copies"), [("killed before", 1), ("killed after", 2)])
def test_a_program_that_ends_sends_again_under_the_same_message_id(post, kim, answer, copies):
    post.answers[:] = [answer]
    with pytest.raises(Interrupted):
        run()

    run()
    run()

    assert len(post.taken) == copies
    assert len({*identities(post)}) == len({message.body for message in post.taken}) == 1


def test_after_an_end_in_the_middle_what_is_new_comes_in_a_digest_of_its_own(post, kim, unit, clock):
    """The first may have been taken: whoever knows its Message-ID would not show a longer one."""
    post.answers[:] = ["killed before"]
    with pytest.raises(Interrupted):
        run()
    agreement(kim, unit, until=(DAY + timedelta(5)).isoformat())
    clock(DAY + timedelta(1))

    run()

    assert [message.body.count("/change/") for message in post.taken] == [1, 2]
    assert len({*identities(post)}) == 2


def test_a_digest_that_is_refused_for_days_is_given_up(post, kim, clock):
    for days in range(8):
        clock(DAY + timedelta(days))
        post.answers[:] = ["refused"] * 2
        run()

    first = Digest.objects.earliest("pk")
    assert (first.sent_at, first.given_up_at is None) == (None, False)
    assert not Digest.objects.unsent().filter(pk=first.pk).exists()


@pytest.mark.parametrize("what", ["handled", "away", "never", "moved"])
def test_what_does_not_hold_any_more_is_not_sent_and_comes_again_when_it_does(post, kim, what, clock):
    post.answers[:] = ["down"]
    run()
    rows = {
        "handled": (Event.objects.all(), {"handled_by": kim, "handled_at": "2027-03-08T07:00Z"}),
        "away": (Preferences.objects, {"away_until": DAY + timedelta(3)}),
        "never": (Preferences.objects, {"frequency": "none"}),
        "moved": (Event.objects.all(), {"first_day": DAY, "last_day": DAY}),
    }
    model, values = rows[what]
    Preferences.objects.create(user=kim)
    before = model.values(*values).get()
    model.update(**values)
    run()
    assert (post.taken, Reminder.objects.count()) == ([], 0)
    model.update(**before)
    clock(DAY + timedelta(1))

    run()

    assert len(post.taken) == 1


def test_a_line_that_was_left_out_of_a_digest_comes_when_it_holds_again(post, kim, unit, clock):
    agreement(kim, unit, until=(DAY + timedelta(20)).isoformat())
    post.answers[:] = ["down"]
    run()
    event = Event.objects.latest("first_day")
    Event.objects.filter(pk=event.pk).update(handled_by=kim, handled_at="2027-03-08T07:00Z")
    run()
    Event.objects.filter(pk=event.pk).update(handled_by=None, handled_at=None)
    clock(DAY + timedelta(1))

    run()
    run()

    # beside the other one, which is a week off by then
    assert [message.body.count("/change/") for message in post.taken] == [1, 2]
    assert f"/agreement/{event.object_id}/change/" in post.taken[1].body


def test_a_day_is_made_whole_or_not_at_all(kim):
    from reminders.actions import queue_digests

    assert_all_or_nothing(lambda: queue_digests(day=DAY))

    assert (Run.objects.count(), Digest.objects.count(), Reminder.objects.count()) == (1, 1, 1)


def test_nothing_is_made_or_sent_while_another_process_is_at_it(kim):
    with psycopg.connect(database_url()) as session:
        session.execute("SELECT pg_advisory_lock(%s)", [REMINDER_LOCK])
        assert recipients() == []
        session.execute("SELECT pg_advisory_unlock(%s)", [REMINDER_LOCK])

    assert recipients() == ["kim"]


def test_a_dry_run_says_who_would_be_reminded_and_changes_nothing(kim, capsys):
    call_command("send_reminders", "--dry-run")

    written = capsys.readouterr().out
    assert "kim <kim@office.example>" in written
    assert "2027-03-16 end of agreement no." in written
    assert "People: 1. New events: 1." in written
    assert not Run.objects.exists()
    assert recipients() == ["kim"]
