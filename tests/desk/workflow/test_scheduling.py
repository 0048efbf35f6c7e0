"""Promises about publications at a set time: what was confirmed, once, or nothing and somebody is told."""

import re
from contextlib import suppress
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agreements.models import Agreement
from desk.workflow import actions, scheduling, tasks
from desk.workflow.models import ScheduledPublication
from history.acts import act
from history.choices import ActKind
from register.models import Version
from register.publishing import publish
from register.versions import lock_version_log
from tests import factories as make
from tests.breaking import Broken, broken_at, places_to_break, statements_of
from tests.desk.conftest import Fields, address, groups, member, publisher, publishing_desk
from tests.spreadsheets.admin.test_worker import wait_for
from tests.working import worker

__all__ = ["groups", "publisher", "publishing_desk"]
pytestmark = pytest.mark.django_db
LIST = "/admin/agreements/agreement/"


@pytest.fixture
def draft():
    return make.AgreementFactory(titled=True)


def at(**delta):
    return timezone.localtime(timezone.now() + timedelta(**delta)).strftime("%Y-%m-%dT%H:%M")


def set_time(client, record, moment=None, **data):
    form = Fields(client.get(address(record, "publish")).content.decode()).form
    return client.post(address(record, "publish"), {**form, "publish_at": moment or at(days=1), **data})


def its_time_comes():
    ScheduledPublication.objects.filter(state="waiting").update(publish_at=timezone.now())
    return scheduling.publish_due()


def outcome(language="en"):
    state, reason = ScheduledPublication.objects.order_by("-pk").values_list("state", "reason")[0]
    return state, reason.get(language, "")


def test_nothing_is_public_before_and_what_was_confirmed_is_at_the_time(publishing_desk, publisher, draft):
    assert set_time(publishing_desk, draft, note="As agreed").status_code == 302
    assert scheduling.publish_due() == 0
    assert Version.objects.count() == 0

    assert its_time_comes() == 1

    version = Version.objects.get(kind="agreement")
    assert (version.by, version.note) == (publisher, "As agreed")
    assert outcome() == ("published", "")
    assert its_time_comes() == 0
    assert Version.objects.filter(kind="agreement").count() == 1


def test_lists_and_pages_show_the_time(publishing_desk, publisher, draft):
    set_time(publishing_desk, draft)

    assert "To be published at a set time" in publishing_desk.get("/admin/").content.decode()
    listed = publishing_desk.get(f"{LIST}?queue=scheduled").content.decode()
    assert f">{draft}</a>" in listed
    assert re.search(r"to be published \d\d? [A-Z][a-z]+ 20\d\d, \d\d:\d\d", listed)
    in_korean = publishing_desk.get(f"/ko{LIST}?queue=scheduled").content.decode()
    assert re.search(r"20\d\d년 \d\d?월 \d\d?일 오[전후] \d\d?:\d\d", in_korean)
    assert "(set by publisher)" in publishing_desk.get(address(draft)).content.decode()


@pytest.mark.parametrize(
    "change", ["title", pytest.param("organization", marks=pytest.mark.long), "left out"]
)
def test_what_was_changed_since_is_not_published_and_is_on_the_front_page(publishing_desk, draft, change):
    older = make.AgreementRelationFactory(agreement=draft).older
    make.AgreementTextFactory(agreement=older, title="Older")
    set_time(publishing_desk, draft)
    if change == "title":
        draft.texts.update(title="Another title")
    elif change == "organization":
        type(draft.involvements.get().organization).objects.update(name="Another name")
    else:
        publish(older, by=None)
    before = Version.objects.count()

    its_time_comes()

    assert Version.objects.count() == before
    assert outcome() == ("refused", "It is not any more what was confirmed: it was changed since.")
    assert "Not published at the set time" in publishing_desk.get("/admin/").content.decode()
    assert "Not published at the time that was set" in publishing_desk.get(address(draft)).content.decode()
    publishing_desk.post(address(draft, "cancel"))
    assert "Not published at the set time" not in publishing_desk.get("/admin/").content.decode()


def test_a_cancelled_time_passes(publishing_desk, draft):
    set_time(publishing_desk, draft)

    publishing_desk.post(address(draft, "cancel"))
    publishing_desk.post(address(draft, "cancel"))

    assert its_time_comes() == 0
    assert (outcome()[0], Version.objects.count()) == ("cancelled", 0)


def test_another_time_takes_the_place_of_the_first(publishing_desk, draft):
    set_time(publishing_desk, draft)
    set_time(publishing_desk, draft, at(days=2))

    assert [*ScheduledPublication.objects.order_by("pk").values_list("state", flat=True)] == [
        "replaced",
        "waiting",
    ]


def test_the_history_names_each_time_that_was_set_and_the_page_that_of_a_colleague(
    client, publishing_desk, draft, settings
):
    settings.TIME_ZONE = "UTC"
    set_time(publishing_desk, draft)
    client.force_login(member("colleague", "Publishers"))

    page = unescape(client.get(address(draft, "publish")).content.decode())
    assert re.search(r"A time is set already: .*, \d\d:\d\d \(UTC\), by publisher\.", page)
    assert "The time is that of UTC." in page
    set_time(client, draft, at(days=2))
    client.post(address(draft, "cancel"))

    history = " ".join(unescape(client.get(address(draft, "history")).content.decode()).split())
    assert "publisher set the time" in history
    assert "colleague set the time" in history
    assert re.search(r"replaced by another time \([^()]* · colleague\)", history)
    assert re.search(r"cancelled \([^()]* · colleague\)", history)


def test_a_publication_by_hand_ends_the_wait(publishing_desk, draft):
    set_time(publishing_desk, draft)

    publish(draft, by=None)

    assert outcome()[0] == "overtaken"
    assert its_time_comes() == 0


@pytest.mark.parametrize(
    "moment", ["-", "2020-01-01T10:00", "9999-12-31T23:59", "tomorrow", "0000-00-00T00:00"]
)
def test_a_time_that_cannot_be_is_refused(publishing_desk, draft, moment):
    response = set_time(publishing_desk, draft, moment)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert (ScheduledPublication.objects.count(), Version.objects.count()) == (0, 0)


def test_what_changed_while_the_page_was_open_is_shown_again(publishing_desk, draft):
    form = Fields(publishing_desk.get(address(draft, "publish")).content.decode()).form
    draft.texts.update(title="Another title")

    response = publishing_desk.post(address(draft, "publish"), {**form, "publish_at": at(days=1)})

    assert "what is here changed after this page was opened" in unescape(response.content.decode())
    assert ScheduledPublication.objects.count() == 0


def test_under_embargo_a_time_after_it_can_be_set_and_no_other(publishing_desk, draft):
    until = timezone.localdate() + timedelta(days=10)
    custody = make.CustodyFactory(agreement=draft, embargo_until=until)
    page = unescape(publishing_desk.get(address(draft, "publish")).content.decode())
    assert f"It is under embargo until {until.isoformat()}." in page

    for moment in (" ", at(days=5)):
        assert set_time(publishing_desk, draft, moment).status_code == 200
    assert (ScheduledPublication.objects.count(), Version.objects.count()) == (0, 0)
    assert set_time(publishing_desk, draft, at(days=11)).status_code == 302

    its_time_comes()  # the embargo is not over on this day
    assert outcome() == ("refused", f"{draft}: It is under embargo until {until.isoformat()}.")
    set_time(publishing_desk, draft, at(days=11))
    type(custody).objects.update(embargo_until=timezone.localdate())
    its_time_comes()
    assert outcome() == ("published", "")


def test_who_may_not_publish_any_more_does_not_publish_then(publishing_desk, publisher, draft):
    set_time(publishing_desk, draft)
    publisher.groups.clear()

    its_time_comes()

    assert outcome() == ("refused", "Whoever set the time may not publish any more.")


def test_four_eyes_are_asked_for_at_both_moments(publishing_desk, publisher, settings, draft):
    settings.FOUR_EYES = True
    set_time(publishing_desk, draft)
    with act(kind=ActKind.EDIT, by=publisher):
        Agreement.objects.filter(pk=draft.pk).update(external_id="elsewhere")
    its_time_comes()

    assert outcome()[0] == "refused"
    assert "You edited it last" in outcome()[1]


def test_the_reason_is_in_the_language_of_whoever_reads_it(publishing_desk, draft):
    form = Fields(publishing_desk.get(f"/ko{address(draft, 'publish')}").content.decode()).form
    publishing_desk.post(f"/ko{address(draft, 'publish')}", {**form, "publish_at": at(days=1)})
    draft.texts.update(title="Another title")

    its_time_comes()

    assert "그 뒤" in publishing_desk.get(f"/ko{address(draft)}").content.decode()
    assert "It is not any more what was confirmed" in publishing_desk.get(address(draft)).content.decode()
    assert Version.objects.count() == 0


def test_lists_are_published_now_or_not_at_all(publishing_desk, draft):
    chosen = {"action": "publish_selected", "_selected_action": [draft.pk], "index": "0"}

    assert 'name="publish_at"' not in publishing_desk.post(LIST, chosen).content.decode()


def test_editors_cancel_nothing(client, groups, publisher, draft):
    client.force_login(publisher)
    set_time(client, draft)
    client.force_login(member("editor", "Editors"))

    assert client.post(address(draft, "cancel")).status_code == 403
    assert outcome()[0] == "waiting"


def test_what_fails_unforeseen_is_told_and_does_not_stop_the_others(publishing_desk, draft):
    other = make.AgreementFactory(titled=True)
    set_time(publishing_desk, draft)
    ScheduledPublication.objects.update(closing={"no": "list"}, shown="{")
    Agreement.objects.filter(pk=draft.pk).update(form="mou")
    set_time(publishing_desk, other)

    assert its_time_comes() == 2
    assert sorted(ScheduledPublication.objects.values_list("state", flat=True)) == ["published", "refused"]


def test_the_front_page_wakes_a_worker_for_what_is_long_overdue(publishing_desk, draft):
    set_time(publishing_desk, draft)
    DBTaskResult.objects.all().delete()
    publishing_desk.get("/admin/")
    assert DBTaskResult.objects.count() == 0

    ScheduledPublication.objects.update(publish_at=timezone.now() - timedelta(minutes=6))
    publishing_desk.get("/admin/")

    assert DBTaskResult.objects.get().task_path == tasks.publish_what_is_due.module_path


def test_a_task_that_is_killed_at_any_point_publishes_once_with_the_next_look(publishing_desk, draft):
    """At each of its statements, whichever look it is; the next one comes from the table, not from the task."""
    set_time(publishing_desk, draft)
    ScheduledPublication.objects.update(publish_at=timezone.now())
    look = tasks.publish_what_is_due.func
    statements = statements_of(look)

    for number in places_to_break(statements):
        with transaction.atomic():
            with suppress(Broken), broken_at(number):
                look()
            look()
            look()
            happened = outcome(), Version.objects.filter(kind="agreement").count()
            transaction.set_rollback(True)
        assert happened == (("published", ""), 1), statements[number]


@pytest.mark.parametrize("moved", [-3600, 3600, 400 * 86400], ids=["back", "on", "a year on"])
def test_a_clock_that_is_moved_publishes_once_and_none_is_missed(publishing_desk, draft, moved):
    set_time(publishing_desk, draft, at(hours=2))
    now = timezone.now()
    with time_machine.travel(now + timedelta(seconds=moved), tick=False):
        scheduling.publish_due()
        assert Version.objects.filter(kind="agreement").count() == (1 if moved > 7200 else 0)
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        scheduling.publish_due()
    with time_machine.travel(now, tick=False):
        scheduling.publish_due()

    assert outcome()[0] == "published"
    assert Version.objects.filter(kind="agreement").count() == 1


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_workers_that_are_killed_publish_each_exactly_once(publishing_desk):
    """Two workers at once, killed while they are at it and started again, until nothing waits."""
    records = [make.AgreementFactory(titled=True) for _number in range(6)]
    for record in records:
        set_time(publishing_desk, record)
    ScheduledPublication.objects.update(publish_at=timezone.now())
    waiting = ScheduledPublication.objects.filter(state="waiting")

    for _kill in range(2):
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())  # a minute later
        before = waiting.count()
        with transaction.atomic():
            lock_version_log()  # holds them up
            with worker(), worker():
                wait_for(_somebody_waits, seconds=100)
        assert waiting.count() == before
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    with worker(), worker():
        wait_for(lambda: not waiting.exists(), seconds=100)

    assert {*ScheduledPublication.objects.values_list("state", flat=True)} == {"published"}
    assert Version.objects.filter(kind="agreement").count() == len(records)


def _somebody_waits() -> bool:
    """Another session waits for the lock of the register, which this one holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0] > 0


def test_what_is_sent_back_is_not_published_at_the_time(publishing_desk, publisher, draft):
    actions.send_to_review(record=draft, by=publisher)
    set_time(publishing_desk, draft)

    actions.send_back(record=draft, by=publisher, reason="The end is wrong.")

    assert (its_time_comes(), outcome(), Version.objects.count()) == (0, ("cancelled", ""), 0)
