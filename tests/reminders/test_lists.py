"""The list of reminders in the staff area, and the log of digests."""

from datetime import timedelta

import pytest

from agreements.models import Agreement
from reminders.models import Digest, Event
from tests import factories as make
from tests.desk.conftest import member
from tests.reminders.conftest import DAY, agreement, remind

pytestmark = pytest.mark.django_db
LIST = "/admin/reminders/event/"


@pytest.fixture
def kim(clock, unit, colleague, client):
    user = colleague("kim", unit)
    client.force_login(user)
    return user


def shown(client, query="") -> list[str]:
    return [str(event.record) for event in client.get(LIST + query).context["cl"].result_list]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_has_what_is_mine_what_is_my_units_and_records_of_every_kind(
    client, kim, unit, colleague, rows, django_assert_max_num_queries
):
    lee = colleague("lee")
    mine = [str(agreement(kim, None, until=(DAY + timedelta(7)).isoformat())) for _number in range(rows)]
    of_unit = [str(agreement(None, unit, until=(DAY + timedelta(8)).isoformat())) for _number in range(rows)]
    other = [str(agreement(lee, None, until=(DAY + timedelta(9)).isoformat())) for _number in range(rows)]
    remind()
    # of another kind, with the key of an agreement that is mine
    organization = make.OrganizationFactory(
        pk=Agreement.objects.filter(custody__officer=kim).first().pk + 9000
    )
    make.EventFactory(record=organization, kind="for_review", first_day=DAY, last_day=DAY)

    shown(client)  # a first look writes the session
    with django_assert_max_num_queries(12):
        assert sorted(shown(client)) == sorted([*mine, *of_unit, *other, str(organization)])
    assert sorted(shown(client, "?queue=mine")) == sorted(mine)
    assert sorted(shown(client, "?queue=my_unit")) == sorted(of_unit)
    assert len(shown(client, "?queue=open")) == 3 * rows + 1


def test_what_is_handled_is_open_again_when_somebody_says_so(client, kim, clock):
    agreement(kim, until=(DAY + timedelta(8)).isoformat())
    remind()
    event = Event.objects.get()
    for action in ("settle", "reopen"):
        client.post(LIST, {"action": action, "_selected_action": [event.pk]})
    clock(DAY + timedelta(1))
    client.force_login(kim)  # the day before has ended

    assert (len(remind()), shown(client, "?queue=passed")) == (1, [])


def test_a_reader_looks_and_marks_nothing(client, kim, groups):
    agreement(kim, until=(DAY + timedelta(8)).isoformat())
    remind()
    client.force_login(member("reader", "Readers"))

    assert len(shown(client)) == 1
    client.post(LIST, {"action": "settle", "_selected_action": [Event.objects.get().pk]})
    assert Event.objects.get().handled_at is None


def test_administrators_see_who_was_sent_what(client, kim, boss):
    title = str(agreement(kim, until=(DAY + timedelta(8)).isoformat()))
    remind()
    client.force_login(boss)

    page = client.get(f"/admin/reminders/digest/{Digest.objects.get().pk}/change/").content.decode()

    assert title in page
    assert "kim" in page


def test_a_digest_of_very_many_ends_with_the_address_of_the_list(kim, monkeypatch):
    monkeypatch.setattr("reminders.emails._MAX_LINES", 2)
    for _number in range(5):
        agreement(kim, until=(DAY + timedelta(8)).isoformat())

    [(_address, text)] = remind()

    assert text.count("/change/") == 2
    assert "and 3 more: https://register.example.org/admin/reminders/event/\n" in text


def test_who_is_limited_to_a_unit_marks_nothing_of_another(client, kim, unit):
    others = make.OrganizationFactory()
    for keeper in (unit, others):
        agreement(kim, keeper, until=(DAY + timedelta(8)).isoformat())
    remind()

    page = client.post(
        LIST,
        {"action": "settle", "_selected_action": [*Event.objects.values_list("pk", flat=True)]},
        follow=True,
    )

    handled = Event.objects.exclude(handled_at=None).values_list("object_id", flat=True)
    assert [*handled] == [*Agreement.objects.filter(custody__unit=unit).values_list("pk", flat=True)]
    assert "Left out, as you may not change their records: 1" in page.content.decode()
