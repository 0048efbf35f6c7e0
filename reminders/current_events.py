"""Events as the records have them: deadlines of agreements, and what waits for staff before a publication."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils import timezone

from agreements.due_days import due_days
from agreements.models import Agreement, Custody
from desk.workflow.models import Review, ReviewState, ScheduledPublication, ScheduleState
from register.choices import EditorialState
from reminders.choices import EventKind


class EventKey(NamedTuple):
    """Identity of an event: whatever of it changes makes another event."""

    content_type: int
    object_id: int
    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class CurrentEvent:
    """An event, and who answers for it: one colleague, a unit."""

    key: EventKey
    officer: int | None = None
    unit: int | None = None
    is_settled: bool = False  # nobody has to do anything once its day has passed


def deadlines_between(
    first: date, last: date, *, agreements: Collection[int] | None = None
) -> dict[EventKey, CurrentEvent]:
    """Deadlines from ``first`` to ``last``: of all agreements, or of those with these keys."""
    rows = None if agreements is None else Agreement.objects.filter(pk__in=agreements)
    days = due_days(first, last, agreements=rows)
    model, kept = _agreement_type(), _custody({due.agreement for due in days})
    events = {}
    for due in days:
        key = EventKey(model, due.agreement, due.kind, due.first_day, due.last_day)
        events[key] = CurrentEvent(key, *kept.get(due.agreement, (None, None)), due.is_settled)
    return events


def waiting_for_staff() -> dict[EventKey, CurrentEvent]:
    """Open reviews, what was sent back, and publications at a set time that were refused; each since its day.

    A review without a reviewer, or for somebody who cannot be reached, is the unit's that answers for the agreement.
    """
    rows = [
        *((review, EventKind.FOR_REVIEW, review.sent_at, review.reviewer_id) for review in _open_reviews()),
        *((review, EventKind.SENT_BACK, review.ended_at, review.sent_by_id) for review in _sent_back()),
        *((row, EventKind.NOT_PUBLISHED, row.publish_at, row.scheduled_by_id) for row in _refused()),
    ]
    kept = _custody({about.object_id for about, *_rest in rows if about.content_type_id == _agreement_type()})
    events = {}
    for about, kind, at, colleague in rows:
        day = timezone.localdate(at)
        key = EventKey(about.content_type_id, about.object_id, kind, day, day)
        is_kept = about.content_type_id == _agreement_type()
        unit = kept.get(about.object_id, (None, None))[1] if is_kept else None
        events[key] = CurrentEvent(key, colleague, unit)
    return events


def _open_reviews() -> list[Review]:
    """Open reviews of records that are here: one may have become part of another."""
    reviews = Review.objects.filter(state=ReviewState.OPEN).prefetch_related("record")
    return [review for review in reviews if review.record]


def _sent_back() -> list[Review]:
    """Reviews that were sent back, of records that were not sent to review, or published, since."""
    later = Review.objects.filter(
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        sent_at__gt=OuterRef("sent_at"),
    )
    reviews = Review.objects.filter(~Exists(later), state=ReviewState.SENT_BACK, ended_at__isnull=False)
    return [review for review in reviews.prefetch_related("record") if _is_unfinished(review.record)]


def _is_unfinished(record) -> bool:
    is_public = record and record.editorial_state == EditorialState.PUBLISHED
    return bool(record) and not (is_public and not record.is_edited)


def _refused() -> list[ScheduledPublication]:
    rows = ScheduledPublication.objects.filter(state=ScheduleState.REFUSED).prefetch_related("record")
    return [row for row in rows if row.record]


def _agreement_type() -> int:
    return ContentType.objects.get_for_model(Agreement).pk


def _custody(agreements: Collection[int]) -> dict[int, tuple[int | None, int | None]]:
    """Officer and unit by agreement."""
    rows = Custody.objects.filter(agreement__in=agreements).values_list("pk", "officer", "unit")
    return {pk: (officer, unit) for pk, officer, unit in rows}
