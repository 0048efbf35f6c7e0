"""On which day something happened is told by the clock of the place where the register is kept."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from core import edtf
from register.models import Version
from register.publishing import publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db

# at any hour the day is another than in UTC in one of the two
PLACES = ["Pacific/Kiritimati", "Etc/GMT+12"]
ADDRESSES = ["/agreements/A1/accord", "/agreements/A1/versions/", "/agreements/A1/versions/1"]


@pytest.fixture
def agreement():
    agreement = make.AgreementFactory(titled=True, text__title="Accord")
    publish(agreement, by=None)
    return agreement


def day_of(ref: str, place: str) -> edtf.EDTF:
    moment = Version.objects.filter(ref=ref).last().published_at
    return edtf.parse(moment.astimezone(ZoneInfo(place)).date().isoformat())


@pytest.mark.parametrize("place", PLACES)
def test_pages_and_feeds_tell_the_day_of_the_place(agreement, client, place):
    day = day_of("A1", place)

    with timezone.override(place):
        pages = [client.get(address).content.decode() for address in ADDRESSES]
        feed = b"".join(client.get("/changes.atom")).decode()
        cited = client.get("/agreements/A1/cite/text").content.decode()

    for html in pages:
        assert f'<time datetime="{day}">{day.words()}</time>' in html
    assert f"Published on {day.words()}." in feed
    assert f"published {day.words()}" in cited


@pytest.mark.parametrize("place", PLACES)
def test_the_day_of_a_withdrawal_is_that_of_the_place(agreement, client, place):
    withdraw(agreement, by=None, reason={"en": "By mistake."})
    day = day_of("A1", place)

    with timezone.override(place):
        html = client.get("/agreements/A1").content.decode()

    assert f'<dd><time datetime="{day}">{day.words()}</time></dd>' in html
