"""The e-mail of a digest, in the language of its reader."""

from collections import defaultdict
from collections.abc import Container, Sequence

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from agreements.models import Agreement
from agreements.staff_titles import title_outside
from core import edtf
from core.mail import message_id
from desk.addresses import change_page_address, list_address
from desk.colleagues import colleague_name
from register.deadlines import overdue_on
from register.models import Deadline
from register.records import Record
from reminders.choices import WAITING_KINDS
from reminders.models import Digest, Event, Reminder
from reminders.situation import Colleague, Situation
from site_profile.current import current_profile

_MAX_LINES = 100  # of a section: who answers for more reads the list


def digest_email(
    digest: Digest, colleague: Colleague, reminders: Sequence[Reminder], situation: Situation
) -> EmailMessage:
    """The e-mail of a digest with these lines. Made again, it has the same Message-ID."""
    events = list({reminder.event_id: reminder.event for reminder in reminders}.values())
    with override(colleague.preferences.language):
        subject = ngettext("%(name)s: %(count)d reminder", "%(name)s: %(count)d reminders", len(events))
        values = {"name": current_profile().site_name, "count": len(events)}
        return EmailMessage(
            (subject % values).replace("\n", " "),
            _digest_text(events, colleague, situation),
            to=[colleague.user.email],
            headers={
                "Message-ID": message_id("reminders", digest.pk, digest.queued_at),
                "Auto-Submitted": "auto-generated",  # RFC 3834: nobody answers that they are away
            },
        )


def _digest_text(events: Sequence[Event], colleague: Colleague, situation: Situation) -> str:
    """Sections of what waits, of what has passed and of what comes, and where the rest is found."""
    waiting = [event for event in events if event.kind in WAITING_KINDS]
    deadlines = [event for event in events if event.kind not in WAITING_KINDS]
    records = _records_by_key(events)
    sections = []
    for heading, rows in (
        (_("Waiting for you:"), waiting),
        (
            _("Passed, and nothing is recorded of it:"),
            [event for event in deadlines if event.last_day < situation.day],
        ),
        (_("Coming:"), [event for event in deadlines if event.last_day >= situation.day]),
    ):
        there = [event for event in rows if (event.content_type_id, event.object_id) in records]
        if there:
            lines = [
                _event_lines(event, records[event.content_type_id, event.object_id], colleague, situation)
                for event in there[:_MAX_LINES]
            ]
            sections.append("\n\n".join([heading, *lines, *_rest(len(there) - _MAX_LINES)]))
    return "\n\n\n".join([*sections, _closing_lines(colleague, situation)]) + "\n"


def _rest(count: int) -> list[str]:
    """So many more are in the list; nothing where there are none."""
    words = ngettext("and %(count)d more: %(address)s", "and %(count)d more: %(address)s", count)
    address = f"{settings.SITE_URL}{list_address(Event)}"
    return [words % {"count": count, "address": address}] if count > 0 else []


def _records_by_key(events: Sequence[Event]) -> dict[tuple[int, int], Record]:
    """The records of events, by content type and key."""
    keys: dict[int, set[int]] = defaultdict(set)
    for event in events:
        keys[event.content_type_id].add(event.object_id)
    records: dict[tuple[int, int], Record] = {}
    for content_type, pks in keys.items():
        rows = ContentType.objects.get_for_id(content_type).model_class()._default_manager.filter(pk__in=pks)
        if rows.model is Agreement:
            rows = rows.select_related("custody__officer", "custody__unit").prefetch_related("texts")
        records |= {(content_type, row.pk): row for row in rows}
    return records


def _event_lines(event: Event, record: Record, colleague: Colleague, situation: Situation) -> str:
    """The day, what is due, the title, who answers for it where that is somebody else, the address."""
    day = f"{days_in_words(event)} ({_distance(event, situation)}): {event.get_kind_display()}"
    lines = [day, _title_outside(record)]
    if isinstance(record, Agreement):
        custody = getattr(record, "custody", None)
        if event.kind not in WAITING_KINDS and (not custody or custody.officer_id != colleague.user.pk):
            lines.append(_whose(custody, situation.reachable(event.content_type_id)))
    return "\n".join([*lines, f"{settings.SITE_URL}{change_page_address(record)}"])


def _title_outside(record: Record) -> str:
    """The title of a record; not of what is closed, nor the name of somebody who is hidden."""
    if isinstance(record, Agreement):
        return title_outside(record)
    if getattr(record, "is_hidden", False):
        return f"{record._meta.verbose_name} {record.pk}"
    return str(record)


def days_in_words(event: Event) -> str:
    """The day of an event in the active language; all days that it may be, where it is known in part."""
    return edtf.parse(edtf.from_bounds(event.first_day, event.last_day)).words()


def _distance(event: Event, situation: Situation) -> str:
    """Days until an event, or since it, in words."""
    if situation.day > event.last_day:
        days = (situation.day - event.last_day).days
        return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    days = (event.first_day - situation.day).days
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return _("today") if event.first_day == event.last_day else _("it may be today")


def _whose(custody, reachable: Container[int]) -> str:
    """Officer and unit of an agreement, and why it comes to somebody else."""
    officer = custody.officer if custody else None
    if officer is None:
        words = _("Officer: none")
    elif officer.pk in reachable:
        words = _("Officer: %(name)s") % {"name": colleague_name(officer)}
    else:
        words = _("Officer: %(name)s, who cannot be reached now") % {"name": colleague_name(officer)}
    if custody and custody.unit:
        words = f"{words}; " + _("unit: %(name)s") % {"name": custody.unit.name}
    return words


def _closing_lines(colleague: Colleague, situation: Situation) -> str:
    """Reviews that are long overdue, and the pages where reminders are settled and chosen."""
    lines = []
    if count := _overdue_reviews(colleague, situation):
        words = ngettext(
            "%(count)d review of your agreements is overdue: %(address)s",
            "%(count)d reviews of your agreements are overdue: %(address)s",
            count,
        )
        address = f"{settings.SITE_URL}{list_address(Agreement)}?queue=review"
        lines.append(words % {"count": count, "address": address})
    handled = f"{settings.SITE_URL}{list_address(Event)}"
    lines.append(_("What is dealt with, mark as handled: %(address)s") % {"address": handled})
    chosen = f"{settings.SITE_URL}{reverse('reminders_preferences')}"
    lines.append(
        _("How often this comes, in which language, and your calendar: %(address)s") % {"address": chosen}
    )
    return "\n".join(lines)


def _overdue_reviews(colleague: Colleague, situation: Situation) -> int:
    refs = Agreement.objects.filter(custody__officer=colleague.user).values("ref")
    overdue = Deadline.objects.filter(overdue_on(situation.day), entry__in=refs)
    return overdue.values("entry").distinct().count()
