"""Followers at once: the same address asks, confirms and leaves in several browsers while letters are made."""

from datetime import timedelta

import pytest
from django.utils import timezone

from following.actions import confirm_follow, forget_unneeded, leave, queue_letters, request_follow
from following.models import Follow, Follower, Letter, Request, Subject
from following.questions import RecordQuestion
from tests.at_once import at_once
from tests.following.conftest import accord, change

pytestmark = pytest.mark.django_db(transaction=True)


def request(address="Reader@example.org", ref="A1") -> None:
    request_follow(
        address=address, question=RecordQuestion(ref), frequency="daily", with_deadlines=False, language="en"
    )


def test_an_address_that_asks_and_confirms_several_times_at_once_follows_once():
    accord()
    at_once(*[request] * 4, *[lambda: request("reader@example.org")] * 4, forget_unneeded)
    [row] = Request.objects.all()
    assert (Follower.objects.count(), row.letters <= 3) == (1, True)

    at_once(*[lambda: confirm_follow(follower=row.follower_id, subject=row.subject_id)] * 4, request)

    assert (Follower.objects.count(), Subject.objects.count(), Follow.objects.count()) == (1, 1, 1)


def test_who_leaves_while_letters_are_made_stops_none_of_the_others():
    record = accord()
    for number in range(12):
        request(f"reader{number}@example.org")
    for row in Request.objects.all():
        confirm_follow(follower=row.follower_id, subject=row.subject_id)
    change(record)
    leaving, staying = (set(Follower.objects.values_list("pk", flat=True)[part::2]) for part in (0, 1))
    day = timezone.localdate() + timedelta(1)

    at_once(lambda: queue_letters(day=day), *[lambda pk=pk: leave(follower=pk) for pk in leaving])

    assert set(Letter.objects.values_list("follower", flat=True)) == staying
