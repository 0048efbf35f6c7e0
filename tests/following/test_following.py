"""Anybody may follow by e-mail: without an account, once the owner of the address has confirmed it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from following.actions import leave, queue_letters
from following.mailboxes import address_digests, decrypt_address
from following.models import Finding, Follow, Follower, Letter, Request, Subject
from following.sending import send_letters
from merging.actions import merge_records
from register.publishing import publish, withdraw
from tests import factories as make
from tests.following.conftest import (
    DAY,
    READER,
    accord,
    ask,
    change,
    confirm_link,
    follow,
    headings,
    letters,
    lines,
    links_in,
    mailed,
)
from tests.pages.conftest import words
from tests.reminders.conftest import agreement

pytestmark = pytest.mark.django_db


def post(path: str, **values):
    """As a browser without cookies sends a form, or a mail program its one click."""
    return Client(enforce_csrf_checks=True).post(path, values)


def institute(name: str):
    record = make.OrganizationFactory(name=name, country="KR")
    publish(record, by=None)
    record.refresh_from_db()
    return record


def make_letters(clock) -> int:
    """Those of the next day, none of which is sent yet."""
    clock(DAY + timedelta(1))
    return queue_letters(day=DAY + timedelta(1))


def rows_left() -> int:
    """Rows that know of anybody."""
    return sum(model.objects.count() for model in (Follower, Follow, Request, Letter))


def test_a_record_is_followed_confirmed_and_written_about(clock):
    record = accord()
    follow("/follow/A1")
    change(record)

    [message] = letters(clock)

    assert (message.to, message.subject) == ([READER], "Register of Examples: 1 change")
    assert (headings(message), lines(message)) == (["Accord (A1)"], ["Accord"])
    assert re.search(r"Version 2, published on [^.]+\. Changed: Key date\.", message.body)
    assert links_in(message)[:2] == ["/agreements/A1", "/agreements/A1"]
    assert letters(clock) == letters(clock, 2) == []


def test_nothing_is_sent_to_who_did_not_confirm_and_opening_the_link_confirms_nothing(clock, client):
    """Mail programs open links to look at them."""
    record = accord()
    ask("/follow/A1")
    [message] = mailed()
    for _scanner in range(2):
        page = client.get(confirm_link(message))
        assert (page.status_code, page["Cache-Control"], page["Referrer-Policy"]) == (
            200, "no-store", "no-referrer",
        )  # fmt: skip
    change(record)

    assert (letters(clock), Follow.objects.count(), Request.objects.count()) == ([], 0, 1)


def test_who_does_not_confirm_is_forgotten_after_three_days(clock, client):
    accord()
    ask("/follow/A1")
    [message] = mailed()
    clock(DAY + timedelta(4))

    assert mailed() == []
    assert (rows_left(), Subject.objects.count()) == (0, 0)
    assert client.get(confirm_link(message)).status_code == 404
    assert post(confirm_link(message)).status_code == 404


def test_confirmed_twice_is_confirmed_once(clock, client):
    accord()
    ask("/follow/A1")
    [message] = mailed()

    answers = [post(confirm_link(message)) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert client.get(confirm_link(message)).status_code == 302
    assert (Follow.objects.count(), Request.objects.count()) == (1, 0)


@pytest.mark.parametrize("page", ["confirm", "manage", "leave"])
def test_a_link_that_was_changed_or_made_up_opens_nothing(clock, client, page):
    follow_it = accord()
    follower = follow("/follow/A1")
    change(follow_it)
    [message] = letters(clock)
    ask("/follow/A1")
    [link] = [link for link in [*links_in(message), *links_in(mailed()[0])] if f"/{page}/" in link]
    others = [
        link.replace(f"{follower.pk}", f"{follower.pk + 1}", 1), link[:-1] + ("a" if link[-1] != "a" else "b"),
        f"/follow/{page}/1", f"/follow/{page}/x:y", f"/follow/{page}/%E2%80%AE",
    ]  # fmt: skip

    for other in others:
        assert client.get(other).status_code == post(other).status_code == 404
    assert rows_left() == 4


def test_a_letter_holds_every_follow_once_and_says_by_which_it_comes(clock):
    record, other = accord("Accord", form="mou"), accord("Protocol", form="protocol")
    for path in ("/follow/A1", "/follow/agreements/?form=mou", "/follow/search?q=protocol"):
        follow(path)
    change(record)
    change(other)

    [message] = letters(clock)

    assert message.subject == "Register of Examples: 2 changes"
    assert headings(message) == ["Accord (A1)", "Search: protocol"]
    assert lines(message) == ["Accord", "Protocol"]
    assert "You also follow: Agreements – form: memorandum of understanding" in message.body


def test_a_list_is_followed_once_in_whatever_order_it_is_sorted_or_written(clock):
    accord()
    paths = [
        "?form=mou&nature=instrument",
        "?nature=instrument&form=mou&ordering=title",
        "?form=mou&nature=instrument&q=",
    ]
    for path in paths:
        ask(f"/follow/agreements/{path}")

    assert Subject.objects.get().query == "form=mou&nature=instrument"


def test_what_comes_into_a_list_and_is_published_anew_comes_and_nothing_else(clock):
    follow("/follow/agreements/?form=protocol")
    accord("Memorandum", form="mou")
    assert letters(clock) == []

    found = accord("Protocol", form="protocol")

    [message] = letters(clock, 2)
    assert lines(message) == ["Protocol"]
    change(found)
    assert [lines(message) for message in letters(clock, 3)] == [["Protocol"]]


def test_a_record_is_followed_with_what_names_it(clock):
    named = institute("Institute")
    follow("/follow/O1")
    accord("With it", party__organization=named)
    accord("Without it")

    [message] = letters(clock)

    assert (headings(message), lines(message)) == (["Institute (O1)"], ["With it"])


def test_weekly_letters_come_on_mondays_with_all_of_the_week(clock):
    """The day is a Tuesday; after a Monday without a run they come with the next."""
    record = accord()
    follow("/follow/A1", frequency="weekly")
    assert letters(clock, 0) == []
    for days in range(1, 6):
        change(record, f"Accord {days}")
        assert letters(clock, days) == []

    [message] = letters(clock, 7)

    assert len(lines(message)) == 5
    change(record)
    assert letters(clock, 12) == []
    assert len(letters(clock, 14)) == 1


def test_daily_and_weekly_follows_of_one_address_come_in_one_letter_on_mondays(clock):
    record, other = accord("Accord"), accord("Protocol")
    follow("/follow/A1", frequency="daily")
    follow("/follow/A2", frequency="weekly")
    letters(clock, 0)
    change(record)
    change(other)
    assert [lines(message) for message in letters(clock, 1)] == [["Accord"]]
    change(record, "Accord anew")

    [message] = letters(clock, 6)

    assert lines(message) == ["Accord anew", "Protocol"]


@pytest.mark.parametrize(("hour", "count"), [(5, 0), (6, 1)])
def test_letters_are_made_from_the_hour_of_the_setting_on(clock, hour, count):
    record = accord()
    follow("/follow/A1")
    letters(clock, 0)
    change(record)
    clock(DAY + timedelta(1), hour)

    assert len(mailed()) == count


def test_the_day_is_that_of_the_house(settings, clock):
    """Seven in the morning of Seoul is ten in the evening of the day before in UTC."""
    settings.TIME_ZONE = "Asia/Seoul"
    timezone.get_default_timezone.cache_clear()
    try:
        clock(DAY, 23, 30)
        record = accord()
        follow("/follow/A1")
        clock(DAY + timedelta(1), 0, 30)
        change(record)
        assert mailed() == []

        [message] = letters(clock)

        assert lines(message) == ["Accord"]
        assert letters(clock) == []
    finally:
        settings.TIME_ZONE = "UTC"
        timezone.get_default_timezone.cache_clear()


def test_each_follow_is_written_about_in_the_language_of_its_page(clock):
    record, other = accord("Accord"), accord("Protocol")
    follow("/ko/follow/A1")
    follow("/follow/A2")
    change(record)
    change(other)

    [message] = letters(clock)

    assert message.subject == "Register of Examples: 변경 2건"
    assert [path.startswith("/ko/") for path in links_in(message)] == [
        True,
        True,
        False,
        False,
        True,
        True,
        True,
    ]
    assert re.search(r"\d{4}년 \d+월 \d+일 공개", message.body)
    assert re.search(r"published on \d+ \w+ \d{4}", message.body)
    assert "구독 중: Accord" in message.body
    assert "You follow: Protocol" in message.body


def test_the_last_day_of_an_agreement_comes_thirty_days_before_once(clock):
    agreement(until=(DAY + timedelta(40)).isoformat())
    follow("/follow/A1", with_deadlines="on")
    follow("/follow/A1", "other@example.org")
    assert [letters(clock, days) for days in (0, 9)] == [[], []]

    [message] = letters(clock, 10)

    assert message.to == [READER]
    assert "Last day: 18 April 2027. That is in 30 days." in message.body
    assert [letters(clock, days) for days in (11, 20, 39, 41)] == [[], [], [], []]


def test_a_last_day_known_to_the_year_is_told_once_however_long_it_may_last(clock):
    agreement(until=f"[{(DAY + timedelta(40)).isoformat()}..{(DAY + timedelta(200)).isoformat()}]")
    follow("/follow/A1", with_deadlines="on")

    assert len(letters(clock, 10)) == 1

    assert [letters(clock, days) for days in (11, 71, 72, 100, 199)] == [[]] * 5


def test_a_last_day_that_moves_before_the_letter_is_sent_is_not_in_it(clock):
    record = agreement(until=(DAY + timedelta(20)).isoformat())
    follow("/follow/agreements/", with_deadlines="on")
    assert make_letters(clock) == 1
    record.terms.update(until=(DAY + timedelta(300)).isoformat())
    change(record)

    assert (mailed(), Letter.objects.count()) == ([], 0)


def test_what_was_withdrawn_since_is_not_named_and_the_end_of_a_record_is_said_once(clock):
    record = accord("Secret accord", form="protocol")
    for path, address in (("/follow/A1", READER), ("/follow/agreements/?form=protocol", "other@example.org")):
        follow(path, address)
    change(record)
    make_letters(clock)
    withdraw(record, by=None, reason={"en": "Entered by mistake."})

    assert mailed() == []

    [message] = letters(clock, 2)
    assert (message.to, headings(message), lines(message)) == ([READER], ["A1"], ["A1"])
    assert re.search(r"Withdrawn on [^.]+\. Entered by mistake\.", message.body)
    assert "Secret" not in message.body + message.alternatives[0].content
    assert letters(clock, 3) == []


def test_the_follow_of_a_record_that_was_merged_goes_on_with_what_it_became(clock):
    old, new = institute("Old institute"), institute("New institute")
    follow(f"/follow/{old.ref}")
    merge_records(loser=old, into=new, reason="Twins", by=make.UserFactory())

    [message] = letters(clock)
    assert headings(message) == ["New institute (O2)"]
    assert re.search(r"Merged on [^:]+: it became part of O2\.", message.body)
    assert "Old institute" not in message.body
    accord("With the new", party__organization=new)
    assert [lines(message) for message in letters(clock, 2)] == [["With the new"]]


def test_a_change_while_letters_are_sent_comes_with_the_next(clock):
    record = accord()
    follow("/follow/A1")
    change(record)
    make_letters(clock)
    change(record, "Changed meanwhile")

    [first] = mailed()
    [second] = letters(clock, 2)

    assert "Version 2" in first.body
    assert "Version 3" not in first.body
    assert ("Version 2" in second.body, "Version 3" in second.body) == (False, True)


def test_who_leaves_while_letters_are_sent_gets_none_and_is_forgotten_wholly(clock):
    record = accord()
    followers = [follow("/follow/A1", f"{name}@example.org") for name in ("ann", "bo")]
    change(record)
    make_letters(clock)
    leave(follower=followers[0].pk)

    assert [message.to for message in mailed()] == [["bo@example.org"]]
    leave(follower=followers[1].pk)
    mailed()
    assert (rows_left(), Subject.objects.count(), Finding.objects.count()) == (0, 0, 0)


def test_one_click_of_a_mail_program_stops_everything(clock, client):
    """RFC 8058: a POST without cookies, as often as it likes; opening the page does nothing."""
    record = accord()
    follow("/follow/A1")
    change(record)
    [message] = letters(clock)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(
        r"<https://register\.example\.org(/\S+)>", message.extra_headers["List-Unsubscribe"]
    )[1]
    assert client.get(address).status_code == 200
    assert rows_left() > 0

    answers = [post(address, **{"List-Unsubscribe": "One-Click"}).status_code for _click in range(2)]

    assert (answers, rows_left()) == ([200, 200], 0)
    assert "Nothing more is sent" in words(client.get(address).content.decode())


def test_all_follows_are_managed_on_one_page(clock, client):
    accord("Accord"), accord("Protocol")
    follow("/follow/A1")
    follower = follow("/follow/A2")
    ask("/follow/A1")
    manage = post(confirm_link(mailed()[0]))["Location"].partition("?")[0]
    page = words(client.get(manage).content.decode())
    assert ("Accord (A1)" in page, "Protocol (A2)" in page, "r…@example.org" in page, READER in page) == (
        True, True, True, False,
    )  # fmt: skip
    first, second = follower.follows.order_by("pk").values_list("pk", flat=True)

    post(
        manage,
        **{f"frequency-{first}": "weekly", f"deadlines-{first}": "on", f"frequency-{second}": "hourly"},
    )
    post(manage, stop=str(second))

    assert list(Follow.objects.values_list("pk", "frequency", "with_deadlines")) == [(first, "weekly", True)]
    assert "Nothing more is sent" in words(post(manage, stop=str(first)).content.decode())
    assert rows_left() == 0


def test_who_stops_the_last_follow_may_still_confirm_what_they_asked_for(clock, client):
    accord("Accord"), accord("Protocol")
    first = follow("/follow/A1").follows.get()
    ask("/follow/A2")
    link = confirm_link(mailed()[0])
    ask("/follow/A1")
    manage = post(confirm_link(mailed()[0]))["Location"].partition("?")[0]

    post(manage, stop=str(first.pk))

    assert (Follow.objects.count(), Request.objects.count()) == (0, 1)
    assert post(link).status_code == 302
    assert [each.subject.query for each in Follow.objects.select_related("subject")] == ["A2"]


def test_nobody_ends_or_changes_the_follows_of_others(clock):
    accord()
    follow("/follow/A1", "victim@example.org")
    victim = Follow.objects.get()
    ask("/follow/A1")
    manage = post(confirm_link(mailed()[0]))["Location"].partition("?")[0]

    post(manage, stop=str(victim.pk))
    post(manage, **{f"frequency-{victim.pk}": "weekly"})

    victim.refresh_from_db()
    assert victim.frequency == "daily"


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("reader@example.org", "Reader@EXAMPLE.org", True),
        ("reader@example.org", " reader@example.org ", True),
        ("reader@example.org", "reader+1@example.org", False),
        ("reader@müller.example", "reader@xn--mller-kva.example", True),
    ],
)
def test_an_address_is_known_again_however_it_is_written(clock, first, second, is_same):
    accord()

    follow("/follow/A1", first)
    follow("/follow/A1", second)

    assert Follower.objects.count() == (1 if is_same else 2)


def test_addresses_are_kept_encrypted(clock, settings):
    accord()

    row = follow("/follow/A1", "Reader@Example.org")

    assert decrypt_address(row.address) == "Reader@example.org"
    assert "eader" not in row.address + row.digest
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert row.digest in address_digests("reader@example.org")
    follow("/follow/A1", "reader@example.org")  # and the command encrypts anew
    row.refresh_from_db()
    settings.SECRET_KEY_FALLBACKS = []
    assert (Follower.objects.count(), decrypt_address(row.address)) == (1, "Reader@example.org")
    assert row.digest == address_digests("reader@example.org")[0]


@pytest.mark.parametrize(
    "email", ["", "reader", "jürgen@example.org", "a@b@example.org", "a@example.org\nBcc: b@x.org"]
)
def test_what_is_no_address_is_said_and_sends_nothing(clock, email):
    accord()

    assert ask("/follow/A1", email).status_code == 400
    assert (rows_left(), mailed()) == (0, [])


def test_the_answer_never_tells_whether_an_address_follows(clock):
    accord()
    follow("/follow/A1")

    answers = [ask("/follow/A1", email) for email in (READER, "new@example.org") for _time in range(5)]

    assert {(answer.status_code, answer["Location"], answer.content) for answer in answers} == {
        (302, "/follow/sent", b"")
    }


def test_an_address_that_did_not_confirm_is_sent_three_letters_a_day_at_most(clock):
    for number in range(1, 6):
        accord()
        ask(f"/follow/A{number}")
        ask(f"/follow/A{number}")
    assert len(mailed()) == 2  # the first page was sent twice, and its letters are one by now

    assert len(mailed()) == 0
    clock(DAY + timedelta(1), 8)
    ask("/follow/A3")
    assert len(mailed()) == 1


def test_who_confirms_may_follow_as_much_as_they_like(clock):
    for number in range(1, 8):
        accord()
        follow(f"/follow/A{number}")

    assert Follow.objects.count() == 7


def test_a_network_that_sends_too_much_waits(clock, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "follow": 2}
    accord()

    answers = [ask("/follow/A1", f"{number}@example.org").status_code for number in range(4)]

    assert answers == [302, 302, 429, 429]


def test_programs_that_fill_in_everything_or_never_saw_the_form_send_nothing(clock):
    accord()

    assert ask("/follow/A1", website="https://spam.example")["Location"] == "/follow/sent"
    assert post("/follow/A1", email=READER, frequency="daily").status_code == 400
    assert rows_left() == 0


@pytest.mark.parametrize(
    ("path", "status", "location"),
    [
        ("/follow/A9999", 404, ""),
        ("/follow/Z1", 404, ""),
        ("/follow/pacts/", 404, ""),
        ("/follow/agreements/?form=pact", 302, "/agreements/?form=pact"),
        ("/follow/search", 302, "/search"),
        ("/follow/search?q=x&kind=pact", 302, "/search"),
        ("/follow/A9999.atom", 404, ""),
    ],
)
def test_what_cannot_be_followed_leads_to_a_page_that_says_so(client, path, status, location):
    response = client.get(path)

    assert (response.status_code, response.get("Location", "")) == (status, location)


def test_every_way_to_follow_is_offered_on_one_page(clock, client):
    accord()

    page = client.get("/follow/agreements/?form=mou").content.decode()

    assert "/agreements/export.atom?form=mou" in page
    assert "/agreements/export.ics?form=mou" in page
    feed = b"".join(client.get("/follow/A1.atom").streaming_content)
    assert feed.count(b"<entry>") == 1


def test_letters_cost_no_query_for_each_follow_and_follower(clock):
    """A question is answered once a day; a letter takes the same statements whatever it holds."""
    records = [accord(f"Accord {number}") for number in range(1, 6)]
    made, sent = [], []

    def statements_of_a_day() -> None:
        for record in records:
            change(record, f"{record} anew")
        day = DAY + timedelta(len(made) + 1)
        clock(day)
        with CaptureQueriesContext(connection) as making:
            queue_letters(day=day)
        with CaptureQueriesContext(connection) as sending:
            send_letters()
        made.append(len(making))
        sent.append(len(sending))

    for number in (1, 2, 3, 4, 5):
        follow(f"/follow/A{number}", "ann@example.org")
    statements_of_a_day()
    follow("/follow/A1", "bo@example.org")
    statements_of_a_day()
    for number in (2, 3, 4, 5):
        follow(f"/follow/A{number}", "bo@example.org")
    statements_of_a_day()

    assert (len(set(made)), sent[1] - sent[0], sent[2] - sent[1]) == (1, 11, 0)
