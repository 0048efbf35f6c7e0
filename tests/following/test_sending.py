"""Letters are sent once: the mail server is away, refuses, or the program ends before or after it has taken one."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from smtplib import SMTPRecipientsRefused

import html5lib
import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command

from core.locks import LETTER_LOCK
from following import sending
from following.actions import queue_letters
from following.models import Follow, Follower, Letter, LetterRun, Request
from site_profile.models import SiteProfile
from tests.attachments import picture
from tests.breaking import Interrupted, assert_all_or_nothing
from tests.following.conftest import DAY, accord, ask, change, follow, headings, letters, lines
from tests.interchange.test_killed_imports import database_url
from tests.reminders.post_office import MAILERS, PostOffice

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(1)


@pytest.fixture
def record(clock):
    """A record with a follower that changed; the letter about it is due on the next day."""
    record = accord()
    follow("/follow/A1")
    change(record)
    clock(NEXT)
    return record


@pytest.fixture
def post(record, settings):
    """The post office, empty."""
    settings.MAILERS = MAILERS
    PostOffice.answers.clear()
    PostOffice.taken.clear()
    yield PostOffice
    PostOffice.answers.clear()


def run():
    call_command("send_letters", stdout=None, verbosity=0)


def identities(post) -> list[str]:
    return [message.extra_headers["Message-ID"] for message in post.taken]


@pytest.mark.parametrize("answer", ["down", "refused"])
def test_what_is_not_taken_waits_and_takes_up_what_comes_after(post, record, clock, answer):
    post.answers[:] = [answer]
    run()
    change(record, "Accord anew")
    clock(NEXT + timedelta(1))

    run()
    run()

    [message] = post.taken
    assert len(lines(message)) == 2


@pytest.mark.parametrize(("answer", "copies"), [("killed before", 1), ("killed after", 2)])
def test_a_program_that_ends_sends_again_under_the_same_message_id(post, answer, copies):
    post.answers[:] = [answer]
    with pytest.raises(Interrupted):
        run()

    run()
    run()

    assert len(post.taken) == copies
    assert len({*identities(post)}) == len({message.body for message in post.taken}) == 1


def test_after_an_end_in_the_middle_what_is_new_comes_in_a_letter_of_its_own(post, record, clock):
    """The first may have been taken: whoever knows its Message-ID would not show a longer one."""
    post.answers[:] = ["killed before"]
    with pytest.raises(Interrupted):
        run()
    change(record, "Accord anew")
    clock(NEXT + timedelta(1))
    run()
    clock(NEXT + timedelta(2))
    run()

    assert [len(lines(message)) for message in post.taken] == [1, 1]
    assert ["Version 2" in post.taken[0].body, "Version 3" in post.taken[1].body] == [True, True]
    assert len({*identities(post)}) == 2


def test_a_letter_of_which_nobody_knows_for_days_is_given_up_and_its_news_come_with_the_next(post, clock):
    post.answers[:] = ["killed before"]
    with pytest.raises(Interrupted):
        run()
    for days in range(1, 7):
        clock(NEXT + timedelta(days))
        post.answers[:] = ["refused"]
        run()
    post.answers.clear()
    clock(NEXT + timedelta(8))

    run()

    assert [lines(message) for message in post.taken] == [["Accord"]]
    assert Letter.objects.unsent().count() == 0


@pytest.mark.parametrize(
    ("code", "days", "is_forgotten"), [(550, 31, True), (550, 29, False), (450, 40, False)]
)
def test_an_address_that_is_refused_for_good_for_a_month_is_forgotten(
    post, clock, monkeypatch, code, days, is_forgotten
):
    def refuse(self, messages):
        raise SMTPRecipientsRefused({messages[0].to[0]: (code, b"no such user")})

    run_once = PostOffice.send_messages
    monkeypatch.setattr(PostOffice, "send_messages", refuse)
    run()
    clock(NEXT + timedelta(days))
    run()
    monkeypatch.setattr(PostOffice, "send_messages", run_once)

    assert Follower.objects.exists() != is_forgotten


def test_a_day_is_made_whole_or_not_at_all(record):
    assert_all_or_nothing(lambda: queue_letters(day=NEXT))

    assert (LetterRun.objects.filter(day=NEXT).count(), Letter.objects.count()) == (1, 1)


def test_nothing_is_made_or_sent_while_another_process_is_at_it(post):
    with psycopg.connect(database_url()) as session:
        session.execute("SELECT pg_advisory_lock(%s)", [LETTER_LOCK])
        assert sending.send_letters() == (0, 0)


def test_a_question_that_cannot_be_answered_keeps_no_other_waiting_and_is_made_up_for(record, clock):
    """As after an upgrade that took a filter away."""
    follow("/follow/agreements/?form=mou", "other@example.org")
    broken = Follow.objects.latest("pk").subject
    type(broken).objects.filter(pk=broken.pk).update(query="shape=round")
    change(record, "Accord anew")
    [message] = letters(clock, 2)
    assert message.to == ["reader@example.org"]
    type(broken).objects.filter(pk=broken.pk).update(query="form=mou")

    [message] = letters(clock, 3)

    assert (message.to, headings(message)[0].startswith("Agreements")) == (["other@example.org"], True)


@pytest.mark.parametrize(("answer", "copies"), [("refused", 1), ("killed before", 1), ("killed after", 2)])
def test_a_confirmation_is_sent_again_under_the_same_message_id(post, answer, copies):
    ask("/follow/A1", "new@example.org")
    Letter.objects.all().delete()
    post.answers[:] = [answer]
    try:
        run()
    except Interrupted:
        Request.objects.update(mailed_at=None)  # the transaction of the letter was never committed

    run()
    run()

    sent = [message for message in post.taken if message.to == ["new@example.org"]]
    assert (len(sent), len({message.extra_headers["Message-ID"] for message in sent})) == (copies, 1)


def test_a_letter_is_valid_mail_and_valid_html_and_says_the_same_twice(post, record):
    """As it travels: two parts of the same words, headers of RFC 8058, HTML that no parser has to repair."""
    run()
    [email] = post.taken

    message = message_from_bytes(email.message(policy=SMTP).as_bytes(), policy=SMTP)

    assert message.defects == []
    assert message["List-Unsubscribe"].startswith("<https://register.example.org/follow/leave/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (message["Auto-Submitted"], message.get_content_type()) == (
        "auto-generated", "multipart/alternative",
    )  # fmt: skip
    text, html = message.iter_parts()
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    html5lib.HTMLParser(strict=True).parse(html.get_content())
    for words in ("Accord (A1)", "Version 2, published on", "/agreements/A1", "/manage/", "/leave/"):
        assert words in text.get_content()
        assert words in html.get_content()


def test_the_logo_goes_along_with_the_html_and_is_loaded_from_nowhere(post, record):
    profile = SiteProfile.objects.get()
    profile.logo.save("logo.png", ContentFile(picture("PNG", (80, 40))))
    run()
    [email] = post.taken

    message = message_from_bytes(email.message(policy=SMTP).as_bytes(), policy=SMTP)

    assert message.defects == []
    text, related = message.iter_parts()
    html, logo = related.iter_parts()
    assert [part.get_content_type() for part in (text, related, html, logo)] == [
        "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    assert '<img class="logo" src="cid:logo" width="80" height="40" alt="">' in html.get_content()
    assert (logo["Content-ID"], logo.get_content_disposition()) == ("<logo>", "inline")
    assert logo.get_content() == profile.logo_content
    assert "logo" not in text.get_content()
    html5lib.HTMLParser(strict=True).parse(html.get_content())
