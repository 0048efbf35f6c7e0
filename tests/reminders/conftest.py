"""An office with a unit, an officer and agreements whose days are known; a clock that stands where it is put."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from agreements.models import UnitMember
from register.publishing import publish
from reminders.models import Preferences
from tests import factories as make
from tests.desk.conftest import groups, member

__all__ = ["groups"]
DAY = date(2027, 3, 8)  # a Monday


@pytest.fixture
def clock(time_machine):
    """``clock(day)``: it is seven o'clock of that day."""

    def clock(day: date, hour: int = 7):
        at = datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())
        time_machine.move_to(at.astimezone(UTC), tick=False)

    clock(DAY)
    return clock


@pytest.fixture(autouse=True)
def site(settings, db):
    make.SiteProfileFactory()
    settings.SITE_URL = "https://register.example.org"
    settings.DEFAULT_FROM_EMAIL = "register@register.example.org"


@pytest.fixture
def unit(db):
    return make.OrganizationFactory(name="International Office")


@pytest.fixture
def colleague(groups):
    """``colleague(name, unit)``: an editor with an address, and preferences where some are given."""

    def colleague(name: str, unit=None, **preferences) -> User:
        user = member(name, "Editors")
        user.email = f"{name}@office.example"
        user.save()
        if unit:
            UnitMember.objects.create(user=user, unit=unit)
        if preferences:
            Preferences.objects.create(user=user, **preferences)
        return user

    return colleague


@pytest.fixture
def boss(db):
    return User.objects.create_superuser("boss", "boss@office.example")


def agreement(officer=None, unit=None, *, is_public=True, signed="2020-03-10", **term):
    """An agreement with one term, kept by somebody; public unless said otherwise."""
    record = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=record, on=signed)
    make.TermFactory(agreement=record, **({"length": ""} if "until" in term else {}), **term)
    make.CustodyFactory(agreement=record, officer=officer, unit=unit)
    if is_public:
        publish(record, by=None)
    record.refresh_from_db()
    return record


def remind() -> list[tuple[str, str]]:
    """Run the command; the address and the text of each e-mail that it sent."""
    mail.outbox.clear()
    call_command("send_reminders", verbosity=0, stdout=None)
    return [(message.to[0], message.body) for message in mail.outbox]


def recipients() -> list[str]:
    """Recipients of the command, by name."""
    return sorted(address.partition("@")[0] for address, _text in remind())


def mail_by_day(clock, *days: int) -> dict[int, list[str]]:
    """Recipients on each of these days, counted from the first; days without any are left out."""
    sent = {day: recipients() for day in days if clock(DAY + timedelta(day)) is None}
    return {day: people for day, people in sent.items() if people}
