"""Followers by e-mail: public records, a way to follow and to confirm, a clock, and the letters of a day."""

import io
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from following.models import Follower
from register.publishing import publish
from tests import factories as make

DAY = date(2027, 3, 9)  # a Tuesday
READER = "reader@example.org"


@pytest.fixture
def clock(time_machine):
    """``clock(day)``: it is seven o'clock of that day."""

    def clock(day: date, hour: int = 7, minute: int = 0):
        at = datetime.combine(day, time(hour, minute), tzinfo=timezone.get_default_timezone())
        time_machine.move_to(at.astimezone(UTC), tick=False)

    clock(DAY)
    return clock


@pytest.fixture(autouse=True)
def site(settings, db):
    make.SiteProfileFactory()
    settings.SITE_URL = "https://register.example.org"
    settings.DEFAULT_FROM_EMAIL = "register@register.example.org"
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "follow": 0}


def accord(title="Accord", **values):
    """A public agreement."""
    record = make.AgreementFactory(titled=True, text__title=title, **values)
    publish(record, by=None)
    record.refresh_from_db()
    return record


def change(record, title: str = "") -> None:
    """Another version of an agreement, with a date; or with another title."""
    if title:
        record.texts.update(title=title)
    else:
        make.MilestoneFactory(agreement=record, kind="reviewed", on="2026-01-02")
    publish(record, by=None)


def ask(path: str, email: str = READER, **values):
    """Fill in the form of a page and send it, as a browser without cookies. The answer."""
    client = Client(enforce_csrf_checks=True)
    html = client.get(path).content.decode()
    [token] = re.findall(r'name="token" value="([^"]+)"', html)
    return client.post(path, {"email": email, "frequency": "daily", "token": token} | values)


def mailed() -> list:
    """The letters of the command, once it has run; those that ask to confirm as well."""
    mail.outbox.clear()
    call_command("send_letters", stdout=io.StringIO())
    return list(mail.outbox)


def links_in(message) -> list[str]:
    """Paths of the links in a letter, in order."""
    return re.findall(r"https://register\.example\.org(/\S*)", message.body)


def confirm_link(message) -> str:
    [link] = [link for link in links_in(message) if "/confirm/" in link]
    return link


def follow(path: str, email: str = READER, **values) -> Follower:
    """Follow something and confirm it."""
    assert ask(path, email, **values).status_code == 302
    [message] = [message for message in mailed() if "/confirm/" in message.body]
    response = Client(enforce_csrf_checks=True).post(confirm_link(message))
    assert (response.status_code, "/manage/" in response["Location"]) == (302, True)
    return Follower.objects.latest("pk")


def letters(clock, days: int = 1) -> list:
    """The letters that the command sends so many days after the first."""
    clock(DAY + timedelta(days))
    return mailed()


def headings(message) -> list[str]:
    """What a letter says it comes for."""
    return re.findall(r"^You follow: (.*)$", message.body, re.MULTILINE)


def lines(message) -> list[str]:
    """Titles in a letter."""
    return re.findall(r"^\* (.*)$", message.body, re.MULTILINE)
