"""The calendar of a colleague: theirs and their unit's, at an address that only they know."""

import logging
from datetime import date, timedelta

import icalendar
import pytest
from django.test import Client

from core.secret_paths import SecretPathFilter
from register.publishing import publish, withdraw
from reminders.models import Preferences
from tests.reminders.conftest import DAY, agreement

pytestmark = pytest.mark.django_db
NEW, END, PAGE = (f"/accounts/reminders/{page}" for page in ("calendar/new/", "calendar/end/", ""))


@pytest.fixture
def kim(clock, unit, colleague, client):
    user = colleague("kim", unit)
    client.force_login(user)
    return user


def new_address(client) -> str:
    """The path of a new address, as the page shows it."""
    text = client.post(NEW).content.decode()
    return text.partition("<code>https://register.example.org")[2].partition("</code>")[0]


def events_at(path: str) -> dict[str, tuple]:
    """Summary, first day and days of each event that somebody without a login is given, by UID."""
    response = Client().get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert response["Cache-Control"] == "private, no-store"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert not calendar.errors
    return {
        str(event["UID"]): (str(event["SUMMARY"]), event.start, (event.end - event.start).days)
        for event in calendar.walk("VEVENT")
    }


def test_it_has_the_days_of_what_is_theirs_and_their_units(client, kim, unit, colleague):
    other = colleague("lee")
    mine = agreement(kim, None, until="2027-06-30")
    of_unit = agreement(other, unit, until="2027-08")
    draft = agreement(kim, None, is_public=False, until="2027-10-01")
    agreement(other, None, until="2027-06-30")

    assert events_at(new_address(client)) == {
        f"agreement-{mine.pk}-end-0@register.example.org": (f"Ends: {mine}", date(2027, 6, 30), 1),
        f"agreement-{of_unit.pk}-end-0@register.example.org": (f"Ends: {of_unit}", date(2027, 8, 1), 31),
        f"agreement-{draft.pk}-end-0@register.example.org": (f"Ends: {draft}", date(2027, 10, 1), 1),
    }


def test_a_date_that_moves_keeps_its_uid_also_when_the_draft_becomes_public(client, kim, clock):
    draft, address = agreement(kim, is_public=False, until="2027-06-30"), new_address(client)
    [(uid, before)] = events_at(address).items()
    term = draft.terms.get()
    term.until = "2027-07-31"
    term.save()
    publish(draft, by=None)

    [(uid_after, after)] = events_at(address).items()

    assert (uid, before[1], after[1]) == (uid_after, date(2027, 6, 30), date(2027, 7, 31))


def test_it_has_nothing_of_what_was_withdrawn_and_no_title_of_what_is_closed(client, kim):
    withdraw(agreement(kim, until="2027-06-30"), reason={"en": "Entered by mistake."}, by=None)
    closed = agreement(kim, is_public=False, until="2027-07-31")
    closed.disclosure, closed.disclosure_basis = "closed", "Art. 9"
    closed.save()

    [(summary, day, _days)] = events_at(new_address(client)).values()

    assert (day, str(closed) in summary) == (date(2027, 7, 31), False)
    assert closed.custody.file_number in summary


def test_it_is_in_the_language_that_was_chosen(client, kim):
    Preferences.objects.create(user=kim, language="ko")
    agreement(kim, until="2027-06-30")

    [(summary, _day, _days)] = events_at(new_address(client)).values()

    assert summary.startswith("종료")


def test_an_address_ends_when_it_is_revoked_or_made_anew(client, kim):
    first = new_address(client)
    second = new_address(client)
    assert first != second
    assert [Client().get(path).status_code for path in (first, second)] == [404, 200]

    client.post(END)

    assert Client().get(second).status_code == 404


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_it_ends_with_the_account(client, kim, change):
    address = new_address(client)
    type(kim).objects.update(**change)

    assert Client().get(address).status_code == 404


def test_it_is_for_those_who_may_look_at_agreements(client, kim):
    address = new_address(client)
    kim.groups.clear()

    assert Client().get(address).status_code == 404


def test_the_secret_is_kept_nowhere_and_stays_out_of_the_log(client, kim, caplog, settings):
    address = new_address(client)
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 43
    assert secret not in client.get(PAGE).content.decode()
    assert secret not in "".join(map(str, Preferences.objects.values_list()))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert Client().get(address).status_code == 200

    client.post(END)
    # as the handler of the settings has it
    name = settings.LOGGING["filters"]["secret_paths"]["()"].rpartition(".")[2]
    assert name == "SecretPathFilter"
    with caplog.at_level(logging.DEBUG):
        caplog.handler.addFilter(keep := SecretPathFilter())
        Client().get(address)
        caplog.handler.removeFilter(keep)
    assert "/accounts/reminders/calendar/***" in caplog.text
    assert secret not in caplog.text


def test_preferences_are_chosen_on_the_page_of_the_account(client, kim):
    data = {"frequency": "weekly", "language": "ko", "away_until": (DAY + timedelta(3)).isoformat()}

    assert client.post(PAGE, data).status_code == 302
    refused = client.post(PAGE, data | {"away_until": (DAY - timedelta(1)).isoformat()})

    chosen = Preferences.objects.get(user=kim)
    assert (chosen.frequency, chosen.language, chosen.away_until) == ("weekly", "ko", DAY + timedelta(3))
    assert "This day has passed." in refused.content.decode()
    assert 'value="2027-03-11"' in client.get(PAGE).content.decode()


def test_a_new_address_keeps_what_was_chosen(client, kim):
    Preferences.objects.create(user=kim, frequency="weekly", language="ko")

    new_address(client)

    assert Preferences.objects.values_list("frequency", "language").get() == ("weekly", "ko")


def test_an_address_is_not_made_without_the_second_factor_that_is_demanded(client, kim, settings):
    settings.REQUIRE_MFA = True

    assert [client.post(NEW).url, client.get(PAGE).url] == ["/accounts/"] * 2
    assert not Preferences.objects.exists()
