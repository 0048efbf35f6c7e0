"""Rows that several states of staff pages are made of, and what a browser sends back of a page."""

import re
from datetime import UTC, datetime
from html import unescape
from types import SimpleNamespace

from django.contrib.auth.models import User

from agreements.models import Agreement
from desk.groups import READERS_GROUP
from organizations.models import Organization
from tests import factories as make
from tests.desk.conftest import member
from tests.desk.test_staff_pages import Browser
from tests.template_nodes import unmarked

WHY = {"en": "Entered by mistake.", "ko": "잘못 올렸습니다."}


def moment(month: int, year: int = 1999) -> datetime:
    """Noon in Greenwich on the first of a month, the same day in Seoul. `named_rows` leaves these years."""
    return datetime(year, month, 1, 12, tzinfo=UTC)


def saved(record):
    """The record as it is stored."""
    return type(record).objects.get(pk=record.pk)


def named_agreement(title: str, *organizations: Organization) -> Agreement:
    agreement = make.AgreementFactory()
    agreement.involvements.all().delete()
    make.AgreementTextFactory(agreement=agreement, title=title, language="en")
    for organization in organizations:
        make.InvolvementFactory(
            agreement=agreement, organization=organization, role="party", name_as_written="As printed"
        )
    return agreement


def html_of(response) -> str:
    """The page without marks, as a browser would send it back."""
    return unmarked(response.content.decode())


def shown_in(response) -> str:
    return unescape(re.search(r'name="shown" value="([^"]*)"', html_of(response))[1])


def browser_of(office: SimpleNamespace, user: User) -> Browser:
    """The browser of another, in the language of the office."""
    browser = Browser()
    browser.prefix = office.desk.prefix
    browser.force_login(user)
    return browser


def for_a_reader(page):
    """The page as somebody sees it who may change nothing."""

    def seen(office: SimpleNamespace):
        reader = browser_of(office, member("only-reads", READERS_GROUP))
        return page(SimpleNamespace(**vars(office) | {"desk": reader}))

    return seen
