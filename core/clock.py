"""Lifetime of what is true for today, for caches; and the day on which something is to be published."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

_publication_day: ContextVar[date | None] = ContextVar("publication_day", default=None)


def publication_day() -> date:
    """Day of the publication that is being prepared: today, unless it is for a time that is set."""
    return _publication_day.get() or timezone.localdate()


@contextmanager
def on_publication_day(day: date) -> Iterator[None]:
    """Within the block, publications are prepared for this day: whether an embargo is over is asked of it."""
    token = _publication_day.set(day)
    try:
        yield
    finally:
        _publication_day.reset(token)


def seconds_until_midnight() -> int:
    """Whole seconds until the next day begins in the active time zone: a legal state may change then."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
    return max(int((midnight.astimezone(UTC) - now.astimezone(UTC)).total_seconds()), 0)
