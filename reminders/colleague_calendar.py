"""Calendar of one colleague (RFC 5545): the deadlines of the agreements that are theirs or their unit's."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.calendar_events import AgreementEvents
from agreements.due_days import DueDay, due_days
from agreements.models import Agreement
from agreements.staff_titles import title_outside
from core import edtf
from desk.addresses import change_page_address
from exports.icalendar_writer import CONFIRMED, TENTATIVE, CalendarEvent, stream_icalendar
from reminders.actions import calendar_digests
from reminders.models import Preferences
from reminders.situation import Colleague, colleagues_who_may_look
from site_profile.current import current_profile

_BACK, _AHEAD = timedelta(days=366), timedelta(days=3 * 366)
_LONGEST = timedelta(days=92)  # a quarter: what is known less well stands on its first day
_FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def colleague_by_secret(secret: str) -> Colleague | None:
    """The colleague whose calendar is at an address, active and allowed to look at agreements; else None."""
    preferences = Preferences.objects.filter(calendar_digest__in=calendar_digests(secret)).first()
    if preferences is None:
        return None
    people = colleagues_who_may_look(ContentType.objects.get_for_model(Agreement))
    return people.get(preferences.pk)


def calendar_file(colleague: Colleague, day: date, *, address: str) -> Iterator[bytes]:
    """The pieces of the file, in the language that the colleague chose."""
    with override(colleague.preferences.language):
        events = list(_events(colleague, day))
        name = _("%(site)s: deadlines") % {"site": current_profile().site_name}
    yield from stream_icalendar(events, name=name, product="-//Entente//Reminders//EN", address=address)


def _events(colleague: Colleague, day: date) -> Iterator[CalendarEvent]:
    rows = _agreements_of(colleague)
    days = due_days(day - _BACK, day + _AHEAD, agreements=rows)
    rows = rows.filter(pk__in={due.agreement for due in days}).select_related("custody")
    agreements = {row.pk: row for row in rows.prefetch_related("texts")}
    for due in sorted(days, key=lambda due: (due.first_day, due.agreement, due.kind)):
        yield _event(due, agreements[due.agreement])


def _agreements_of(colleague: Colleague):
    is_theirs = Q(custody__officer=colleague.user)
    if colleague.unit:
        is_theirs |= Q(custody__unit=colleague.unit)
    return Agreement.objects.filter(is_theirs)


def _event(due: DueDay, agreement: Agreement) -> CalendarEvent:
    words, is_long = AgreementEvents(), due.last_day - due.first_day > _LONGEST
    known = _("Known only in part: %(when)s.") % {"when": edtf.parse(due.span.edtf).words()}
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return CalendarEvent(
        uid=f"agreement-{agreement.pk}-{due.kind}-{due.number}@{host}",
        sequence=int((agreement.updated_at - _FIRST_DAY) / timedelta(minutes=1)),
        first_day=due.first_day,
        last_day=due.first_day if is_long else due.last_day,
        changed_at=agreement.updated_at,
        status=CONFIRMED if due.span.is_exact else TENTATIVE,
        summary=words.summary(due.kind, title_outside(agreement)),
        description="" if due.span.is_exact else known,
        address=f"{settings.SITE_URL}{change_page_address(agreement)}",
        category=words.category(due.kind),
    )
